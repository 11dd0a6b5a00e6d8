"""The import contract holds for the package, and it can fail.

Each test works on a copy of the package: the contract is read from pyproject.toml as it is.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

OFFENCES = {
    "one stage imports another": (
        "read",
        "import plenum.link",
        "Imports point down the floors",
    ),
    "a check imports a stage": (
        "check",
        "import plenum.render",
        "A check sees values, not stages",
    ),
    "a lower floor imports a higher one": (
        "model",
        "import plenum.pipeline",
        "Imports point down the floors",
    ),
    "yaml beside its door": ("config", "import yaml", "YAML enters by source"),
    "markdown beside its door": (
        "render",
        "import markdown",
        "Markdown, highlighting and sanitizing enter by read",
    ),
    "a part of pygments beside its door": (
        "render",
        "from pygments.lexers import get_lexer_by_name",
        "Markdown, highlighting and sanitizing enter by read",
    ),
    "nh3 beside its door": (
        "link",
        "import nh3",
        "Markdown, highlighting and sanitizing enter by read",
    ),
    "jinja2 beside its door": ("link", "import jinja2", "Templates enter by render"),
    "markupsafe beside its door": (
        "read",
        "from markupsafe import Markup",
        "Templates enter by render",
    ),
    "distributed beside its door": (
        "pool",
        "from distributed import Client",
        "Clusters enter by cluster",
    ),
    "pagefind beside its door": ("link", "import pagefind_bin", "Pagefind enters by render.search"),
    "ahocorasick beside its door": (
        "check",
        "import ahocorasick_rs",
        "The search for many words enters by model.phrases",
    ),
    "pillow beside its door": ("link", "from PIL import Image", "Pixels are made by draw"),
    "resvg beside its door": ("render", "import resvg_py", "Pixels are made by draw"),
    "livereload beside its door": (
        "commands",
        "import livereload",
        "The web server and the watch on files enter by serve",
    ),
    "tornado beside its door": (
        "pipeline",
        "import tornado.web",
        "The web server and the watch on files enter by serve",
    ),
    "watchfiles beside its door": (
        "commands",
        "import watchfiles",
        "The web server and the watch on files enter by serve",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with the package and its contract."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "plenum", tmp_path / "plenum", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-logo", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def module_file(folder: Path, module: str) -> Path:
    """Return the file of a module, be it a package or not."""
    package = folder / "plenum" / module / "__init__.py"
    return package if package.exists() else folder / "plenum" / f"{module}.py"


def test_the_package_keeps_its_contract(copy: Path) -> None:
    result = lint_imports(copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("offence", OFFENCES)
def test_an_import_that_breaks_the_contract_fails(copy: Path, offence: str) -> None:
    module, statement, contract = OFFENCES[offence]
    path = module_file(copy, module)
    path.write_text(path.read_text(encoding="utf-8") + f"\n{statement}\n", encoding="utf-8")

    result = lint_imports(copy)

    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout


def test_a_new_module_without_a_floor_fails(copy: Path) -> None:
    (copy / "plenum" / "cellar.py").write_text("", encoding="utf-8")

    result = lint_imports(copy)

    assert result.returncode == 1, result.stdout + result.stderr
    assert "cellar" in result.stdout
