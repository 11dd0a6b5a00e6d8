"""The bytes of an SVG go in, a drawing that can only be looked at, or what is wrong, comes out.

The drawing is written anew from what the XML parser reports, by a list of what may stand in it
(SVG 2, https://www.w3.org/TR/SVG2/). What programs leave there for themselves (comments,
metadata, elements and attributes of other languages) is dropped. What could run, load or hide
something is a fault at its place, since a drawing without it may be another drawing.
"""

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, field

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.source import SourceFile

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_XHTML = "http://www.w3.org/1999/xhtml"
_ELEMENTS = frozenset(
    "svg g defs symbol use title desc switch style path rect circle ellipse line polyline polygon"
    " text tspan textPath marker pattern mask clipPath linearGradient radialGradient stop filter"
    " feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting"
    " feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR"
    " feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting"
    " feSpotLight feTile feTurbulence animate animateMotion animateTransform mpath set view".split()
)
_TEXTS = frozenset("title desc style text tspan textPath".split())
"""Elements whose text is shown or means something; in the others it is only spaces."""
_DROPPED = frozenset({"metadata"})
_MOVABLE = lazy_re.compile(r"href$|^on|^style$", re.IGNORECASE)
"""Attributes that an animation must not set."""
_LOADED = lazy_re.compile(
    r"url\(\s*(?!['\"]?#)|@import|(?:java|vb)script:|expression\(", re.IGNORECASE
)
_POINTS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}
"""CSS pixels by unit of length (CSS Values 4, 6.2)."""
_LENGTH = lazy_re.compile(r"\s*([0-9]{0,9}\.?[0-9]{1,18})\s*([a-z]*)\s*")
_DEEPEST = 200
"""Levels of elements; programs write some twenty."""
_LONGEST_ELEMENT = 100_000
"""Characters in which the place of a fault is sought."""
_MOST_FAULTS = 20
"""A drawing with more is of a kind that nobody mends by hand."""


class Drawing(Struct):
    """An SVG that was read: its safe form, its size in CSS pixels (0: it says none), its faults."""

    data: bytes = b""
    width: int = 0
    height: int = 0
    faults: list[Diagnostic] = field(default_factory=list)


def read_svg(data: bytes, path: str) -> Drawing:
    """Read the SVG file `path` of the site."""
    reader = _Reader(path)
    try:
        reader.read(data)
    except (expat.ExpatError, LookupError):
        # What is no XML, or XML in letters that nobody knows.
        reader.report_broken()
    except _StopError:
        pass
    drawing = reader.drawing
    drawing.data = "".join([*reader.pieces, "\n"]).encode("utf-8", "replace")
    return drawing


class _StopError(Exception):
    """Nothing that follows can be trusted."""


