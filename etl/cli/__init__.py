"""The `wego` command: one module per family of commands, each a thin dress over what the rooms do."""

import sys


def main() -> None:
    """Entry point of the command."""
    # Names and messages are in seven languages, whatever the terminal or the pipe was set to.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from etl.cli.app import app

    app()
