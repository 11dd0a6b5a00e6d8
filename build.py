"""Builds the hub: see `python build.py --help`."""

import sys

from plenum.cli import main

if __name__ == "__main__":
    sys.exit(main())
