"""How far a run is: one line on a terminal, after a second, and figures where asked for."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from plenum import cli
from plenum.commands import progress
from plenum.commands.progress import ShownStages
from tests.sites.harness import Site

Make = Callable[[str], Site]
ROOT = Path(__file__).resolve().parents[2]
STEPS = ["look", "read", "join", "pages", "lists", "check"]


def test_a_step_is_shown_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """With how much of it is done; then the line goes away."""
    now = 0.0
    terminal = io.StringIO()
    usual = progress._progress  # noqa: SLF001

    def on_our_terminal() -> Progress:
        made = usual()
        made.live.console = Console(file=terminal, force_terminal=True, width=60)
        return made

    monkeypatch.setattr(progress, "_progress", on_our_terminal)
    monkeypatch.setattr("time.monotonic", lambda: now)
    stages = ShownStages()
    stages.begin("read", 200)
    now = 0.9
    stages.advance(100)
    assert terminal.getvalue() == ""
    now = 1.2
    stages.advance(50)
    assert "read" in terminal.getvalue()
    assert "150/200" in terminal.getvalue()
    shown = len(terminal.getvalue())
    now = 1.25
    stages.advance(10)
    assert len(terminal.getvalue()) == shown
    now = 2.0
    stages.begin("write")
    assert "write" in terminal.getvalue()
    stages.close()
    assert terminal.getvalue().endswith("\x1b[2K")
    stages.end()
    assert stages.seconds == {"read": 2.0, "write": 0.0}


def test_a_short_run_needs_nothing_for_it(site: Make) -> None:
    """Neither the library nor a line; nor one that writes to a file."""
    made = site("-- content/a.md --\n--- A\nText.\n")
    code = (
        "import sys; from plenum.cli import main; "
        f"main(['check', '--site', {str(made.folder)!r}]); print('rich' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert run.stdout.endswith(b"False\n")
    assert run.stderr == b""


def test_the_profile_names_each_step(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, also where the run before has left nothing to do."""
    made = site("-- config.yaml --\ntitle: T\nbase_url: https://a.example\nsearch: false\n")
    made.write("content/a.md", "--- A\nText.\n")
    for _ in range(2):
        capsys.readouterr()
        assert cli.main(["build", "--profile", "--site", str(made.folder)]) == 0
        lines = capsys.readouterr().err.splitlines()
        named = [line.split()[0] for line in lines if line.endswith(" s")]
        assert named == [*STEPS, "pictures", "write"]
