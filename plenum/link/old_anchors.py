"""An article and its old anchors go in, the article with an empty element for each comes out."""

from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import NamedTuple

from msgspec.structs import replace

from plenum import lazy_re
from plenum.model.article import Article
from plenum.model.fragment import Fragment, Html, Part

# A quotation mark belongs to a pair, and what has been read once is not tried in another way.
_TAG = lazy_re.compile(r'<(?P<name>[a-z][a-z0-9]*)(?P<attributes>\s(?:[^<>"]++|"[^"]*+")*+)?>')
_ID = lazy_re.compile(r'\sid="(?P<id>[^"]*)"')

_BEGIN_WITH_TEXT = frozenset(
    "h1 h2 h3 h4 h5 h6 p li dt dd td th caption figcaption rt summary"
    " address article aside blockquote div footer header main nav section"
    " a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u"
    " var".split()
)
"""Elements that may begin with an empty one."""
_STAND_IN_TEXT = frozenset(
    "audio br canvas data details dl figure hr iframe img menu object ol picture pre ruby table"
    " time ul video wbr".split()
)
"""Elements that may not, and before which it may stand."""
_ROWS = frozenset({"thead", "tbody", "tfoot", "tr"})
"""What has its first text in the next cell."""
_CELLS = frozenset({"td", "th"})


class _Tag(NamedTuple):
    """A tag that begins an element: its name, its id, where it begins and ends."""

    name: str
    id: str
    start: int
    end: int


def places_for_marks(article: Article) -> Iterator[str]:
    """Yield the anchors at which an old one can be kept."""
    yield from (item.anchor for item in article.faq)
    yield from (table.anchor for table in article.comparisons if table.options)
    for fragment in (article.body, *(item.answer for item in article.faq)):
        yield from _places(fragment)


def with_old_anchors(article: Article, old_by_new: Mapping[str, list[str]]) -> Article:
    """Put an empty element for each old anchor at the place of its new one."""
    left = {
        new: "".join(f'<span id="{escape(anchor)}"></span>' for anchor in old)
        for new, old in old_by_new.items()
    }
    faq = tuple(
        replace(item, answer=_begun(item.answer, left.pop(item.anchor, ""))) for item in article.faq
    )
    comparisons = tuple(
        replace(table, options=(_begun(table.options[0], mark), *table.options[1:]))
        if table.options and (mark := left.pop(table.anchor, ""))
        else table
        for table in article.comparisons
    )
    body = _marked(article.body, left)
    faq = tuple(replace(item, answer=_marked(item.answer, left)) for item in faq)
    anchors = article.anchors.union(*old_by_new.values())
    return replace(article, body=body, faq=faq, comparisons=comparisons, anchors=anchors)


def _begun(fragment: Fragment, html: str) -> Fragment:
    return replace(fragment, parts=(Html(html), *fragment.parts)) if html else fragment


def _marked(fragment: Fragment, left: dict[str, str]) -> Fragment:
    """Put the marks of the anchors that the fragment has, and take them out of `left`."""
    places = _places(fragment)
    marks = sorted((places[name], left.pop(name)) for name in left.keys() & places.keys())
    return replace(fragment, parts=tuple(_with_marks(fragment, marks))) if marks else fragment


def _with_marks(fragment: Fragment, marks: list[tuple[int, str]]) -> Iterator[Part]:
    """Yield the parts with the marks at their offsets in the joined text."""
    pending = iter([*marks, (-1, "")])
    offset, mark = next(pending)
    begin = 0
    for part, text in zip(fragment.parts, _texts(fragment), strict=True):
        end = begin + len(text)
        if isinstance(part, Html):
            done, pieces = 0, []
            while begin <= offset <= end:
                pieces += [text[done : offset - begin], mark]
                done = offset - begin
                offset, mark = next(pending)
            yield Html("".join([*pieces, text[done:]])) if pieces else part
        else:
            yield part
        begin = end


def _places(fragment: Fragment) -> dict[str, int]:
    """Return where, in the joined text, a mark for each id can stand."""
    places: dict[str, int] = {}
    cell: int | None = None
    for tag in reversed(list(_tags("".join(_texts(fragment))))):
        if tag.name in _CELLS:
            cell = tag.end
        elif tag.name not in _ROWS:
            cell = None
        if tag.name in _BEGIN_WITH_TEXT:
            places[tag.id] = tag.end
        elif tag.name in _STAND_IN_TEXT:
            places[tag.id] = tag.start
        elif tag.name in _ROWS and cell is not None:
            places[tag.id] = cell
    places.pop("", None)
    return places


def _texts(fragment: Fragment) -> Iterator[str]:
    """Yield the texts of the parts; what is no HTML yet stands as a letter: in no tag is it one."""
    return (part.text if isinstance(part, Html) else "x" for part in fragment.parts)


def _tags(html: str) -> Iterator[_Tag]:
    for match in _TAG.finditer(html):
        found = _ID.search(match["attributes"] or "")
        yield _Tag(match["name"], unescape(found["id"]) if found else "", *match.span())
