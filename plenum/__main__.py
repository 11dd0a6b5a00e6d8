"""`python -m plenum` does what `python build.py` does."""

import sys

from plenum.cli import main

if __name__ == "__main__":
    sys.exit(main())
