"""A real LibreOffice that opens workbooks and saves them again, without a window."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Office:
    """One program with a profile of its own, so that test processes don't wait for each other."""

    program: str
    folder: Path

    def convert(self, files: Mapping[str, bytes], ending: str = "xlsx") -> dict[str, bytes]:
        """Open files and save them in another format; a file that can't be opened is missing in what comes back."""
        before, after = self.folder / "before", self.folder / f"after_{ending}"
        for folder in (before, after):
            folder.mkdir(exist_ok=True)
            for old in folder.iterdir():
                old.unlink()
        for name, content in files.items():
            (before / f"{name}.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = [self.program, profile, "--headless", "--convert-to", ending, "--outdir", after]
        subprocess.run([*command, *sorted(before.iterdir())], capture_output=True, check=True, timeout=600)
        return {path.stem: path.read_bytes() for path in after.iterdir()}
