"""A page in the output folder goes in, what others see of it comes out: its head, its weight."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from plenum.model.url import output_path


class Published(Struct, frozen=True):
    """A published page: its bytes, what its head says, and its pictures.

    `image` is the address of the picture to share, empty where there is none. `pictures` are
    the bytes of each picture of the site in the page, at its largest copy in the best format.
    """

    html: bytes
    title: str
    description: str
    url: str
    image: str
    pictures: tuple[int, ...]


def published(output: Path, url: str, base_path: str) -> Published | None:
    """Return the page that the last build has put at `url`; None where there is none."""
    try:
        html = (output / output_path(url)).read_bytes()
    except (OSError, ValueError):
        return None
    parser = _Reader()
    parser.feed(html.decode("utf-8", "replace"))
    parser.close()
    sizes = [_size(output, pictures, base_path) for pictures in dict.fromkeys(parser.pictures)]
    return Published(
        html,
        " ".join(parser.title.split()),
        parser.meta.get("description", ""),
        parser.canonical,
        parser.meta.get("og:image", ""),
        tuple(size for size in sizes if size is not None),
    )


def _size(output: Path, addresses: tuple[str, ...], base_path: str) -> int | None:
    """Return the bytes of the largest of a picture's files; None where none is the site's."""
    sizes = []
    root = output.resolve()
    for address in addresses:
        parts = urlsplit(address)
        path = unquote(parts.path).removeprefix(base_path).lstrip("/")
        if parts.scheme or parts.netloc or not path:
            continue
        file = (root / path).resolve()
        try:
            if file.is_relative_to(root):
                sizes.append(file.stat().st_size)
        except OSError:
            continue
    return max(sizes, default=None)


class _Reader(HTMLParser):
    """Gathers the head of a page, and for each picture the addresses of its copies."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.pictures: list[tuple[str, ...]] = []
        self._in_title = False
        self._best: tuple[str, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title":
            # A drawing may have one of its own.
            self._in_title = not self.title
        elif tag == "meta":
            name = given.get("name") or given.get("property", "")
            self.meta.setdefault(name, given.get("content", ""))
        elif tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href", "")
        elif tag == "picture":
            self._best = ()
        elif tag == "source":
            # Browsers take the first format that they know.
            self._best = self._best or _addresses(given.get("srcset", ""))
        elif tag == "img":
            copies = self._best or _addresses(given.get("srcset", ""))
            self.pictures.append(copies or (given.get("src", ""),))
            self._best = ()

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


def _addresses(srcset: str) -> tuple[str, ...]:
    return tuple(part.split()[0] for part in srcset.split(",") if part.split())
