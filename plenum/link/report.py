"""Where mistakes are reported and a page go in, the link that says which page it is comes out."""

from urllib.parse import quote


def report_href(to: str, title: str, url: str, version: str) -> str:
    """Return a link with the page's title, address and version; empty where there is no `to`.

    `to` is an address for mail or the form for a new issue, which takes `title` and `body` as
    GitHub, Gitea and Forgejo do.
    """
    if not to:
        return ""
    subject = quote(f"Mistake on: {title}", safe="")
    body = quote(f"Page: {url}\nVersion: {version}\n\nWhat is wrong:\n", safe="")
    if "://" not in to:
        return f"mailto:{to}?subject={subject}&body={body}"
    return f"{to}{'&' if '?' in to else '?'}title={subject}&body={body}"
