"""Say in one line what is missing when this Python cannot make the environment.

Runs on the machine's own Python, however old, so it keeps to what Python 2.7 understands.
"""

import sys

OLDEST = (3, 11)


def missing():
    """Return one sentence on what is missing, or None."""
    if sys.version_info[:2] < OLDEST:
        sentence = "Python 3.11 or newer is needed, %s is Python %s (make PYTHON=python3.12)"
        return sentence % (sys.executable, sys.version.split()[0])
    for module in ("venv", "ensurepip"):
        try:
            __import__(module)
        except ImportError:
            sentence = "%s has no module '%s' (on Debian and Ubuntu: apt install python3-venv)"
            return sentence % (sys.executable, module)
    return None


if __name__ == "__main__":
    reason = missing()
    if reason:
        sys.exit("make: " + reason)
