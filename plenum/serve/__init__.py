"""The preview: a folder and a way to build it go in, a live site comes out.

The door to livereload (and Tornado under it) and to watchfiles. It listens on the loopback
address alone.
"""

from plenum.serve.preview import Outcome, Preview, Restyling, Shown
from plenum.serve.server import GRAPH_PAGE, HOST, PATTERNS_PAGE, listen, serve

__all__ = [
    "GRAPH_PAGE",
    "HOST",
    "PATTERNS_PAGE",
    "Outcome",
    "Preview",
    "Restyling",
    "Shown",
    "listen",
    "serve",
]
