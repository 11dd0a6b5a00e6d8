"""A page's address goes in, the preview's panel on it comes out: what is missing, linked, due."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from plenum.check.checklist import Item, checklist
from plenum.check.cited_facts import Cited, cited_facts
from plenum.check.parts import leads_on
from plenum.check.readability import readability
from plenum.check.results import LONGEST_DESCRIPTION, LONGEST_TITLE
from plenum.check.weight import MOST_BYTES, MOST_ELEMENTS, weight_of
from plenum.config import BuildOptions, Config
from plenum.diagnostics import Diagnostic, Span
from plenum.diagnostics.formats.lines import lines_in
from plenum.diagnostics.formats.page import editor_href, tell
from plenum.link.chrome import capital
from plenum.link.explained import Explained, away_of, explained, kind_of, shares_of
from plenum.link.view import card_of
from plenum.model.article import Article
from plenum.model.data import FACTS_URL
from plenum.model.dates import long_date
from plenum.model.graph import Edge
from plenum.model.panel import Line, Panel, PanelCard, PanelFact, PanelLink, PanelWeight, Place
from plenum.pipeline.published import Published, published
from plenum.pipeline.steps import Survey
from plenum.render.panel_page import panel_page
from plenum.source.dates import Period

_SOON = 90
"""Days; what is due within them is marked, as the command `queue` lists it."""
_CUT = " …"
_URGENT = {"over": 0, "soon": 1, "fine": 2}


class Built(Struct, frozen=True):
    """What the last build gave: its faults, its folder, and what it rendered again.

    `rendered` are URLs below the site's root; None where that is not known.
    """

    diagnostics: Sequence[Diagnostic] = ()
    output: Path | None = None
    rendered: Sequence[str] | None = None


def panel(
    found: Survey, url: str, config: Config, options: BuildOptions, built: Built
) -> str | None:
    """Return the panel on the article at `url` as HTML; None where there is no article.

    `url` is a path below the site's root, as a browser sends it. `found` is the site as the
    preview has it, drafts and future articles included; the day is that of `options`.
    """
    article = found.site.by_url.get(_url(url))
    if article is None:
        return None
    return panel_page(_Maker(found, found.whole(article), config, options, built).panel())


def _url(path: str) -> str:
    """Return a path as the addresses of articles are written: decoded, with slashes around it."""
    inner = unquote(path).strip("/").removesuffix("index.html").rstrip("/")
    return f"/{inner}/" if inner else "/"


class _Maker:
    """Makes the panel on one article."""

    def __init__(
        self,
        found: Survey,
        article: Article,
        config: Config,
        options: BuildOptions,
        built: Built,
    ) -> None:
        self._article = article
        self._found = found
        self._addresses = found.context.addresses
        self._config = config
        self._today = options.today
        self._built = built
        self._titles = {url: each.meta.title for url, each in found.site.by_url.items()}
        self._page = (
            published(built.output, article.url, config.base_path) if built.output else None
        )

    def panel(self) -> Panel:
        """Return what the panel shows."""
        article, found = self._article, self._found
        own = [each for each in self._built.diagnostics if each.span.path == article.source_path]
        known = explained(article, found.graph, found.related)
        card = card_of(article, self._addresses)
        counted = readability(article)
        grade = counted.grade
        words = f"{article.words:,} words, {card.reading_minutes} min to read"
        if counted.sentences:
            words += f", {counted.words / counted.sentences:.0f} words a sentence"
        items = checklist(
            article, own, self._config.required, self._today, leads_on=leads_on(article, found.site)
        )
        cited = cited_facts(article, found.site.data.facts, self._today, _SOON)
        return Panel(
            title=article.meta.title,
            href=card.href,
            source=self._place(Span(article.source_path), article.source_path),
            away=capital(away_of(known.clicks)),
            reading=words,
            grade="" if grade is None else f"{max(grade, 0):.1f}",
            missing=[_line(item) for item in items if item.state != "done"],
            there=[_line(item) for item in items if item.state == "done"],
            faults=tell(own, lines_in(self._config.site), self._config.site, self._config.editor),
            # What it cites is told as facts, with their days.
            links_out=self._links((e.target, e) for e in known.links_out if e.target != FACTS_URL),
            links_in=self._links((e.source, e) for e in known.links_in),
            related=list(self._related(known)),
            boxes=[self._named(url) for url in known.boxes],
            facts=[
                self._fact(each) for each in sorted(cited, key=lambda each: _URGENT[each.urgency])
            ],
            card=self._card(card.url),
            weight=_weight(self._page) if self._page else None,
            rendered=self._rendered(),
        )

    def _named(self, url: str, note: str = "", reason: str = "") -> PanelLink:
        return PanelLink(self._addresses.href(url), self._titles.get(url, url), note, reason)

    def _links(self, edges: Iterable[tuple[str, Edge]]) -> list[PanelLink]:
        """Return the pages at the other ends, each once, with the places of the links."""
        places: dict[str, list[Place]] = {}
        for url, edge in edges:
            places.setdefault(url, []).append(self._place_of(edge))
        return [replace(self._named(url), places=found) for url, found in places.items()]

    def _place_of(self, edge: Edge) -> Place:
        """Say where a link stands, of what kind it is, and at which section it aims."""
        span = edge.span
        file = "" if span.path == self._article.source_path else f"{span.path}:"
        section = f" to #{edge.anchor}" if edge.anchor else ""
        note = f"{section}{kind_of(edge)}"
        return self._place(span, f"{file}{span.line}:{span.column}", note)

    def _place(self, span: Span, text: str, note: str = "") -> Place:
        config = self._config
        href = editor_href(config.editor, config.site / span.path, span.line, span.column)
        return Place(text, href, note)

    def _related(self, known: Explained) -> Iterable[PanelLink]:
        for edge in known.picks:
            yield self._named(edge.target, "picked by an editor", edge.reason)
        for each in known.suggestions:
            note = f"score {each.score:.2f}: {shares_of(each)}"
            yield self._named(each.article.url, note, each.reason)

    def _fact(self, cited: Cited) -> PanelFact:
        fact = cited.fact
        days: Mapping[str, Period | None] = {
            "as of": fact.as_of,
            "valid from": fact.valid_from,
            "valid until": fact.valid_until,
            "review by": fact.review_by,
        }
        return PanelFact(
            id=fact.id,
            what=fact.what,
            value=fact.value,
            place=self._place(fact.span, f"{fact.span.path}:{fact.span.line}"),
            days=[(name, long_date(day)) for name, day in days.items() if day is not None],
            urgency=cited.urgency,
            note=cited.note or ("told as past" if cited.past else ""),
        )

    def _card(self, url: str) -> PanelCard:
        """Return what others show of the page: as it was built, else as it would be."""
        meta, page = self._article.meta, self._page
        image = page.image if page else ""
        return PanelCard(
            _cut(page.title if page else meta.title, LONGEST_TITLE),
            _cut(page.description if page else meta.description, LONGEST_DESCRIPTION),
            self._address((page.url if page else "") or url),
            image,
            self._address(image),
        )

    def _address(self, url: str) -> str:
        """Return an address of the preview as it will be where the site is published."""
        here, there = self._config.base_url, self._config.base_urls[-1]
        return there + url.removeprefix(here) if url.startswith(f"{here}/") else url

    def _rendered(self) -> list[PanelLink] | None:
        if self._built.rendered is None:
            return None
        return [self._named(url) for url in self._built.rendered]


def _line(item: Item) -> Line:
    return Line(item.state, item.label, item.detail)


def _weight(page: Published) -> PanelWeight:
    weight = weight_of(page.html)
    number = len(page.pictures)
    return PanelWeight(
        html=f"{_kilobytes(weight.sent)} compressed of at most {_kilobytes(MOST_BYTES)}"
        f" ({_kilobytes(weight.bytes)} as it is)",
        elements=f"{weight.elements:,} of at most {MOST_ELEMENTS:,}",
        pictures=f"{number}, {_kilobytes(sum(page.pictures))} on the largest screens"
        if number
        else "none",
        heavy=weight.sent > MOST_BYTES or weight.elements > MOST_ELEMENTS,
    )


def _kilobytes(number: int) -> str:
    return f"{number / 1000:,.1f} kB"


def _cut(text: str, most: int) -> str:
    """Return a text as results cut it: at a word, with an ellipsis."""
    if len(text) <= most:
        return text
    room = most - len(_CUT)
    return (text[: room + 1].rpartition(" ")[0] or text[:room]) + _CUT
