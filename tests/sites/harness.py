r"""Small sites written as text: `Site("-- content/a.md --\\n…")` builds in one call.

A site is one string: each file after a line `-- path --`. `config.yaml` is added where the
text has none. A first line `--- Title` stands for a whole front matter with that title and a
description.
"""

import datetime as dt
import io
import re
import textwrap
from pathlib import Path

from msgspec.structs import replace

from plenum.commands.printing import print_faults
from plenum.config import BuildOptions, load_config
from plenum.diagnostics import Setting
from plenum.pipeline.report import SiteReport
from plenum.pipeline.steps import build

TODAY = dt.date(2026, 11, 21)
_FILE = re.compile(r"^-- (?P<path>.+) --\n", re.MULTILINE)
_SHORT = re.compile(r"\A--- (?P<title>.+)\n")
# Titles and descriptions of a test do not fill search results, nor are its sources real, nor
# do its readers need both systems of units, or any unit, or know of which year its prices and
# ratings are, nor are its words spelled as the house does.
_UNASKED = frozenset(
    "long-title description-length same-title same-description incomplete-source one-system"
    " number-without-unit money-without-date old-rating house-spelling".split()
)
# Articles of a test are seldom linked with each other, nor do they use each word of a glossary;
# the tests of the graph and of the glossary say otherwise.
_CONFIG = (
    "title: Test hub\nbase_url: https://hub.example\n"
    "faults: {orphan: off, dead-end: off, too-far: off, unused-entry: off, "
    f"{', '.join(f'{each}: off' for each in sorted(_UNASKED))}}}\n"
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_PICTURE = b"GIF89a\x01\0\x01\0\0\0\0!\xf9\4\1\n\0\1\0,\0\0\0\0\1\0\1\0\0\2\2L\1\0;"
"""One transparent pixel; browsers go by what is in a file, not by its ending."""


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path in it, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Site:
    """A site in a temporary folder, and what its last build gave.

    `asked` are faults that are looked for, though most tests do without.
    """

    def __init__(self, folder: Path, text: str) -> None:
        """Write the files of `text` below `folder`."""
        self.folder = folder
        self.output = folder / "public"
        self.report = SiteReport(())
        self._has_pictures = False
        self.asked: frozenset[str] = frozenset()
        folder.mkdir(parents=True, exist_ok=True)
        if "-- config.yaml --" not in text:
            self.write("config.yaml", _CONFIG)
        text = textwrap.dedent(text).lstrip("\n")
        pieces = _FILE.split(text)
        for path, content in zip(pieces[1::2], pieces[2::2], strict=True):
            self.write(path, content)

    def write(self, path: str, content: str | bytes) -> None:
        """Write one file of the site; as text, a picture is one whatever stands there."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and path.lower().endswith(_PICTURES):
            content = _PICTURE
        elif path.lower().endswith(_PICTURES):
            self._has_pictures = True
        if isinstance(content, str):
            content = _SHORT.sub(
                r"---\ntitle: \g<title>\ndescription: About \g<title>.\n---\n", content
            ).encode()
        target.write_bytes(content)

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace some text of a file, which must be there."""
        text = (self.folder / path).read_text("utf-8")
        assert old in text, f"{path} has no {old!r}"
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        """Delete one file of the site."""
        (self.folder / path).unlink()

    def build(self, *, write: bool = True, **options: object) -> "Site":
        """Build; the report is kept."""
        config, faults = load_config(self.folder)
        if config is None:
            self.report = SiteReport(tuple(faults))
            return self
        # Few tests search or share; those that do say so.
        written = (self.folder / "config.yaml").read_text("utf-8")
        if "search:" not in written:
            config = replace(config, search=False)
        if "social_cards:" not in written:
            config = replace(config, social_cards=False)
        severities = {**dict.fromkeys(_UNASKED, Setting.OFF), **config.faults}
        asked = {name: value for name, value in severities.items() if name not in self.asked}
        # The picture that stands for all others is too small for a cover.
        small = {} if self._has_pictures else {"cover-too-small": Setting.OFF}
        config = replace(config, faults={**small, **asked})
        base_url = options.pop("base_url", None)
        if base_url is not None:
            config = config.at(str(base_url))
        chosen = {"output": self.output, "today": TODAY, **options}
        self.report = build(config, BuildOptions(**chosen), write=write)  # type: ignore[arg-type]
        return self

    def fine(self, **options: object) -> "Site":
        """Build and insist that there is no fault at all."""
        self.build(**options)  # type: ignore[arg-type]
        assert self.faults() == []
        return self

    def faults(self) -> list[str]:
        """Return the faults, each as `path:line:column id`."""
        return [
            f"{d.span.path}:{d.span.line}:{d.span.column} {d.id}" for d in self.report.diagnostics
        ]

    def messages(self) -> str:
        """Return the faults as an editor reads them."""
        stream = io.StringIO()
        print_faults(self.report.diagnostics, self.folder, stream)
        return stream.getvalue()

    def files(self) -> list[str]:
        """Return the published files, sorted."""
        return sorted(
            path.relative_to(self.output).as_posix()
            for path in self.output.rglob("*")
            if path.is_file() and not path.name.startswith(".plenum")
        )

    def snapshot(self) -> dict[str, bytes]:
        """Return every file of the output with its bytes."""
        return files_below(self.output)

    def page(self, path: str) -> str:
        """Return a published file as text."""
        return (self.output / path).read_text("utf-8")

    def main(self, url: str) -> str:
        """Return what stands inside `<main>` of the page at `url`."""
        path = f"{url}index.html".lstrip("/")
        match = re.search(r"<main[^>]*>(.*)</main>", self.page(path), re.DOTALL)
        assert match, f"no <main> in {path}"
        return match[1]
