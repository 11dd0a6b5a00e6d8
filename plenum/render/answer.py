"""An answer as the page shows it goes in, the HTML that structured data may hold comes out.

Search engines read seventeen tags in an answer and ignore the rest (page-quality.md 1.2), so
other tags are taken out and their text is kept. Every address is made absolute.
"""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_ALLOWED = frozenset("h1 h2 h3 h4 h5 h6 br ol ul li a p div b strong i em".split())
# Where these are taken out, the words on both sides must not become one.
_SEPARATING = frozenset(
    "blockquote caption dd dl dt figcaption figure hr pre section table td th tr".split()
)
_INVISIBLE = frozenset(("script", "style", "template"))
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))


def answer_markup(html: str, page_url: str) -> str:
    """Return `html` with allowed tags only; empty where it holds no text."""
    reducer = _Reducer(page_url)
    reducer.feed(html)
    reducer.close()
    return reducer.result()


class _Reducer(HTMLParser):
    """Copies text and allowed tags; `_open` pairs each open tag with what ends it."""

    def __init__(self, page_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self._page_url = page_url
        self._pieces: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._has_text = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start, end = self._marks(tag, dict(attrs))
        self._write(start)
        if tag not in _VOID:
            self._open.append((tag, end))
            self._hidden += tag in _INVISIBLE

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML the slash means nothing: only a void element has no end tag.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._close_last() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._has_text = self._has_text or (not self._hidden and bool(data.strip()))
        self._write(escape(data, quote=False))

    def result(self) -> str:
        while self._open:
            self._close_last()
        return "".join(self._pieces).strip() if self._has_text else ""

    def _close_last(self) -> str:
        tag, end = self._open.pop()
        self._write(end)
        self._hidden -= tag in _INVISIBLE
        return tag

    def _write(self, piece: str) -> None:
        if not self._hidden:
            self._pieces.append(piece)

    def _marks(self, tag: str, attributes: dict[str, str | None]) -> tuple[str, str]:
        """Return what stands for the start and the end of an element."""
        if tag == "a":
            href = self._address(attributes.get("href") or "")
            return (f'<a href="{escape(href)}">', "</a>") if href else ("", "")
        if tag in _ALLOWED:
            return f"<{tag}>", f"</{tag}>"
        return (" ", " ") if tag in _SEPARATING else ("", "")

    def _address(self, href: str) -> str:
        """Return the absolute address, or nothing where `href` is none that one may follow."""
        if not href:
            return ""
        try:
            address = urljoin(self._page_url, href)
            scheme = urlsplit(address).scheme
        except ValueError:
            return ""
        return address if scheme in _SCHEMES else ""
