"""Pelican's settings: addresses as others have them, and nothing that no other makes."""
# ruff: noqa: INP001 (settings, not a package)

import json

SITENAME = "Trade notes"
SITEURL = "https://hub.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en-US"
PATH = "content"
OUTPUT_PATH = "output/"
THEME = "theme"
DEFAULT_PAGINATION = False
SUMMARY_MAX_LENGTH = None
# Read what is unchanged from the build before.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True

ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
CATEGORY_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ("index", "sitemap")
SITEMAP_SAVE_AS = "sitemap.xml"

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {"toc_depth": "2"},
    },
    "output_format": "html5",
}
# Its front matter knows no lists of questions: they stand there as JSON.
JINJA_FILTERS = {"from_json": json.loads}
