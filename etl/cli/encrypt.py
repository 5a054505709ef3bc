"""`wego encrypt`: the store into an encrypted file, or from one key to another."""

from pathlib import Path
from typing import Annotated

import typer

from etl.cli.console import AsJson, note, print_json, say
from etl.cli.session import start_session
from etl.errors import UserError
from etl.store_key import HOW_TO_MAKE, KEY, KEY_FILE, key_of, read_key_file


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("encrypt")(encrypt)


def encrypt(
    old_key_file: Annotated[
        Path | None,
        typer.Option("--old-key-file", metavar="FILE", help="The key that the store has now, to give it another one."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Encrypt the store and what waits, with the key of WEGO_STORE_KEY_FILE or WEGO_STORE_KEY; or change the key."""
    from etl.encrypt import encrypt_home

    session = start_session()
    key = key_of(session.home)
    if key is None:
        raise UserError(f"Name the file that holds the key in {KEY_FILE}, or set {KEY}. A new key: {HOW_TO_MAKE}")
    old = read_key_file(old_key_file) if old_key_file else None
    done = encrypt_home(session.home, key, old)
    path = session.home.store_path
    if as_json:
        print_json({"file": str(path), "tables": done.tables_n, "rows": done.rows_n, "waiting": done.waiting_n})
    elif done.tables_n:
        say(f"{path}: encrypted with this key, {done.tables_n} tables with {done.rows_n} rows compared.")
    else:
        say(f"{path}: {'already has this key' if path.exists() else 'none yet; it will be made with this key'}.")
    if done.tables_n:
        note(
            "Keep the key in another place than the data: without it they are lost for ever.",
            "The old file was removed and its place overwritten; flash disks and snapshots of file systems may keep "
            "copies all the same, and so do backups made before: make a new one and remove those.",
        )
