"""What can be found goes in, the files of the search index come out.

This module is the only door to Pagefind, a program that is asked by lines of JSON and answers
in the order of the questions, so that the same records give the same files.
"""

import base64
import io
import json
import os
import subprocess
import threading
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

from plenum import lazy_re
from plenum.cache import Store
from plenum.digest import digest_of
from plenum.model.output import Output, Phase
from plenum.model.search import SearchKind, SearchRecord

_PACKAGE = "pagefind-bin"
_KEPT_INDEXES = 2
_LONGEST_RUN = 900
"""Seconds after which Pagefind must hang: it needs about one for 100 articles."""
_ENDED = "Pagefind ended before it was done"
_ENTRY = "pagefind-entry.json"
_SCRIPT = "pagefind.js"
_LABELS: Mapping[SearchKind, str] = {"article": "Article", "answer": "Answer", "term": "Glossary"}
_NAME = lazy_re.compile(r"((fragment|index)/)?\w[\w.-]*")
_PARTS = ("fragment/", "index/", "pagefind.")
"""Of what Pagefind makes, the index; the rest are interfaces that this site has no use for."""


_Question = Mapping[str, Any]


class SearchError(Exception):
    """The index could not be made; the text says why."""


def pagefind_version() -> str | None:
    """Return the version of Pagefind, None where it is not installed."""
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return None


def index_path(pagefind: str) -> str:
    """Return the folder of the index, with a slash at its end.

    The version is the fingerprint of Pagefind's own files; all others carry one in their names,
    but for the entry, which is asked for anew each time.
    """
    return f"assets/pagefind-{pagefind}/"


def search_index(
    records: Sequence[SearchRecord], language: str, cache: Path | None
) -> tuple[Output, ...]:
    """Return the files by which browsers search.

    They come from the folder `cache` where they were made from the same records before. Raises
    SearchError where they cannot be made.
    """
    pagefind = pagefind_version()
    if pagefind is None:
        raise SearchError("Pagefind is not installed")
    # One language for the whole site: its words are cut to their stems by one set of rules.
    code = language.partition("-")[0].lower()
    questions = [_question(record, code) for record in records]
    store, key = Store(cache), _key(pagefind, code, questions)
    files = _opened(store.get(key))
    if files is None:
        files = _make(questions, code)
        store.put(key, _packed(files))
        store.prune(())
        store.keep_newest(_KEPT_INDEXES)
    folder = index_path(pagefind)
    return tuple(Output(folder + path, files[path], Phase.ASSET) for path in sorted(files))


# -- Pagefind -------------------------------------------------------------------------------


def _question(record: SearchRecord, language: str) -> _Question:
    return {
        "type": "AddRecord",
        "url": record.href,
        "content": record.text,
        "language": language,
        "meta": _meta(record),
    }


def _make(questions: Iterable[_Question], language: str) -> dict[str, bytes]:
    with _pagefind() as ask:
        (new,) = ask([{"type": "NewIndex", "config": {"force_language": language}}])
        index = new["index_id"]
        ask([{**question, "index_id": index} for question in questions])
        (made,) = ask([{"type": "GetFiles", "index_id": index}])
    files = {each["path"]: base64.b64decode(each["content"]) for each in made["files"]}
    return {path: files[path] for path in files if _is_needed(path, files)}


def _meta(record: SearchRecord) -> dict[str, str]:
    """Return what a result shows beside its excerpt, and what is searched without being shown."""
    within = f" in {record.within}" if record.within else ""
    label = f"{_LABELS[record.kind]}{within}"
    meta = {
        "title": record.title,
        "keywords": record.keywords,
        "kind": record.kind,
        "label": label,
        "also": record.also,
    }
    return {name: value for name, value in meta.items() if value}


def _is_needed(path: str, files: Mapping[str, bytes]) -> bool:
    if path in {_ENTRY, _SCRIPT}:
        return True
    if path.startswith("wasm."):
        languages = json.loads(files[_ENTRY])["languages"].values()
        return path in {f"wasm.{each['wasm'] or 'unknown'}.pagefind" for each in languages}
    return path.startswith(_PARTS)


class _Conversation:
    """Questions to a running Pagefind, and its answers."""

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        self._questions = questions
        self._answers = answers
        self._unread = b""

    def __call__(self, questions: Sequence[_Question]) -> list[dict[str, Any]]:
        """Return the answers, in the order of the questions.

        All are asked while the first are answered: waiting after each would double the time.
        """
        asking = threading.Thread(target=self._ask, args=(questions,), daemon=True)
        asking.start()
        answers = [self._answer() for _ in questions]
        asking.join()
        return answers

    def _ask(self, questions: Sequence[_Question]) -> None:
        # Whoever waits for the answers sees that Pagefind has ended.
        with suppress(OSError, ValueError):
            for number, question in enumerate(questions):
                message = json.dumps({"message_id": number, "payload": question})
                self._questions.write(base64.b64encode(message.encode()) + b",")
            self._questions.flush()

    def _answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(base64.b64decode(self._read()))["payload"]
        if answer["type"] == "Error":
            raise SearchError(f"Pagefind says: {answer['message']}")
        return answer

    def _read(self) -> bytes:
        """Return the next answer, which ends with a comma."""
        pieces = [self._unread]
        while b"," not in pieces[-1]:
            pieces.append(os.read(self._answers.fileno(), 1 << 20))
            if not pieces[-1]:
                raise SearchError(_ENDED)
        answer, _, self._unread = b"".join(pieces).partition(b",")
        return answer


@contextmanager
def _pagefind() -> Iterator[_Conversation]:
    """Run Pagefind; whatever happens, it has ended afterwards."""
    # Few commands build an index, and a site without Pagefind is built all the same.
    import pagefind_bin  # noqa: PLC0415

    try:
        command = [str(pagefind_bin.get_executable()), "--service"]
        process = subprocess.Popen(  # noqa: S603 (the program of the installed package)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise SearchError(f"Pagefind cannot be started: {error.strerror or error}") from error
    watch = threading.Timer(_LONGEST_RUN, process.kill)
    watch.daemon = True
    watch.start()
    try:
        assert process.stdin and process.stdout  # noqa: S101, PT018 (they are pipes)
        yield _Conversation(process.stdin, process.stdout)
    except (OSError, ValueError, KeyError) as error:
        raise SearchError(f"Pagefind gave no answer that can be read: {error}") from error
    finally:
        watch.cancel()
        process.kill()
        process.communicate()


# -- the cache ------------------------------------------------------------------------------


def _key(pagefind: str, language: str, questions: Sequence[_Question]) -> str:
    """Return what stands for everything that the index depends on."""
    return digest_of(json.dumps([pagefind, language, questions]).encode())


def _opened(kept: bytes | None) -> dict[str, bytes] | None:
    """Return the files of an index that was kept; None where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(kept or b"")) as archive:
            names = archive.namelist()
            # A name that Pagefind would not give may lead anywhere.
            return {n: archive.read(n) for n in names} if all(map(_NAME.fullmatch, names)) else None
    except zipfile.BadZipFile:
        return None


def _packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()
