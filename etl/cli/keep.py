"""`wego backup`, `restore`: the whole home in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from etl.cli.console import AsJson, note, print_json, say
from etl.cli.session import COMMAND_LINE, start_session

_File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup, a .zip file.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(file: _File, as_json: AsJson = False) -> None:
    """Save store, access list and releases into one new file, as they are at this moment."""
    from etl.access import record_action
    from etl.backup import write_backup
    from etl.store_file import is_encrypted

    session = start_session()
    saved = write_backup(session.home, file)
    # So that the pages can say when the last one was made.
    record_action(session.home, COMMAND_LINE, "backup", "home", f"{len(saved)} files")
    if as_json:
        print_json({"file": str(file), "files": [one["name"] for one in saved]})
    else:
        say(f"{file}: {len(saved)} files saved.")
    note("It holds the private store: keep it as safe as the store itself.")
    if is_encrypted(session.home.store_path):
        note("Its store is encrypted: without the key it can't be brought back. Keep the key in another place.")


def restore(file: _File, as_json: AsJson = False) -> None:
    """Bring a backup back into an empty home, after its checksums were verified."""
    from etl.backup import restore_backup
    from etl.home import home_path

    restored = restore_backup(file, home_path())
    if as_json:
        print_json({"home": str(home_path()), "files": [one["name"] for one in restored]})
    else:
        say(f"{home_path()}: {len(restored)} files restored.")
    note("Look it over: wego doctor, wego audit")
