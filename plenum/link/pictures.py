"""A page's HTML and its pictures' files go in, HTML that offers their copies comes out.

Browsers take the smallest copy that fills the place, in the best format that they know. The
first picture of a page is loaded at once, the others when they come near.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape

from plenum import lazy_re
from plenum.model.picture import Copy, copies_of
from plenum.model.site import PublishedFile
from plenum.model.url import encode_path

_MEASURE = 672
"""The widest place of a picture in CSS pixels: that of tables and pictures (`--text-width`)."""
_MARGINS = 32
_TYPES = {"avif": "image/avif", "webp": "image/webp"}
# What has been read once is not tried in another way: a tag that never ends takes no time.
_TOKEN = lazy_re.compile(
    r"(?P<open><picture\b)|(?P<close></picture\b)"
    r"|(?P<before><p>)?<img\b(?P<attributes>(?:\"[^\"]*+\"|'[^']*+'|[^<>\"']++)*+)>(?P<after></p>)?",
    re.IGNORECASE,
)
_ATTRIBUTE = lazy_re.compile(
    r"(?P<name>[^\s=\"'/>]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'"
    r"|(?P<bare>[^\s\"'>]++)))?"
)


def files_by_href(files: Iterable[PublishedFile], base_path: str) -> dict[str, PublishedFile]:
    """Return the pictures by the address at which pages name them."""
    return {base_path + encode_path(file.url): file for file in files if file.picture}


class Pictures:
    """Shows the pictures of one page, in the order in which they stand there."""

    def __init__(
        self, files: Mapping[str, PublishedFile], base_path: str, *, first: bool = True
    ) -> None:
        """Take the pictures of the site by address; `first` says whether none stands above."""
        self._files = files
        self._base_path = base_path
        self._first = first

    def show(self, html: str) -> str:
        """Return the HTML with each `<img>` of a picture of the site as pages show it."""
        if not self._files or "<img" not in html:
            return html
        inside = False
        pieces: list[str] = []
        position = 0
        for token in _TOKEN.finditer(html):
            if token["attributes"] is None:
                inside = token["open"] is not None
                continue
            pieces += [html[position : token.start()], self._shown(token, plain=inside)]
            position = token.end()
        return "".join([*pieces, html[position:]])

    def cover(self, href: str, alt: str, focus: tuple[int, int] | None) -> str:
        """Return the HTML of the page's cover; `focus` is in percent from the left and the top."""
        attributes = {"alt": alt}
        if focus:
            # The policy allows no styles in elements: steps of ten percent are classes.
            attributes["class"] = " ".join(
                f"focus-{axis}{round(value, -1)}" for axis, value in zip("xy", focus, strict=True)
            )
        file = self._files.get(href)
        if file is None:
            return _tag("img", {"src": href, **attributes, **self._loading()})
        if file.picture and file.picture.kind == "vector":
            # A diagram is not cut.
            attributes["class"] = "whole"
        return self._picture(href, file, attributes)

    def _shown(self, token: re.Match[str], *, plain: bool) -> str:
        before, after = token["before"] or "", token["after"] or ""
        attributes = dict(_attributes(token["attributes"]))
        file = self._files.get(attributes.get("src", ""))
        if file is None:
            return token[0]
        title = attributes.get("title", "")
        captioned = bool(before and after and title)
        if captioned:
            del attributes["title"]
        href = attributes.pop("src")
        picture = self._picture(href, file, attributes, plain=plain)
        if not captioned:
            return before + picture + after
        caption = escape(title, quote=False)
        return f'<figure class="picture">{picture}<figcaption>{caption}</figcaption></figure>'

    def _picture(
        self, href: str, file: PublishedFile, attributes: Mapping[str, str], *, plain: bool = False
    ) -> str:
        """Return the element; `plain` is one that stands in a `<picture>` of the editor's own."""
        picture = file.picture
        assert picture is not None  # noqa: S101 (only pictures are among the files)
        copies = () if plain else copies_of(picture, file.path)
        shown = {"src": self._href(copies[-1]) if copies else href, **attributes}
        if picture.width and not attributes.keys() & {"width", "height"}:
            shown |= {"width": str(picture.width), "height": str(picture.height)}
        # How it is loaded is not for the text to say.
        loading = {"loading", "decoding", "fetchpriority"}
        kept = {name: value for name, value in shown.items() if name not in loading}
        img = _tag("img", kept | self._loading())
        if not copies:
            return img
        sizes = _sizes(picture.width)
        sources = "".join(
            _tag(
                "source", {"type": _TYPES[kind], "srcset": self._set(kind, copies), "sizes": sizes}
            )
            for kind in dict.fromkeys(copy.format for copy in copies[:-1])
        )
        return f"<picture>{sources}{img}</picture>"

    def _loading(self) -> dict[str, str]:
        first, self._first = self._first, False
        return {"fetchpriority": "high"} if first else {"loading": "lazy", "decoding": "async"}

    def _set(self, kind: str, copies: Iterable[Copy]) -> str:
        return ", ".join(
            f"{self._href(copy)} {copy.width}w" for copy in copies if copy.format == kind
        )

    def _href(self, copy: Copy) -> str:
        return f"{self._base_path}/{encode_path(copy.path)}"


def _sizes(width: int) -> str:
    """Say how wide the picture is shown: its own width, the measure, or the screen at most."""
    widest = min(width, _MEASURE)
    return f"(min-width: {widest + _MARGINS}px) {widest}px, calc(100vw - {_MARGINS}px)"


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTE.finditer(text):
        value = match["double"] or match["single"] or match["bare"] or ""
        yield match["name"].lower(), unescape(value)


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    written = (f'{key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{' '.join([name, *written])}>"
