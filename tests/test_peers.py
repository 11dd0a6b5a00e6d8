"""The comparison with other generators still runs, with Plenum alone, and sees who makes less."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

PEERS = Path(__file__).parent.parent / "benchmarks" / "peers"
ARTICLES = 24
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures memory by /proc")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Where the sites are, and what was printed."""
    folder = tmp_path_factory.mktemp("peers")
    options = ["--articles", str(ARTICLES), "--rounds", "1", "--only", "plenum,plenum-plain"]
    program = [sys.executable, str(PEERS / "compare.py"), *options, "--folder", str(folder)]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return folder / "sites" / str(ARTICLES), done.stdout


def test_plenum_can_be_measured(compared: tuple[Path, str]) -> None:
    """It builds both sites in three states, and prints what each build took."""
    _, printed = compared
    rows = re.findall(
        r"^\| Plenum, (.*?) \| [\d.]+ s \|  \| [\d.]+ s \|  \| (\d+) MB \|  \|$",
        printed,
        re.MULTILINE,
    )
    assert [name for name, _ in rows] == ["as it comes", "plain"] * 3
    # On a busy machine a run of a tenth of a second can be over before it is looked at twice.
    assert all(int(memory) > 10 for _, memory in rows[:2])


def test_plenum_has_nothing_to_say_of_these_articles(compared: tuple[Path, str]) -> None:
    """What is measured is building, and not the telling of faults."""
    sites, _ = compared
    for name in ("plenum", "plenum-plain"):
        assert "warning" not in (sites / name / "build.log").read_text("utf-8")


@pytest.fixture
def lacks(
    compared: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Sequence[str]]]:
    """What is missing in the copy of a site in `tmp_path`."""
    sites, _ = compared
    shutil.copytree(sites / "plenum-plain" / "public", tmp_path / "public")
    monkeypatch.syspath_prepend(str(PEERS))
    corpus, generators, verify = map(import_module, ("corpus", "generators", "verify"))
    articles = list(corpus.articles_of(ARTICLES))
    plain: Any = next(each for each in generators.GENERATORS if each.name == "plenum-plain")
    yield lambda: verify.missing(plain, tmp_path, articles)
    for name in ("corpus", "generators", "verify", "forms"):
        monkeypatch.delitem(sys.modules, name)


def test_a_whole_output_lacks_nothing(lacks: Callable[[], Sequence[str]]) -> None:
    """What was built passes."""
    assert lacks() == []


@pytest.mark.parametrize(
    ("file", "pattern", "told"),
    [
        ("{first}/index.html", "FAQPage.*?</script>", "JSON-LD"),
        ("{first}/index.html", '<h2 id="faq".*</main>', "an answer"),
        ("{first}/index.html", 'href="#[^"]*"', "table of contents"),
        ("{first}/index.html", "<table.*?</table>", "tables"),
        ("{first}/index.html", "<p>.*?</p>", "paragraph"),
        ("{first}/index.html", 'href="[^#"]*-[^"]*"', "a link"),
        ("{last}/index.html", None, "1 of 24 articles"),
        ("tags/{tag}/index.html", "<main.*</main>", "the tag"),
        ("sitemap.xml", "<loc>[^<]*-[^<]*</loc>", "in the sitemap"),
        ("feed.xml", "<entry>", "the feed: 19 entries"),
        ("index.html", "<main.*</main>", "home page"),
    ],
)
def test_an_output_that_lacks_something_is_told(
    lacks: Callable[[], Sequence[str]], tmp_path: Path, file: str, pattern: str | None, told: str
) -> None:
    """A generator that makes less may not be compared."""
    articles = list(import_module("corpus").articles_of(ARTICLES))
    first, last = articles[0], articles[-1]
    name = file.format(first=first.slug, last=last.slug, tag=first.tags[0])
    path = tmp_path / "public" / name
    if pattern is None:
        path.unlink()
    else:
        # One entry of the feed is enough; of all else, everything that is found goes.
        count = 1 if file == "feed.xml" else 0
        text = re.sub(pattern, "", path.read_text("utf-8"), count=count, flags=re.DOTALL)
        path.write_text(text, "utf-8")
    assert any(told in each for each in lacks())
