"""A build on a Dask cluster: the same bytes, and clear words where there is no such cluster."""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from plenum import cluster
from plenum.cli import main
from plenum.pool import ordered_map
from tests.sites.harness import Site
from tests.sites.pictures import gradient, saved
from tests.sites.running import ROOT, until

pytest.importorskip("distributed")

Make = Callable[[str], Site]

CONFIG = (
    "title: Test hub\nbase_url: https://hub.example\nsearch: false\n"
    "faults: {one-system: off, description-length: off, too-far: off}\n"
)


def article(number: int) -> str:
    """Return one of many articles; each has a tag of its own, so that there are many lists."""
    return f"""-- content/part{number % 5}/a{number}.md --
---
title: Article {number} on heat
description: About {number}.
date: 2026-{number % 11 + 1:02}-{number % 20 + 1:02}
tags: [tag {number}, Ünïcode {number % 3}]
---
See [before](../part{(number - 1) % 5}/a{max(number - 1, 4)}.md) and HSPF2, {number} °F.

![A photo](../photo{number % 4}.png)
"""


def hub(site: Make, count: int) -> Site:
    """Return a site of so many articles, with pictures and a glossary."""
    glossary = "hspf2: {term: HSPF2, short: How well it heats.}\n"
    made = site(
        f"-- config.yaml --\n{CONFIG}-- content/_data/glossary.yaml --\n{glossary}"
        "-- content/part4/a4.md --\n--- Four\n" + "".join(map(article, range(5, count + 5)))
    )
    for number in range(4):
        made.write(f"content/photo{number}.png", saved(gradient(400 + number, 300), "png"))
    return made


def command(made: Site, *more: str) -> list[str]:
    """Return the arguments of a build that keeps nothing."""
    return [*more, "--site", str(made.folder), "--today", "2026-11-21", "--no-cache"]


