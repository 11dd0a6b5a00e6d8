"""Old addresses and their new ones go in, pages and rules that send readers on come out."""

from collections.abc import Iterable
from html import escape
from urllib.parse import unquote

from plenum.model.output import Output, Phase
from plenum.model.page import Chrome
from plenum.model.url import output_path
from plenum.render.address import rooted


def redirect_page(alias_path: str, target_href: str, target_url: str, chrome: Chrome) -> Output:
    """Return the page at `alias_path`, below the site's root, for hosts that read no rules."""
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
    path = output_path(unquote(alias_path))
    return Output(path, html.encode("utf-8", "replace"), Phase.LISTING)


def redirects_file(pairs: Iterable[tuple[str, str]], chrome: Chrome) -> Output | None:
    """Return `_redirects` as Netlify and Cloudflare read it; None where there are no pairs.

    A pair is an old path below the site's root and the href of the page in its place.
    """
    rules = sorted({(_rule_path(rooted(old, chrome)), new) for old, new in pairs})
    if not rules:
        return None
    text = "".join(f"{old} {new} 301\n" for old, new in rules)
    return Output("_redirects", text.encode(), Phase.FEED)


def _rule_path(href: str) -> str:
    # In a rule a star stands for anything, and a colon begins a name.
    return href.replace("*", "%2A").replace(":", "%3A")
