"""A small site in which every check is content, for tests to break in one place at a time."""

import base64
import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from tests.quality.built_site import BuiltSite, Page

BASE_URL = "https://example.org"
ARTICLE_PATH = "cost/ducts/index.html"

STYLE = """
:root { color-scheme: light dark; background: #fff; color: #222; }
a { color: #00c; }
body { max-width: 60rem; margin: auto; overflow-wrap: anywhere; }
a { padding-block: 0.5rem; display: inline-block; }
summary { min-block-size: 2.75rem; }
:focus-visible { outline: 3px solid; }
.scroll { overflow-x: auto; }
.tiny { inline-size: 1rem; block-size: 1rem; padding: 0; margin: 0; }
table { min-inline-size: 30rem; }
@media (prefers-color-scheme: dark) {
  :root { background: #111; color: #eee; }
  a { color: #aaf; }
}
@media print {
  details::details-content { content-visibility: visible; block-size: auto; }
}
"""

HEAD = f"""<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="index, follow, max-image-preview:large">
<meta property="og:site_name" content="Example hub">
<meta property="og:image" content="{BASE_URL}/share.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="A duct under a floor">
<link rel="icon" href="/share.png">
<link rel="alternate" type="application/atom+xml" title="Articles" href="/feed.xml">
<style>{STYLE}</style>"""

CHROME = """<a href="#main">Skip to the text</a>
<header><nav aria-label="Site"><a href="/">Example hub</a></nav></header>"""

PUBLISHER = f"""
{{"@type": "Organization", "@id": "{BASE_URL}/#organization", "name": "Example hub",
  "url": "{BASE_URL}/",
  "logo": {{"@type": "ImageObject", "url": "{BASE_URL}/share.png", "width": 1200, "height": 630}}}},
{{"@type": "WebSite", "@id": "{BASE_URL}/#website", "name": "Example hub", "url": "{BASE_URL}/",
  "publisher": {{"@id": "{BASE_URL}/#organization"}}}},""".strip()

URL = f"{BASE_URL}/cost/ducts/"

GRAPH = f"""{{"@context": "https://schema.org", "@graph": [
{PUBLISHER}
{{"@type": "WebPage", "@id": "{URL}", "url": "{URL}", "name": "What new ducts cost",
  "isPartOf": {{"@id": "{BASE_URL}/#website"}}, "breadcrumb": {{"@id": "{URL}#breadcrumb"}},
  "lastReviewed": "2026-11-01", "reviewedBy": {{"@id": "{BASE_URL}/authors/ann/#person"}}}},
{{"@type": "Article", "@id": "{URL}#article", "headline": "What new ducts cost",
  "image": {{"@id": "{URL}#primaryimage"}}, "inLanguage": "en-US",
  "datePublished": "2026-10-05", "dateModified": "2026-11-10T09:30:00+01:00",
  "author": [{{"@id": "{BASE_URL}/authors/ann/#person"}}],
  "publisher": {{"@id": "{BASE_URL}/#organization"}}, "mainEntityOfPage": {{"@id": "{URL}"}}}},
{{"@type": "Person", "@id": "{BASE_URL}/authors/ann/#person", "name": "Ann Example",
  "url": "{BASE_URL}/authors/ann/"}},
{{"@type": "ImageObject", "@id": "{URL}#primaryimage", "url": "{BASE_URL}/share.png",
  "width": 1200, "height": 630, "creditText": "Ann Example"}},
{{"@type": "BreadcrumbList", "@id": "{URL}#breadcrumb", "itemListElement": [
  {{"@type": "ListItem", "position": 1, "name": "Home", "item": "{BASE_URL}/"}},
  {{"@type": "ListItem", "position": 2, "name": "What new ducts cost"}}]}},
{{"@type": "FAQPage", "@id": "{URL}#faq", "isPartOf": {{"@id": "{URL}"}}, "mainEntity": [
  {{"@type": "Question", "@id": "{URL}#faq-last", "url": "{URL}#faq-last",
    "name": "How long do ducts last?",
    "acceptedAnswer": {{"@type": "Answer", "text":
      "\\u003cp>\\u003cstrong>Decades\\u003c/strong>, if they are kept dry.\\u003c/p>"}}}},
  {{"@type": "Question", "@id": "{URL}#faq-seal", "url": "{URL}#faq-seal",
    "name": "Can I seal them?",
    "acceptedAnswer": {{"@type": "Answer", "text":
      "\\u003cp>Yes: see \\u003ca href=\\"{BASE_URL}/\\">the guide\\u003c/a>.\\u003c/p>"}}}}]}}
]}}"""

