"""The pages and light commands start without the tools that only a publication or a key needs."""

import subprocess
import sys

_HEAVY = ("highspy", "pypdf", "cryptography", "openpyxl", "etl.attacker.attack")


def test_the_door_of_the_pages_loads_none_of_the_heavy_tools():
    told = f"import sys, etl.services; print([name for name in {_HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
