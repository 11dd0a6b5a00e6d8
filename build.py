"""Builds the hub: see `python build.py --help`."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

# Some of what uv.lock installs: where these are, the rest is.
PACKAGES = ("jinja2", "markdown", "msgspec", "nh3", "yaml")
ENVIRONMENT = Path(__file__).resolve().with_name(".venv")


def run() -> int:
    """Run the command line, by the Python of `.venv` where this one lacks the packages.

    So an editor may call any Python that is at hand.
    """
    if all(find_spec(name) for name in PACKAGES):
        from plenum.cli import main  # noqa: PLC0415 (it needs the packages)

        return main()
    python = ENVIRONMENT / "bin" / "python"
    if python.exists() and Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        os.execv(python, [str(python), *sys.argv])  # noqa: S606 (our own Python, no shell)
    sys.stderr.write("build.py: run `make site` once: it installs what Plenum needs into .venv\n")
    return 2


if __name__ == "__main__":
    sys.exit(run())
