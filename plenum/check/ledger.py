"""A site and the ledger of what it has published go in; what is new, moved or gone comes out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

from plenum.check.heirs import Heirs
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.article import Article
from plenum.model.ledger import GONE_PATH, LOCK_PATH, Ledger, place, places_of, written
from plenum.model.site import Alias, Site

_PUBLISH_AGAIN = {
    "draft": "publish {path} again ('draft: false')",
    "expired": "set a later 'expires' in {path}",
    "in the future": "set an earlier 'date' in {path}",
}


class Vanished(Struct, frozen=True):
    """A place that is not published any more, with the fault that says what to do.

    `anchors` is how many recorded anchors a page takes along. What is `left_out` has its article
    still, which is not published today.
    """

    place: str
    fault: Diagnostic
    anchors: int = 0
    left_out: bool = False


class Changes(Struct, frozen=True):
    """What a site publishes (`places`), and how that differs from its ledger.

    `moved` are pairs of an old place and its new one, `unread` are lines of the ledger that are
    no places; `faults` are all faults.
    """

    places: frozenset[str]
    new: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    vanished: tuple[Vanished, ...]
    unread: tuple[str, ...]
    faults: tuple[Diagnostic, ...]


def compare(site: Site, ledger: Ledger) -> Changes:
    """Find what was recorded and is not published any more, and what is published anew."""
    places = places_of(site)
    recorded = ledger.recorded or {}
    look = _Comparison(site, ledger, places)
    for each in recorded:
        if each not in places:
            look.judge(each)
    fresh = places - recorded.keys()
    moved = {**look.moved, **_fresh_moves(site, recorded, fresh)}
    republished = [
        fault("not-gone", span, address=each)
        for each, span in ledger.gone.items()
        if each in places
    ]
    return Changes(
        places=places,
        new=tuple(sorted(fresh)),
        moved=tuple(sorted(_told_once(moved))),
        gone=tuple(sorted(look.gone)),
        vanished=tuple(sorted(look.vanished(), key=lambda each: each.place)),
        unread=ledger.unread,
        faults=(*look.faults.values(), *republished),
    )


def _fresh_moves(site: Site, recorded: Mapping[str, int], fresh: frozenset[str]) -> dict[str, str]:
    """Return what was published and leads to a new place now."""
    pairs = [
        (place(alias.url), place(alias.target, alias.anchor)) for alias in site.aliases.values()
    ]
    for url, article in site.by_url.items():
        pairs += [
            (place(url, alias.anchor), place(url, alias.to_anchor))
            for alias in article.meta.aliases
            if alias.is_anchor and alias.to is not None
        ]
    return {old: new for old, new in pairs if old in recorded and new in fresh}


def _told_once(moved: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the moves, without anchors that only follow their page."""
    for old, new in moved.items():
        page, _, anchor = old.partition("#")
        if not anchor or page not in moved or new != f"{moved[page]}#{anchor}":
            yield old, new


