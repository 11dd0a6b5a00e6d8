"""A web address goes in, what keeps it from leading anywhere comes out.

The hosts are those of https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2, letters of any
script included, and of them only those that a reader can reach by name.
"""

import re

from plenum import lazy_re

# Schemes with a slip of the hand: `htps://`, `http//`, `https;//`.
_SCHEME = lazy_re.compile(
    r"(?P<typed>h+t+p+(?P<s>s*))(?P<colon>[:;,.]?)(?P<slashes>[/\\]*)", re.IGNORECASE
)
_MAIL = lazy_re.compile(r"mailto:(?P<to>[^?]*)", re.IGNORECASE)
_HOST = lazy_re.compile(r"[^/?#\\]*")
_LABELS = lazy_re.compile(r"[\w-]+(?:\.[\w-]+)+\.?|\[[0-9A-Fa-f:.]+\]")
_OWN_COMPUTER = lazy_re.compile(
    r"(?:localhost|127(?:\.[0-9]+){3}|0\.0\.0\.0|\[::1\])\Z", re.IGNORECASE
)
# The title of a link in the wrong marks: that is another slip.
_TITLE = lazy_re.compile(r"\s[\"'\u2018-\u201f\u00ab\u00bb(]")
_PORT = lazy_re.compile(r":[0-9]*\Z")


def address_advice(address: str) -> str:
    """Return how to mend an address of the web or of a mailbox; empty where it is whole.

    What is neither (`/cost/`, `ducts.md`) is left to others, and so is its colon: empty.
    """
    if mail := _MAIL.match(address):
        whole = "@" in mail["to"].strip("@") and not re.search(r"\s", mail["to"])
        return "" if whole else "write the whole address, as in mailto:name@example.org"
    scheme = _SCHEME.match(address)
    if scheme is None or not (scheme["colon"] == ":" or len(scheme["slashes"]) > 1):
        return ""
    rest = address[scheme.end() :]
    right = f"http{'s' if scheme['s'] else ''}://"
    if not rest:
        return f"write the name of the site behind {right}"
    if (again := _SCHEME.match(rest)) and (again["slashes"] or again["colon"] == ":"):
        return f"write the beginning once: {right}{rest[again.end() :]}"
    if scheme[0].lower() != right:
        return f"write {right}{rest}"
    return _host_advice(right, rest)


def _host_advice(scheme: str, rest: str) -> str:
    host = _HOST.match(rest)
    name = host[0].rpartition("@")[2] if host else ""
    name = _PORT.sub("", name)
    if _OWN_COMPUTER.match(name):
        return "it leads to your own computer; write the address at which everybody reads it"
    if _LABELS.fullmatch(name) or _TITLE.search(name):
        return ""
    if not name:
        return f"write the name of the site behind {scheme}"
    if " " in name:
        return f"take the space out of the name of the site, '{name}'"
    if "," in name:
        return f"write {scheme}{rest.replace(',', '.', 1)}"
    return f"write the whole name of the site: '{name}' is none"
