"""The benchmarks still run; what they measure is not asserted here."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_cost_of_faults_can_be_measured() -> None:
    """It finds each fault that it made, and prints a ratio for each site."""
    program = [sys.executable, str(ROOT / "benchmarks" / "faults.py"), "10", "1"]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    shown = re.findall(r"^ ?(\d+) faults in each: .* times", done.stdout, re.MULTILINE)
    assert shown == ["0", "1", "10"]