class _Comparison:
    """Judges, one by one, the recorded places that are not published any more."""

    def __init__(self, site: Site, ledger: Ledger, places: frozenset[str]) -> None:
        self.moved: dict[str, str] = {}
        self.gone: list[str] = []
        self.faults: dict[str, Diagnostic] = {}
        self._site = site
        self._gone = ledger.gone
        self._recorded = ledger.recorded or {}
        self._places = places
        self._pages = {place(url): article for url, article in site.by_url.items()}
        self._aliases = {place(url): alias for url, alias in site.aliases.items()}
        self._left_out = {place(url): absent for url, absent in site.left_out_by_url.items()}
        self._homeless = _homeless(site)
        self._taken_along = Counter[str]()
        self._heirs = Heirs(self._pages, self._recorded)

    def judge(self, lost: str) -> None:
        """Say of a place that is no longer published whether that is in order."""
        address, _, anchor = lost.partition("#")
        if lost in self._gone:
            self.gone.append(lost)
        elif address in self._gone:
            # A page takes its anchors along.
            return
        elif alias := self._aliases.get(address):
            self._judge_redirected(lost, anchor, alias)
        elif page := self._pages.get(address):
            if not page.broken:
                self._add_anchor(lost, anchor, page.source_path, self._anchor_advice(anchor, page))
        elif anchor and address in self._places:
            self._add_anchor(lost, anchor, f"the page {address}", self._id_advice(address, anchor))
        else:
            self._taken_along[address] += bool(anchor)
            # Of an address on record it is said once, not for each of its anchors too.
            if not anchor or address not in self._recorded:
                self._add_address(lost, address)

    def vanished(self) -> Iterator[Vanished]:
        """Yield what was judged to have vanished."""
        for lost, found in self.faults.items():
            yield Vanished(lost, found, self._taken_along[lost], lost in self._left_out)

    def _span(self, recorded: str) -> Span:
        line = self._recorded[recorded]
        return Span(LOCK_PATH, line, 1, line, len(recorded) + 1)

    # -- addresses --------------------------------------------------------------------------

    def _add_address(self, lost: str, address: str) -> None:
        if address in self.faults:
            return
        if absent := self._left_out.get(address):
            path = absent.article.source_path
            what = f"{path} is left out now: {absent.reason}"
            advice = _PUBLISH_AGAIN[absent.state].format(path=path)
        elif path := self._homeless.get(address, ""):
            what, advice = f"{path} has no address now", f"give {path} another name or slug"
        else:
            what, advice = "leads nowhere now", self._address_advice(address)
        self.faults[address] = fault(
            "vanished-address",
            self._span(lost),
            address=address,
            what=what,
            advice=_or_gone(advice, address),
        )

    def _address_advice(self, address: str) -> str:
        article = self._heirs.article(address)
        if article is None:
            return (
                f"write 'aliases: [{_flow(address)}]' into the front matter of what took its place"
            )
        how = _how_to_alias(article, _flow(address), "its front matter")
        return f"if {article.source_path} took its place, {how}"

    # -- anchors ----------------------------------------------------------------------------

    def _judge_redirected(self, lost: str, anchor: str, alias: Alias) -> None:
        """Seek an anchor in the page that took over the old page's address."""
        page = self._site.by_url[alias.target]
        # Where a redirect names a section itself, no other anchor reaches the page.
        now = place(page.url, alias.anchor) if alias.anchor else f"{place(page.url)}#{anchor}"
        if now in self._places:
            self.moved[lost] = now
        elif not page.broken:
            self._add_anchor(lost, anchor, page.source_path, self._anchor_advice(anchor, page))

    def _anchor_advice(self, anchor: str, page: Article) -> str:
        heir = self._heirs.anchor(unquote(anchor), page)
        if heir is not None:
            move = f'{{from: "#{anchor}", to: "#{written(heir)}"}}'
            how = _how_to_alias(page, move, f"the front matter of {page.source_path}")
            return f"if '#{heir}' is what it is called now, {how}"
        home = self._heirs.home(anchor)
        if home is not None and home is not page:
            link = f"[…]({place(home.url)}#{anchor}){{#{anchor}}}"
            return f"if it moved to {home.source_path}, leave a link at its old place, '{link}'"
        return f"give a heading the old anchor, '## … {{#{anchor}}}'"

    def _id_advice(self, address: str, anchor: str) -> str:
        if address not in self._site.data.tables_by_url:
            return ""
        file = f"content/_data/{address.strip('/')}.yaml"
        return f"if the entry has another id now, give it its old one, '{anchor}', in {file}"

    def _add_anchor(self, lost: str, anchor: str, page: str, advice: str) -> None:
        self.faults[lost] = fault(
            "vanished-anchor",
            self._span(lost),
            place=lost,
            page=page,
            anchor=anchor,
            advice=_or_gone(advice, lost),
        )


def _homeless(site: Site) -> dict[str, str]:
    """Return the sources of articles whose address was taken, by it and by their old ones."""
    return {
        place(each): article.source_path
        for url, articles in site.claimants.items()
        if url not in site.by_url
        for article in articles
        for each in (url, *(alias.url for alias in article.meta.aliases if not alias.is_anchor))
    }


def _or_gone(advice: str, lost: str) -> str:
    """Return the advice with its other half: to say that the place is gone."""
    gone = f"if it is gone for good, write '{_key(lost)}: the reason' into {GONE_PATH}"
    return f"{advice}; {gone}" if advice else gone


def _how_to_alias(article: Article, alias: str, front_matter: str) -> str:
    """Say what to write into an article's front matter, as it stands."""
    if article.meta.aliases:
        return f"add '{alias}' to 'aliases' in {front_matter}"
    return f"write 'aliases: [{alias}]' into {front_matter}"


def _flow(text: str) -> str:
    """Return a place as it may stand between the brackets of a YAML list."""
    return f'"{text}"' if set(text) & set(",[]{}'&*!|:@`") else text


def _key(text: str) -> str:
    """Return a place as a key of YAML."""
    return f'"{text}"' if text.endswith(":") else text
