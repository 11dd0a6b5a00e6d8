"""Old addresses and their new ones go in, pages and rules that send readers on come out."""

from collections.abc import Iterable
from html import escape
from urllib.parse import unquote

from plenum.model.output import Output, Phase
from plenum.model.page import Chrome
from plenum.model.url import output_path
from plenum.render.address import rooted


def redirect_page(alias_path: str, target_href: str, target_url: str, chrome: Chrome) -> Output:
    """Return the page at `alias_path`, below the site's root, for hosts that read no rules.

    The path is decoded: it names the file as it is. `target_href` may end with the anchor of a
    section; `target_url`, the page's own, does not.
    """
    html = "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(chrome.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>This page has moved | {escape(chrome.title)}</title>",
            '<meta name="robots" content="noindex">',
            f'<link rel="canonical" href="{escape(target_url)}">',
            f'<meta http-equiv="refresh" content="0; url={escape(target_href)}">',
            "</head>",
            "<body>",
            "<main>",
            "<h1>This page has moved</h1>",
            f'<p><a href="{escape(target_href)}">{escape(unquote(target_url))}</a></p>',
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )
    return Output(output_path(alias_path), html.encode("utf-8", "replace"), Phase.LISTING)


def redirects_file(
    pairs: Iterable[tuple[str, str]], chrome: Chrome, gone: Iterable[str] = ()
) -> Output | None:
    """Return `_redirects` as Netlify and Cloudflare read it; None where there are no rules.

    A pair is an old path below the site's root, decoded, and the href of the page in its place;
    `gone` are addresses, encoded where they must be, with nothing in their place.
    """
    rules = {f"{_rule_path(rooted(old, chrome))} {new} 301" for old, new in pairs}
    # Netlify answers 410 and shows the page; Cloudflare passes over the rule and answers 404.
    page = rooted("/404.html", chrome)
    rules |= {f"{_rule_path(rooted(unquote(old), chrome))} {page} 410" for old in gone}
    if not rules:
        return None
    return Output("_redirects", "".join(f"{rule}\n" for rule in sorted(rules)).encode(), Phase.FEED)


def _rule_path(href: str) -> str:
    # In a rule a star stands for anything, and a colon begins a name.
    return href.replace("*", "%2A").replace(":", "%3A")
