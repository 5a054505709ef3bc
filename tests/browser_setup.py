"""Find a Chromium for the browser tests; as a script, see to it that there is one, and fonts for Bulgarian and Greek.

Playwright's own browsers are not used: they need a download outside the package registries, and a
distribution's Chromium gets its security updates with the machine.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

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


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome that starts, the one named in CHROMIUM first; None without any."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*NAMES, *MAC_PATHS]
    for candidate in candidates:
        path = shutil.which(candidate)
        if path and _starts(path):
            return path
    return None


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
    print(f"Installing {', '.join(packages)} with apt-get (up to two minutes) ...", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        # Another installation may hold the lock for a while: wait for it instead of failing.
        apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *command]
        result = subprocess.run(apt, env=environment, capture_output=True, text=True)
        if result.returncode != 0:
            print("\n".join((result.stdout + result.stderr).splitlines()[-8:]), file=sys.stderr)
            return False
    return True


def main() -> int:
    """Install what is missing where that is possible; 0 when a browser is there, 1 with the repair when not."""
    named = os.environ.get("CHROMIUM")
    chromium = find_chromium()
    if named and chromium is None:
        print(f"CHROMIUM names {named}, which does not start: correct it or unset it.", file=sys.stderr)
        return 1
    missing = [] if chromium else ["chromium", "chromium-driver"]
    missing += [] if has_fonts() else ["fontconfig", "fonts-dejavu-core"]
    if missing and can_install():
        install_packages(missing)
        chromium = find_chromium()
    if chromium is None:
        print(HOW_TO, file=sys.stderr)
        return 1
    if not has_fonts():
        print("No font with Bulgarian and Greek letters: pictures of pages may show boxes (package fonts-dejavu-core).")
    print(f"Browser for the tests: {chromium}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
