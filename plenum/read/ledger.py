"""`urls.lock` and `gone.yaml` go in, what editors have on record comes out."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from msgspec.structs import replace

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.ledger import GONE_PATH, LOCK_PATH, Ledger, place
from plenum.source import Excuse, Mapping, Node, Reading, find_excuses, parse_yaml, read_source
from plenum.source.schema import Text

_PLACE = lazy_re.compile(r"/(?!/)[^\s#]*(?:#[^\s#]+)?")
_MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_LONGEST_SHOWN = 60


def read_ledger(
    site: Path, paths: tuple[str, ...]
) -> tuple[Ledger, list[Diagnostic], tuple[Excuse, ...]]:
    """Read what there is of the two files; `paths` are the data files below `content/`."""
    ledger, faults = _recorded(site) if _is_there(LOCK_PATH, paths) else (Ledger(), [])
    if not _is_there(GONE_PATH, paths):
        return ledger, faults, ()
    reading = Reading(faults)
    gone, excuses = _gone(site, reading)
    return replace(ledger, gone=gone), reading.faults, excuses


def _is_there(path: str, paths: tuple[str, ...]) -> bool:
    return path.removeprefix("content/") in paths


# -- urls.lock --------------------------------------------------------------------------------


def _recorded(site: Path) -> tuple[Ledger, list[Diagnostic]]:
    source, faults = read_source(site, LOCK_PATH)
    if source is None:
        return Ledger(), faults
    recorded: dict[str, int] = {}
    unread: list[str] = []
    # Neither `splitlines` nor `strip`, which know more ends and spaces than editors do.
    for number, line in enumerate(source.text.split("\n"), 1):
        text = line.strip(" \t\r")
        if not text or text.startswith("#"):
            continue
        if _PLACE.fullmatch(text):
            recorded.setdefault(text, number)
        else:
            shown = line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
            unread.append(shown.strip(" \t\r"))
            faults.append(_wrong_line(line, shown, number))
    return Ledger(recorded, unread=tuple(unread)), faults


def _wrong_line(line: str, shown: str, number: int) -> Diagnostic:
    advice = "correct or delete the line, or let 'python build.py urls --accept' do the latter"
    if line.startswith(_MERGE_MARKS):
        advice = "a merge left this mark: delete the marks and keep the lines of both sides"
    span = Span(LOCK_PATH, number, 1, number, len(line) + 1)
    return fault("wrong-ledger-line", span, line=shown, advice=advice)


# -- gone.yaml --------------------------------------------------------------------------------


def _gone(site: Path, reading: Reading) -> tuple[dict[str, Span], tuple[Excuse, ...]]:
    source, faults = read_source(site, GONE_PATH)
    reading.faults += faults
    if source is None:
        return {}, ()
    excuses, faults = find_excuses(source)
    reading.faults += faults
    node, faults = parse_yaml(source)
    reading.faults += faults
    return ({} if node is None else dict(_gone_places(node, reading))), excuses


def _gone_places(node: Node, reading: Reading) -> Iterator[tuple[str, Span]]:
    if not isinstance(node, Mapping):
        wanted = "addresses, each with its reason behind a colon"
        reading.add("wrong-type", node.span, key="gone", found="no addresses", wanted=wanted)
        return
    seen: set[str] = set()
    for key, value in node.entries:
        typed = key.text.strip()
        where = _gone_place(typed)
        reason = Text("the reason, as a text").read(value, reading, typed)
        if where is None:
            reading.add("wrong-gone", key.span, address=typed)
        elif where in seen:
            reading.add("repeated-id", key.span, id=typed, kind="address")
        elif reason is not None and not reason.value:
            advice = "write the reason after the colon"
            reading.add("empty-required-key", key.span, key=typed, advice=advice)
        else:
            seen.add(where)
            yield where, key.span


def _gone_place(typed: str) -> str | None:
    """Return the place that is meant; None where it is no address of this site."""
    path, mark, anchor = typed.partition("#")
    path, anchor = unquote(path), unquote(anchor)
    inside = path.startswith("/") and "//" not in path and not {".", ".."} & set(path.split("/"))
    if not inside or (mark and not anchor):
        return None
    if not path.endswith("/") and "." not in path.rpartition("/")[2]:
        path += "/"
    return place(path, anchor)