@contextmanager
def running(*arguments: str, path: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """Run a part of a cluster; its programs are sought at `path`."""
    with subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={**os.environ, "PYTHONPATH": str(path)},
        cwd=path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def scheduling(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a scheduler; yields its address and process."""
    told = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with running("scheduler", *options, "--scheduler-file", str(told)) as process:
        # It may be seen while it is written; its last key is there when all of it is.
        until(
            lambda: told.is_file() and told.read_text("utf-8").rstrip().endswith("}"), "no address"
        )
        address = json.loads(told.read_text("utf-8"))["address"]
        yield address.replace("tcp://", "dask://"), process


@contextmanager
def working(address: str, *options: str, path: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker; it is there when this begins."""
    scheduler = address.removeprefix("dask://")
    before = workers_of(scheduler)
    options = ("--no-nanny", "--no-dashboard", *options)
    with running("worker", f"tcp://{scheduler}", *options, path=path) as process:
        until(lambda: workers_of(scheduler) > before, "no worker")
        yield process


def workers_of(scheduler: str) -> int:
    try:
        return cluster.processes_of(scheduler)
    except cluster.ClusterError:
        return 0


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a scheduler with two workers, one of which has two threads."""
    with ExitStack() as stack:
        found, _ = stack.enter_context(scheduling(tmp_path_factory.mktemp("cluster")))
        for threads in "12":
            stack.enter_context(working(found, "--nthreads", threads))
        yield found


def test_a_cluster_gives_the_bytes_of_one_process(
    site: Make, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """150 articles, as many tags, pictures and cards: all are made elsewhere."""
    made = hub(site, 150)
    assert main(command(made, "build", "--jobs", "1")) == 0
    one = made.snapshot()
    assert len(one) > 500
    shutil.rmtree(made.output)
    # Nothing that is mapped may be made in this process.
    monkeypatch.setattr("plenum.pipeline.articles.ReadWork.__call__", None)
    monkeypatch.setattr("plenum.pipeline.work.ArticleWork.__call__", None)
    monkeypatch.setattr("plenum.draw.copies._Work.__call__", None)
    monkeypatch.setattr("plenum.draw.cards._Work.__call__", None)
    assert main(command(made, "build", "--executor", address)) == 0
    assert made.snapshot() == one


def test_a_scheduler_is_asked_from_within_an_event_loop(address: str) -> None:
    """Another program may have one in the thread in which it builds."""

    async def within() -> int:
        return cluster.processes_of(address.removeprefix("dask://"))

    # A browser's tests may have left a loop to the thread of the tests.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(within())).result() == 2


def test_work_that_was_done_here_before_can_be_sent(site: Make, address: str) -> None:
    """Few articles, which are rendered here, and many lists, which are not."""
    made = hub(site, 62)
    assert main(command(made, "build", "--jobs", "1")) == 0
    one = made.snapshot()
    shutil.rmtree(made.output)
    assert main(command(made, "build", "--executor", address)) == 0
    assert made.snapshot() == one


def test_a_cluster_reports_the_faults_of_one_process(
    site: Make, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the same words, in the same order; `check` works on it, too."""
    made = hub(site, 70)
    for number in (7, 8, 40):
        made.write(f"content/part{number % 5}/a{number}.md", "--- X\n[gone](nowhere.md)\n")
    told = []
    for where in (["--jobs", "1"], ["--executor", address]):
        assert main(command(made, "check", "--format", "github", *where)) == 1
        told.append(capsys.readouterr().out)
    assert told[0].count("dead-link") == 3
    assert told[1] == told[0]
    assert not made.output.exists()


def test_the_work_is_opened_once_in_a_process(site: Make, address: str) -> None:
    """However many batches there are: what it holds is not made anew for each."""
    made = hub(site, 4)
    with cluster.on_cluster(address.removeprefix("dask://"), made.folder, ()):
        counts = ordered_map(Counting(), range(200), jobs=1)
    # Two processes, four batches for each.
    assert len(counts) == 200
    assert max(counts) > 25
    assert counts.count(1) <= 2


class Counting:
    """A work that knows how many items it was given, wherever it is."""

    def __init__(self) -> None:
        """Begin with none."""
        self.items = 0

    def __call__(self, items: Sequence[int]) -> list[int]:
        """Return which one each item is."""
        before = self.items
        self.items += len(items)
        return list(range(before + 1, self.items + 1))


# -- where there is no such cluster -----------------------------------------------------------


def refusal(made: Site, address: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a build says that is refused; it writes nothing."""
    capsys.readouterr()
    assert main(command(made, "build", "--executor", address)) == 2
    assert not made.output.exists()
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


@pytest.mark.parametrize(
    "address",
    ["dask", "localhost:8786", "dask://", "dask://localhost", "dask://:8786", "tcp://h:1",
     "dask://h:1/x", "dask://a@h:1", "dask://h:port", "dask://h:123456", "slurm://h:1"],
)  # fmt: skip
def test_what_is_no_address_is_wrong_usage(
    site: Make, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(command(hub(site, 1), "build", "--executor", address))
    assert stopped.value.code == 2
    assert f"'{address}' is not an address such as dask://localhost:8786" in capsys.readouterr().err


def test_processes_here_and_a_cluster_exclude_each_other(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(command(hub(site, 1), "build", "--jobs", "2", "--executor", "dask://h:1"))
    assert stopped.value.code == 2
    assert "not allowed with argument --jobs" in capsys.readouterr().err


def test_where_nobody_answers(
    site: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a port on which nobody listens, nor one on which somebody is silent."""
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
    made = hub(site, 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        told = refusal(made, f"dask://127.0.0.1:{port}", capsys)
        assert f"no Dask scheduler answers at 127.0.0.1:{port}" in told
    assert "no Dask scheduler answers" in refusal(made, f"dask://127.0.0.1:{port}", capsys)
    assert "no Dask scheduler answers" in refusal(made, "dask://nowhere.invalid:1", capsys)


def test_a_worker_is_no_scheduler(
    site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor does a scheduler work alone."""
    made = hub(site, 1)
    with scheduling(tmp_path) as (address, _):
        assert "has no workers; start some with dask worker" in refusal(made, address, capsys)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        with working(address, "--worker-port", port):
            told = refusal(made, f"dask://127.0.0.1:{port}", capsys)
    assert "is a Dask Worker, no scheduler" in told


def test_without_dask_it_says_how_to_install_it(
    site: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = refusal(hub(site, 1), "dask://localhost:8786", capsys)
    assert "pip install 'plenum[dask]'" in told


def test_nothing_of_dask_is_imported_unasked(site: Make) -> None:
    """It takes most of a second."""
    program = (
        "import sys; from plenum.cli import main; status = main(sys.argv[1:]);"
        "sys.exit(status or any(name in sys.modules for name in ('dask', 'distributed')))"
    )
    arguments = command(hub(site, 1), "build")
    done = subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, check=False)
    assert done.returncode == 0


# -- workers that differ ----------------------------------------------------------------------


def test_a_worker_without_plenum_is_refused(
    site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with scheduling(tmp_path) as (address, _), working(address, path=tmp_path):
        told = refusal(hub(site, 1), address, capsys)
    assert "cannot run Plenum" in told
    assert "install Plenum" in told


def test_a_worker_with_another_program_is_refused(
    site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Be it by one letter in one of its files."""
    other = tmp_path / "other"
    shutil.copytree(ROOT / "plenum", other / "plenum", ignore=shutil.ignore_patterns("*.pyc"))
    with (other / "plenum/rules/trap-term.yaml").open("a", encoding="utf-8") as file:
        file.write("#")
    with scheduling(tmp_path) as (address, _), working(address, path=other):
        told = refusal(hub(site, 1), address, capsys)
    assert "has the program Plenum otherwise than this machine" in told


@pytest.mark.parametrize(
    ("what", "value"), [("Python", "3.0.0"), ("the package markdown", "0.1"), ("/srv/x", "digest")]
)
def test_what_differs_is_named(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, value: str
) -> None:
    """Here this machine has what the workers have otherwise."""
    ours = {**cluster.program_here(), what: value}
    monkeypatch.setattr(cluster, "program_here", lambda: ours)
    named = re.escape(f"has {what} otherwise than this machine")
    entered = cluster.on_cluster(address.removeprefix("dask://"), tmp_path, ())
    with pytest.raises(cluster.ClusterError, match=named), entered:
        pass


def test_a_worker_that_comes_later_is_checked_too(
    site: Make, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each batch says which program made it."""
    monkeypatch.setattr(cluster, "_refuse_strangers", lambda *_: None)
    monkeypatch.setattr(cluster, "program_here", lambda: {"Python": "3.0.0"})
    told = refusal(hub(site, 70), address, capsys)
    assert "a worker that joined later has another program" in told


def test_all_that_pages_are_made_of_is_compared() -> None:
    """What is installed for other ends need not be the same on a worker."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split("[<>=]", each)[0] for each in project["dependencies"]}
    here_only = {"livereload", "pagefind-bin", "rich", "watchfiles"}
    assert names - here_only == set(cluster.PACKAGES)


# -- a cluster that goes away -----------------------------------------------------------------


def test_a_cluster_that_goes_away_is_told(
    site: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build ends without a traceback, and the output stays as it was."""
    made = hub(site, 70)
    with scheduling(tmp_path) as (address, process), working(address):
        usual = cluster.ClusterExecutor.map

        def lost(*arguments: Any) -> Iterator[object]:  # noqa: ANN401 (handed on)
            results: Iterator[object] = usual(*arguments)
            process.kill()
            return results

        monkeypatch.setattr(cluster.ClusterExecutor, "map", lost)
        assert "went away while the site was made" in refusal(made, address, capsys)
