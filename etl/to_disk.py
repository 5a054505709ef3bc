"""What must be safe if the machine stops: brought to the disk itself, not left to the memory of the system."""

import os
from pathlib import Path


def bring_to_disk(path: Path) -> None:
    """Wait until a file's content (of a folder: its names) lies on the disk."""
    if path.is_dir() and os.name != "posix":
        # Windows opens no folder.
        return
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
