"""Groups of cards go in, `llms.txt` comes out: the site's Markdown twins, for other readers."""

from collections.abc import Iterable

from plenum import lazy_re
from plenum.model.output import Output, Phase
from plenum.model.page import Card, Chrome

_SPECIAL = lazy_re.compile(r"([\\\[\]*_`<>])")


def llms_txt(chrome: Chrome, groups: Iterable[tuple[str, tuple[Card, ...]]]) -> Output:
    """Return `llms.txt` with a section for each group that has articles."""
    pieces = [f"# {_plain(chrome.title)}"]
    if chrome.description:
        pieces.append(f"> {_plain(chrome.description)}")
    for name, cards in groups:
        if cards:
            pieces += [f"## {_plain(name)}", "\n".join(_item(card) for card in cards)]
    return Output("llms.txt", ("\n\n".join(pieces) + "\n").encode("utf-8", "replace"), Phase.FEED)


def _item(card: Card) -> str:
    # A bracket in an address would end the link.
    address = f"{card.url}index.md".replace("(", "%28").replace(")", "%29")
    about = f": {_plain(card.description)}" if card.description else ""
    return f"- [{_plain(card.title)}]({address}){about}"


def _plain(text: str) -> str:
    """Return the text on one line, with nothing in it that Markdown takes for a mark."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