class _Reader:
    """Takes what the parser reports and writes down what may stay."""

    def __init__(self, path: str) -> None:
        self.pieces: list[str] = []
        self.drawing = Drawing()
        self._path = path
        self._source = SourceFile(path, "", "")
        self._open: list[str] = []
        self._dropping = 0
        self._style: list[str] = []
        self._style_begin = (1, 0)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._entity
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser = parser

    def read(self, data: bytes) -> None:
        # Lines of other encodings, which XML allows, are not shown.
        self._source = SourceFile(self._path, data.decode("utf-8", "replace"), "")
        self._parser.Parse(data, True)  # noqa: FBT003 (expat takes no names)

    def report_broken(self, typed: str = "") -> None:
        """Say that it is no drawing from the place on that is read now."""
        span = self._span(typed)
        name = self._path.rpartition("/")[2]
        self.drawing.faults.append(fault("broken-picture", span, name=name))

    # -- what the parser reports ------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._open and not self._dropping:
            self._root(namespace, local, attributes)
        if self._dropping or self._is_foreign(namespace, local):
            self._dropping += 1
            return
        if local not in _ELEMENTS:
            self._refuse(f"the element <{local}>", f"<{local}")
            self._dropping += 1
            return
        if len(self._open) >= _DEEPEST:
            self._refuse(f"more than {_DEEPEST} elements inside each other", f"<{local}")
            raise _StopError
        kept = dict(self._kept(local, attributes))
        if not self._open:
            kept = {"xmlns": _SVG, **kept}
        self._open.append(local)
        if local == "style":
            self._style_begin = self._position()
        self.pieces += [f"<{local}", *(f" {key}={quoteattr(kept[key])}" for key in kept), ">"]

    def _end(self, _name: str) -> None:
        if self._dropping:
            self._dropping -= 1
            return
        local = self._open.pop()
        if local == "style":
            rules = "".join(self._style)
            self._style.clear()
            if self._loads_nothing("a style", rules, at=self._style_begin):
                self.pieces.append(escape(rules))
        if self.pieces[-1] == ">":
            self.pieces[-1] = "/>"
        else:
            self.pieces.append(f"</{local}>")

    def _text(self, text: str) -> None:
        if self._dropping or not self._open:
            return
        if self._open[-1] == "style":
            self._style.append(text)
        elif self._open[-1] in _TEXTS:
            self.pieces.append(escape(text))

    def _entity(self, name: str, *_: object) -> None:
        # The parser has gone on when it tells of a declaration.
        declared = "<!ENTITY" in self._source.text
        typed = "<!ENTITY" if declared else f"&{name};"
        self._refuse(f"the entity '{name}'", typed, (1, 0) if declared else None)
        raise _StopError

    # -- what may stay ----------------------------------------------------------------------

    def _root(self, namespace: str, local: str, attributes: dict[str, str]) -> None:
        if local != "svg" or namespace not in {_SVG, ""}:
            self.report_broken(f"<{local}")
            raise _StopError
        self.drawing.width, self.drawing.height = _size(attributes)

    def _is_foreign(self, namespace: str, local: str) -> bool:
        """Whether an element is of another language that is not drawn; XHTML would be."""
        return namespace not in {_SVG, _XHTML, ""} or local in _DROPPED

    def _kept(self, element: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in attributes.items():
            namespace, _, local = name.rpartition(" ")
            if namespace == _XML and local in {"lang", "space"}:
                yield f"xml:{local}", value
            elif local == "href" and namespace in {"", _XLINK}:
                if value.startswith("#"):
                    yield "href", value
                else:
                    self._refuse(f"the address '{_short(value)}' in <{element}>", value)
            elif not namespace and self._may_stay(local, value):
                yield local, value

    def _may_stay(self, name: str, value: str) -> bool:
        if name.lower().startswith("on"):
            self._refuse(f"the attribute '{name}'", name)
            return False
        if name == "attributeName" and _MOVABLE.search(value):
            self._refuse(f"the animation of '{_short(value)}'", value)
            return False
        return self._loads_nothing(f"the attribute '{name}'", value, name)

    def _loads_nothing(
        self, what: str, value: str, typed: str = "", at: tuple[int, int] | None = None
    ) -> bool:
        """Refuse what loads something, or is written so that nobody sees whether it does."""
        if match := _LOADED.search(value):
            self._refuse(f"'{_short(value[match.start() :])}' in {what}", typed or match[0], at)
            return False
        if "\\" in value:
            self._refuse(f"the backslash in {what}", typed or "\\", at)
            return False
        return True

    def _refuse(self, what: str, typed: str, at: tuple[int, int] | None = None) -> None:
        """Note what does not belong here.

        It stands where `typed` is found first from `at` on, the place of what is read now.
        """
        span = self._span(typed, at)
        self.drawing.faults.append(fault("unsafe-svg", span, what=what))
        if len(self.drawing.faults) >= _MOST_FAULTS:
            raise _StopError

    def _position(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber

    def _span(self, typed: str, at: tuple[int, int] | None = None) -> Span:
        line, column = at or self._position()
        text = self._source.text
        begin = 0
        for _ in range(line - 1):
            begin = text.find("\n", begin) + 1
        begin += column
        found = text.find(typed, begin, begin + _LONGEST_ELEMENT) if typed else -1
        if found < 0:
            return Span(self._path, line, column + 1, line, column + 2)
        return self._source.span(found, found + len(typed))


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    """Return the size that the root element gives, in whole CSS pixels."""
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    box = _numbers(attributes.get("viewBox", "").replace(",", " ").split())
    ratio = box[2] / box[3] if len(box) == 4 and box[2] > 0 and box[3] > 0 else 0.0  # noqa: PLR2004
    if not width and not height and ratio:
        width, height = box[2], box[3]
    elif ratio:
        width, height = width or height * ratio, height or width / ratio
    if not width or not height:
        return 0, 0
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _POINTS.get(match[2], 0.0) if match else 0.0


def _numbers(texts: Iterable[str]) -> list[float]:
    found = [re.fullmatch(r"-?[0-9]{0,9}\.?[0-9]{1,18}", text) for text in texts]
    return [float(match[0]) for match in found if match]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004
