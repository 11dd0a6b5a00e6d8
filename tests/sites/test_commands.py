"""The command line as a shell sees it: options, exit statuses, what is printed where."""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from plenum.cli import main
from plenum.config import Config
from tests.sites.harness import Site

Make = Callable[[str], Site]

A = "--- A\nText.\n"
FUTURE = "---\ntitle: A\ndescription: About.\ndate: 2026-11-22\n---\n"
ROOT = Path(__file__).parents[2]


def shell(
    *arguments: str, cwd: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run `build.py` as a process of its own."""
    environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=cwd,
        env={**environment, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs a command in this process: status, stdout, stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        return (status, *capsys.readouterr())

    return call


Run = Callable[..., tuple[int, str, str]]


# -- a process of its own ---------------------------------------------------------------------


def test_without_a_command_the_site_is_built(site: Make, tmp_path: Path) -> None:
    """From any folder; faults go to stderr, the summary to stdout."""
    hub = site(f"-- content/a.md --\n{A}-- content/b.mdx --\n")
    done = shell("--site", str(hub.folder), "--today", "2026-11-21", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("built: 1 article, ")
    assert done.stderr.startswith("content/b.mdx:1:1: warning not-an-article: ")
    assert "a/index.html" in hub.files()


def test_file_names_are_utf8_in_every_locale(site: Make) -> None:
    """A locale with another encoding changes neither addresses nor messages."""
    hub = site(f"-- content/wärme.md --\n{A}-- content/kälte.mdx --\n")
    day = "2026-11-21"
    done = shell(
        "--site", str(hub.folder), "--today", day,
        PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LC_ALL="C",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "wärme/index.html" in hub.files()
    assert done.stderr.startswith("content/kälte.mdx:1:1: warning")


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_reader_that_goes_away_is_no_fault(site: Make) -> None:
    """`build.py --format json | head -1` prints one line and no complaint."""
    hub = site("".join(f"-- content/a{n}.mdx --\n" for n in range(900)))
    command = f"'{sys.executable}' '{ROOT}/build.py' check --format json --site '{hub.folder}'"
    done = subprocess.run(
        ["sh", "-c", f"{command} | head -1"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


# -- usage ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "invalid choice"),
        (["build", "--outptu", "x"], "unrecognized arguments"),
        (["--strict", "check"], "unrecognized arguments: check"),
        (["build", "--stri"], "unrecognized arguments"),
        (["build", "--jobs", "0"], "'0' is not a whole number from 1 to 256"),
        (["build", "--jobs", "many"], "'many' is not a whole number"),
        (["build", "--jobs", "1.5"], "'1.5' is not a whole number"),
        (["build", "--format", "xml"], "invalid choice"),
        (["build", "--today", "21.11.2026"], "'21.11.2026' is not a day"),
        (["build", "--today", "2026-02-30"], "there is no day '2026-02-30'"),
        (["build", "--today", ""], "is not a day"),
        (["build", "--today", "2026-11-21T10:00"], "is not a day"),
        (["build", "--site", "nowhere"], "no folder 'nowhere'"),
        (["build", "--site"], "expected one argument"),
        (["build", "--base-url", "hub.example"], "'hub.example' is not an address"),
        (["build", "--base-url", "https://hub.example/?q"], "is not an address"),
        (["build", "--base-url", "ftp://hub.example"], "is not an address"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(
    site: Make, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    """Nothing is built, nothing is printed on stdout."""
    hub = site("")
    monkeypatch.chdir(hub.folder)
    if arguments[0] == "build" and "--site" not in arguments:
        arguments = ["build", "--site", ".", *arguments[1:]]
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert not hub.output.exists()


def test_an_output_that_no_disk_can_hold_is_an_error(site: Make, run: Run) -> None:
    """It is told as a fault, not as a traceback."""
    status, _, err = run("build", "--site", str(site("").folder), "--output", "a" * 300)
    assert status == 1
    assert "error unwritable-output: the output cannot be written: File name too long" in err


@pytest.mark.parametrize(
    "output", ["content", "content/x", "static/y", "templates", ".", "..", "link", "config.yaml"]
)
def test_an_output_folder_that_holds_sources_is_refused(site: Make, run: Run, output: str) -> None:
    """Neither the site, nor what is above it, nor a folder of sources is built into."""
    hub = site(f"-- content/a.md --\n{A}-- static/x --\n-- templates/x.txt --\n")
    (hub.folder / "link").symlink_to("content")
    before = sorted(hub.folder.rglob("*"))
    status, _, err = run("build", "--site", str(hub.folder), "--output", f"{hub.folder}/{output}")
    assert status == 2
    assert "--output: " in err
    assert sorted(hub.folder.rglob("*")) == before


def test_a_site_may_be_named_like_a_command(site: Make, tmp_path: Path) -> None:
    """`--site build` names a folder, and the command is the default one."""
    hub = site(f"-- content/a.md --\n{A}")
    hub.folder.rename(tmp_path / "check")
    done = shell("--site", "check", "--today", "2026-11-21", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "check/public/a/index.html").exists()


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--strict", "-h"]])
def test_help_is_no_wrong_usage(run: Run, arguments: list[str]) -> None:
    """Help goes to stdout."""
    status, out, err = run(*arguments)
    assert (status, err) == (0, "")
    assert "usage: build.py" in out


def without_packages(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a `build.py` by a Python that sees its standard library and nothing else."""
    return subprocess.run(
        [sys.executable, "-S", str(program), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(not (ROOT / ".venv/bin/python").exists(), reason="there is no .venv")
def test_any_python_hands_over_to_that_of_the_environment(site: Make) -> None:
    hub = site(f"-- content/a.md --\n{A}")
    done = without_packages(ROOT / "build.py", "check", "--site", str(hub.folder))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("checked: 1 article")


@pytest.mark.parametrize("environments", [[], [".venv"]])
def test_without_packages_it_says_what_to_run(tmp_path: Path, environments: list[str]) -> None:
    """Also where the environment is there and empty: then it does not call itself for ever."""
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    for name in environments:
        venv.create(tmp_path / name, symlinks=True)
    done = without_packages(tmp_path / "build.py", "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "run `make site` once" in done.stderr


# -- exit statuses ----------------------------------------------------------------------------


def test_a_warning_fails_only_strictly(site: Make, run: Run) -> None:
    """Then nothing is written, and the summary says so."""
    hub = site(f"-- content/a.md --\n{A}-- content/b.mdx --\n")
    arguments = ["--site", str(hub.folder), "--today", "2026-11-21"]
    status, out, _ = run("build", *arguments, "--strict")
    assert status == 1
    assert out.startswith("nothing written: 1 article")
    assert not hub.output.exists()
    assert run("check", *arguments)[0] == 0
    assert run("check", *arguments, "--strict")[0] == 1
    assert not hub.output.exists()
    assert run("build", *arguments)[0] == 0
    assert hub.output.exists()


def test_an_error_of_content_or_template_ends_with_1(site: Make, run: Run) -> None:
    """`check` sees templates, too."""
    hub = site(f"-- content/a.md --\n{A}-- templates/article.html --\n{{{{ page.nothing }}}}\n")
    for command in ("check", "build"):
        status, _, err = run(command, "--site", str(hub.folder), "--today", "2026-11-21")
        assert status == 1
        assert "templates/article.html:1" in err
    hub.remove("templates/article.html")
    hub.write("content/a.md", "no front matter")
    assert run("check", "--site", str(hub.folder))[0] == 1


@pytest.mark.parametrize(
    ("config", "fault_id"),
    [
        ("base_url: https://hub.example\n", "missing-key"),
        ("title: T\nbase_url: hub.example\n", "wrong-value"),
        ("title: T\nbase_url: https://hub.example\npagniate: 3\n", "unknown-key"),
        ("title: T\nbase_url: https://hub.example\npaginate: 0\n", "wrong-value"),
        ("title: T\nbase_url: https://hub.example\nfaults: {no-such: off}\n", "unknown-fault-id"),
        ("title: [\n", "unclosed-bracket"),
        ("", "missing-key"),
        ("just words\n", "wrong-type"),
    ],
)
def test_a_wrong_configuration_ends_with_2_in_the_chosen_format(
    site: Make, run: Run, config: str, fault_id: str
) -> None:
    """A program that asked for JSON gets JSON."""
    hub = site(f"-- config.yaml --\n{config}")
    status, out, _ = run("check", "--site", str(hub.folder), "--format", "json")
    assert status == 2
    document = json.loads(out)
    assert fault_id in [item["id"] for item in document["diagnostics"]]
    assert {item["path"] for item in document["diagnostics"]} == {"config.yaml"}
    assert document["summary"]["errors"] == len(document["diagnostics"])
    status, _, err = run("build", "--site", str(hub.folder))
    assert status == 2
    assert f"error {fault_id}: " in err


def test_a_folder_without_a_configuration_is_no_site(run: Run, tmp_path: Path) -> None:
    """The fault says what to make."""
    status, out, _ = run("build", "--site", str(tmp_path), "--format", "github")
    assert status == 2
    assert out.startswith("::error file=config.yaml,")


def test_a_warning_of_the_configuration_is_reported(site: Make, run: Run) -> None:
    """Strictly, it fails the build as any other; it can be excused and played down."""
    plain = "title: T\nbase_url: https://hub.example\ndescription:\n"
    hub = site(f"-- config.yaml --\n{plain}")
    arguments = ["--site", str(hub.folder), "--today", "2026-11-21"]
    status, _, err = run("build", *arguments, "--strict")
    assert err.startswith("config.yaml:3:1: warning empty-key: ")
    assert status == 1
    assert not hub.output.exists()
    hub.write("config.yaml", f"{plain}faults: {{empty-key: off}}\n")
    assert run("check", *arguments, "--strict")[0] == 0
    excused = plain.replace("description:", "description: # plenum: ignore empty-key: later")
    hub.write("config.yaml", excused)
    assert run("check", *arguments, "--strict")[0] == 0


def test_a_failure_of_the_program_is_told_without_a_traceback(
    site: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a fault as any other, in the chosen format, and names where it arose."""

    def fail(*_: object, **__: object) -> None:
        raise ValueError("so it goes")

    monkeypatch.setattr("plenum.pipeline.steps.build", fail)
    hub = site("")
    status, out, err = run("build", "--site", str(hub.folder), "--format", "json")
    assert (status, err) == (1, "")
    [item] = json.loads(out)["diagnostics"]
    assert item["id"] == "internal-error"
    assert "ValueError: so it goes (test_commands.py:" in item["message"]


# -- options ----------------------------------------------------------------------------------


def test_today_comes_from_the_option_then_the_environment(
    site: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`SOURCE_DATE_EPOCH` is in UTC: 1795305600 is the beginning of 2026-11-22."""
    hub = site(f"-- content/a.md --\n{FUTURE}")

    def articles(*arguments: str) -> int:
        _, out, _ = run("check", "--site", str(hub.folder), "--format", "json", *arguments)
        return int(json.loads(out)["summary"]["articles"])

    assert articles("--today", "2026-11-21") == 0
    assert articles("--today", "2026-11-22") == 1
    assert articles("--today", "2026-11-21", "--future") == 1
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
        assert articles() == 1
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305599")
        assert articles() == 0
        assert articles("--today", "2026-11-22") == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    status, _, err = run("check", "--site", str(hub.folder))
    assert status == 2
    assert "SOURCE_DATE_EPOCH: 'tomorrow' is not a time" in err


def test_output_and_base_url_can_be_chosen(
    site: Make, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output folder is relative to where the command runs; it is made with its parents."""
    hub = site(f"-- content/a.md --\n{A}")
    monkeypatch.chdir(tmp_path)
    arguments = ["--site", "site", "--output", "out/deep", "--base-url", "https://x.example/y/"]
    assert run("build", *arguments, "--today", "2026-11-21")[0] == 0
    assert not hub.output.exists()
    page = (tmp_path / "out/deep/a/index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://x.example/y/a/"' in page


def test_drafts_can_be_published(site: Make, run: Run) -> None:
    """`--drafts` holds for one run: the next one takes the pages away again."""
    hub = site("-- content/a.md --\n---\ntitle: A\ndescription: About.\ndraft: true\n---\n")
    arguments = ["build", "--site", str(hub.folder), "--today", "2026-11-21"]
    assert run(*arguments, "--drafts")[0] == 0
    assert "a/index.html" in hub.files()
    assert run(*arguments, "--no-cache")[0] == 0
    assert "a/index.html" not in hub.files()


def test_drafts_are_checked_with_drafts(site: Make, run: Run) -> None:
    """Without, a draft is no part of the site; errors in its own file are told all the same."""
    hub = site("""
        -- content/a.md --
        ---
        title: A
        description: About.
        draft: true
        date: 20 May
        ---
        TODO [a](gone.md) [b](#none) [c](source:no) [d](fact:no) [e](b.md#none)
        -- content/b.md --
        --- B
    """)
    arguments = ["check", "--format", "json", "--site", str(hub.folder), "--today", "2026-11-21"]

    def found(*more: str) -> list[str]:
        return [each["id"] for each in json.loads(run(*arguments, *more)[1])["diagnostics"]]

    assert found() == ["wrong-date"]
    assert found("--drafts") == [
        "wrong-date",
        "placeholder",
        "dead-link",
        "dead-anchor",
        "unknown-source",
        "unknown-fact",
        "dead-anchor",
    ]


@pytest.mark.parametrize("setting", ["warning", "error"])
def test_a_draft_may_be_unfinished(site: Make, setting: str) -> None:
    """Notes to oneself belong into it, whatever they are in what is published."""
    made = site("""
        -- content/a.md --
        ---
        title: A
        description: About.
        draft: true
        ---
        <!-- plenum: ignore dead-link: to be written -->
        TODO [b](gone.md)
        -- content/b.md --
        --- B
    """)
    made.replace("config.yaml", "faults: {", f"faults: {{placeholder: {setting}, ")

    assert "b/index.html" in made.fine(strict=True).files()
    assert made.report.left_out == {"draft": 1}
    assert made.build(drafts=True).faults() == ["content/a.md:7:1 placeholder"]
    made.replace("content/a.md", "draft: true", "")
    assert made.build().faults() == ["content/a.md:7:1 placeholder"]


def test_an_article_that_appears_by_itself_is_told_of_before(site: Make) -> None:
    """On its day nobody may be there to mend it."""
    made = site("""
        -- content/a.md --
        ---
        title: A
        description: About.
        date: 2026-12-01
        ---
        TODO
    """)
    assert made.build().faults() == ["content/a.md:6:1 placeholder"]


def test_a_configuration_keeps_its_path(site: Make) -> None:
    """What `--base-url` changes is the address only."""
    config = Config(site("").folder, "T", "https://hub.example/a").at("http://localhost:1/b/")
    assert (config.base_url, config.base_path, config.title) == ("http://localhost:1/b", "/b", "T")


# -- the summary ------------------------------------------------------------------------------


def test_the_summary_says_what_is_left_out_and_why(site: Make, run: Run) -> None:
    """An editor who misses an article need not look for a mistake."""
    head = "---\ntitle: A\ndescription: B.\n"
    hub = site(
        f"-- content/a.md --\n{head}---\n-- content/b.md --\n{head}draft: true\n---\n"
        f"-- content/c.md --\n{head}draft: true\n---\n"
        f"-- content/d.md --\n{head}date: 2026-12-01\n---\n"
        f"-- content/e.md --\n{head}expires: 2026-11-01\n---\n"
    )
    arguments = ["check", "--site", str(hub.folder), "--today", "2026-11-21"]
    assert run(*arguments)[1].endswith(" s; 4 left out: 2 drafts, 1 in the future, 1 expired\n")
    assert run(*arguments, "--drafts")[1].endswith(" s; 2 left out: 1 in the future, 1 expired\n")
    assert run(*arguments, "--drafts", "--future")[1].endswith(" s; 1 left out: 1 expired\n")


def test_the_summary_is_silent_where_nothing_is_left_out(site: Make, run: Run) -> None:
    """It says how long it took, and that is all."""
    hub = site(f"-- content/a.md --\n{A}")
    _, out, _ = run("check", "--site", str(hub.folder), "--today", "2026-11-21")
    assert "left out" not in out


def test_without_a_cache_nothing_is_kept(site: Make, run: Run) -> None:
    """Nor used: what an earlier run has kept stays as it is."""
    hub = site(f"-- config.yaml --\ntitle: T\nbase_url: https://a.example\n-- content/a.md --\n{A}")
    arguments = ["--site", str(hub.folder), "--today", "2026-11-21"]
    run("build", *arguments, "--no-cache")
    assert not hub.folder.joinpath(".plenum").exists()
    run("build", *arguments)
    kept = {path: path.stat().st_mtime_ns for path in hub.folder.joinpath(".plenum").rglob("*")}
    assert {"articles", "images", "runs", "search"} <= {path.name for path in kept}
    run("build", *arguments, "--no-cache")
    found = {path: path.stat().st_mtime_ns for path in hub.folder.joinpath(".plenum").rglob("*")}
    assert found == kept
    _, out, _ = run("build", "--help")
    assert "use nothing that earlier runs have kept" in " ".join(out.split())
