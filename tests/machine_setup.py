"""Find the programs that tests drive: Chromium and LibreOffice Calc; as a script, see to it that they are there.

Fonts for Bulgarian and Greek belong to it. Playwright's own browsers are not used: they need a download outside the
package registries, and a distribution's Chromium gets its security updates with the machine.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

OFFICE_NAMES = ("soffice", "libreoffice", "localc")
OFFICE_MAC_PATHS = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)

# A browser that talks to nobody but the served dashboard; `--no-sandbox` lets it start as root in a container.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

HOW_TO = """No Chromium or Chrome found, and the browser tests need one. Install it with one of
  Debian:  apt-get install chromium
  Ubuntu:  snap install chromium
  Fedora:  dnf install chromium
  macOS:   brew install --cask chromium
or name the program in the environment variable CHROMIUM."""

HOW_TO_OFFICE = """No LibreOffice Calc found, and the tests of workbooks need one. Install it with one of
  Debian, Ubuntu:  apt-get install libreoffice-calc-nogui
  Fedora:          dnf install libreoffice-calc
  macOS:           brew install --cask libreoffice
or name the program in the environment variable SOFFICE."""


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome that starts, the one named in CHROMIUM first; None without any."""
    return _find("CHROMIUM", (*NAMES, *MAC_PATHS))


def find_office() -> str | None:
    """Return the path of a LibreOffice that starts, the one named in SOFFICE first; None without any."""
    return _find("SOFFICE", (*OFFICE_NAMES, *OFFICE_MAC_PATHS))


def _find(variable: str, names: tuple[str, ...]) -> str | None:
    named = os.environ.get(variable)
    for candidate in [named] if named else names:
        path = shutil.which(candidate)
        if path and _has_calc(path) and _starts(path):
            return path
    return None


def _has_calc(path: str) -> bool:
    # An office may be installed without its spreadsheets: on Linux each program is a library beside the others.
    folder = Path(path).resolve().parent
    return not (folder / "soffice.bin").exists() or (folder / "libsclo.so").exists()


def _starts(path: str) -> bool:
    # Ubuntu's `chromium-browser` may be a stub that only tells of a snap: it is on the path, but it fails.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def has_fonts() -> bool:
    """Tell whether a font with Bulgarian and one with Greek letters is installed (True where nobody can tell)."""
    if not shutil.which("fc-list"):
        return sys.platform != "linux"
    languages = ("bg", "el")
    return all(subprocess.run(["fc-list", f":lang={code}"], capture_output=True).stdout for code in languages)


def can_install() -> bool:
    """Tell whether this process may install Debian packages."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install_packages(packages: list[str]) -> bool:
    """Install Debian packages with apt-get; on failure print the end of what it said and return False."""
    print(f"Installing {', '.join(packages)} with apt-get (some minutes) ...", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        # Another installation may hold the lock for a while: wait for it instead of failing.
        apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *command]
        result = subprocess.run(apt, env=environment, capture_output=True, text=True)
        if result.returncode != 0:
            print("\n".join((result.stdout + result.stderr).splitlines()[-8:]), file=sys.stderr)
            return False
    return True


# What is looked for: variable that names it, how to find it, its Debian packages, what to say without it.
PROGRAMS = (
    ("CHROMIUM", find_chromium, ["chromium", "chromium-driver"], HOW_TO),
    # Without a display, and without the rest of the office; Calc's own filters read and write .xlsx.
    ("SOFFICE", find_office, ["libreoffice-calc-nogui"], HOW_TO_OFFICE),
)


def main() -> int:
    """Install what is missing where that is possible; 0 when all programs are there, 1 with the repair when not."""
    for variable, find, _, _ in PROGRAMS:
        named = os.environ.get(variable)
        if named and find() is None:
            print(f"{variable} names {named}, which does not start: correct it or unset it.", file=sys.stderr)
            return 1
    missing = [package for _, find, packages, _ in PROGRAMS if find() is None for package in packages]
    missing += [] if has_fonts() else ["fontconfig", "fonts-dejavu-core"]
    if missing and can_install():
        install_packages(missing)
    found = [(find(), how_to) for _, find, _, how_to in PROGRAMS]
    for path, how_to in found:
        if path is None:
            print(how_to, file=sys.stderr)
    if not has_fonts():
        print("No font with Bulgarian and Greek letters: pictures of pages may show boxes (package fonts-dejavu-core).")
    if any(path is None for path, _ in found):
        return 1
    print(f"Programs for the tests: {', '.join(str(path) for path, _ in found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