DESCRIPTION = "What it costs to put new ducts into a house: by length, by house and by material."

ARTICLE = f"""<!doctype html>
<html lang="en-US">
<head>
{HEAD}
<title>What new ducts cost · Example hub</title>
<meta name="description" content="{DESCRIPTION}">
<link rel="canonical" href="{URL}">
<link rel="alternate" type="text/markdown" href="{URL}index.md">
<meta property="og:type" content="article">
<meta property="og:title" content="What new ducts cost">
<meta property="og:description" content="{DESCRIPTION}">
<meta property="og:url" content="{URL}">
<meta property="article:modified_time" content="2026-11-10T09:30:00+01:00">
<script type="application/ld+json">{GRAPH}</script>
</head>
<body>
{CHROME}
<nav aria-label="Breadcrumb"><a href="/">Home</a> What new ducts cost</nav>
<main id="main">
<article>
<header>
<h1>What new ducts cost</h1>
<p class="byline">By <a href="/authors/ann/" rel="author">Ann Example</a>. Updated
<time datetime="2026-11-10T09:30:00+01:00">November 10, 2026</time>. Reviewed by Ann Example,
<time datetime="2026-11-01">November 1, 2026</time>.</p>
</header>
<p class="short-answer">New ducts cost some thousand dollars.</p>
<ul class="takeaways"><li>Measure the length first.</li></ul>
<aside class="promotion" aria-label="Advertisement">
<p><a href="https://ducts.example/" rel="sponsored nofollow">Ducts by the foot</a></p>
<p>Paid for by Ducts by the foot.</p>
</aside>
<img src="/share.png" alt="A duct under a floor" width="240" height="126"
fetchpriority="high">
<div class="prose">
<h2 id="prices">Prices</h2>
<div class="scroll" role="region" tabindex="0" aria-labelledby="prices-caption">
<table>
<caption id="prices-caption">Prices of ducts compared</caption>
<thead><tr><th scope="col">Kind</th><th scope="col">Price, $ a foot</th></tr></thead>
<tbody>
<tr><th scope="row">Flexible</th><td>10</td></tr>
<tr><th scope="row">Rigid</th><td>20</td></tr>
</tbody>
</table>
</div>
<h3 id="why">Why</h3>
<p>The price of <a href="#prices">ducts</a> follows
<a class="citation" href="#source-doe" id="cite-doe">their length<sup>[1]</sup></a>.</p>
<section aria-labelledby="faq">
<h2 id="faq">Questions</h2>
<details><summary>How long do ducts last?</summary>
<div id="faq-last"><p><strong>Decades</strong>, if they are kept dry.</p></div></details>
<details><summary>Can I seal them?</summary>
<div id="faq-seal"><p>Yes: see <a href="/">the guide</a>.</p></div></details>
</section>
</div>
<section class="sources" aria-labelledby="sources">
<h2 id="sources">Sources</h2>
<ol><li id="source-doe"><a href="https://doe.example/ducts">Ducts</a>, Department of Energy,
accessed <time datetime="2026-11-01">November 1, 2026</time>.
<a class="back" href="#cite-doe" aria-label="↩ back to the text">↩</a></li></ol>
</section>
<p class="feedback">Something wrong? <a href="mailto:ann@example.org">Report a mistake</a>.</p>
<section class="related" aria-labelledby="related">
<h2 id="related">Related reading</h2>
<p><a href="/">Everything about ducts</a></p>
</section>
</article>
</main>
</body>
</html>
"""

TWIN = """# What new ducts cost

## Prices

| Kind | Price, $ a foot |
| --- | ---: |
| Flexible | 10 |
| Rigid | 20 |

### Why

The price of ducts follows their length.

## Questions

### How long do ducts last?

**Decades**, if they are kept dry.

### Can I seal them?

Yes: see [the guide](/).
"""


def plain_page(path: str, title: str, description: str, body: str) -> str:
    """Return a page that is no article."""
    url = f"{BASE_URL}/{path}"
    return f"""<!doctype html>
<html lang="en-US">
<head>
{HEAD}
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="canonical" href="{url}">
<meta property="og:type" content="website">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{description}">
<meta property="og:url" content="{url}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
{PUBLISHER}
{{"@type": "WebPage", "@id": "{url}", "url": "{url}", "name": "{title}",
  "isPartOf": {{"@id": "{BASE_URL}/#website"}}}}]}}</script>
</head>
<body>
{CHROME}
<main id="main">
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


HOME = plain_page(
    "",
    "Example hub of ducts",
    "Everything about ducts that a house owner needs, with prices and with the sources of them.",
    '<p><a href="/cost/ducts/">What new ducts cost</a></p>',
)
AUTHOR_DESCRIPTION = (
    "Ann Example writes about ducts and about the air in them, and has done so for some years."
)
AUTHOR = plain_page(
    "authors/ann/",
    "Articles by Ann Example",
    AUTHOR_DESCRIPTION,
    '<p><a href="/cost/ducts/">What new ducts cost</a></p>',
)
NOT_FOUND = (
    HOME.replace("index, follow, max-image-preview:large", "noindex")
    .replace(f'<link rel="canonical" href="{BASE_URL}/">\n', "")
    .replace("Example hub of ducts", "There is no such page")
)
NOT_FOUND = re.sub(r"<script.*?</script>\n", "", NOT_FOUND, flags=re.DOTALL)
REDIRECT = f"""<!doctype html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/cost/ducts/">
<title>Moved: What new ducts cost</title>
<link rel="canonical" href="{URL}">
</head>
<body><p><a href="/cost/ducts/">What new ducts cost</a></p></body>
</html>
"""

SITEMAP = f"""<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{BASE_URL}/</loc></url>
<url><loc>{BASE_URL}/authors/ann/</loc></url>
<url><loc>{URL}</loc><lastmod>2026-11-10T09:30:00+01:00</lastmod></url>
</urlset>
"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{BASE_URL}/</id>
<title>Example hub</title>
<updated>2026-11-10T09:30:00+01:00</updated>
<link rel="self" href="{BASE_URL}/feed.xml"/>
<entry>
<id>{URL}</id>
<title>What new ducts cost</title>
<updated>2026-11-10T09:30:00+01:00</updated>
<author><name>Ann Example</name></author>
<link href="{URL}"/>
</entry>
</feed>
"""

FEED = f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "Example hub",
"home_page_url": "{BASE_URL}/", "feed_url": "{BASE_URL}/feed.json",
"items": [{{"id": "{URL}", "url": "{URL}", "title": "What new ducts cost",
"content_text": "Decades."}}]}}
"""


def picture(width: int, height: int) -> bytes:
    """Return a black picture: what a picture shows is nobody's business here."""
    stream = io.BytesIO()
    Image.new("L", (width, height)).save(stream, "PNG")
    return stream.getvalue()


PICTURE = picture(1200, 630)


def headers(style: str = STYLE) -> str:
    """Return the headers with the hash of the one style that all pages share."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        "/*\n  Content-Security-Policy: default-src 'none'; "
        f"style-src 'sha256-{digest}'; img-src 'self' data:; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'\n"
        "  X-Content-Type-Options: nosniff\n"
        "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )


FILES: Mapping[str, str] = {
    "index.html": HOME,
    "404.html": NOT_FOUND,
    "old/index.html": REDIRECT,
    "authors/ann/index.html": AUTHOR,
    ARTICLE_PATH: ARTICLE,
    "cost/ducts/index.md": TWIN,
    "sitemap.xml": SITEMAP,
    "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {BASE_URL}/sitemap.xml\n",
    "feed.xml": ATOM,
    "feed.json": FEED,
    "llms.txt": f"# Example hub\n\n- [What new ducts cost]({URL}index.md)\n",
    "_headers": headers(),
    "_redirects": "/old/ /cost/ducts/ 301\n",
}


def article(old: str = "", new: str = "") -> Page:
    """Return the article, with one text replaced by another where it first stands."""
    assert old in ARTICLE
    return Page(ARTICLE_PATH, ARTICLE.replace(old, new, 1), BASE_URL)


def write(root: Path, changes: Mapping[str, tuple[str, str] | None] | None = None) -> BuiltSite:
    """Write the site into a folder and read it.

    A change replaces one text of a file by another wherever it stands; None removes the file.
    """
    files = dict(FILES)
    for path, change in (changes or {}).items():
        if change is None:
            del files[path]
        else:
            assert change[0] in files[path]
            files[path] = files[path].replace(*change)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    (root / "share.png").write_bytes(PICTURE)
    return BuiltSite.read(root, BASE_URL)
