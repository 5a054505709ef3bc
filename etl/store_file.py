"""The store's file: how it is attached with or without its key, and what can be told of it from outside.

One in-memory engine in each process attaches and detaches it: to load DuckDB's cipher takes 70 ms, so it is done once.
The key stands in one statement of this module; DuckDB's own words about that statement are never repeated.
"""

import itertools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import duckdb

from etl.errors import UserError
from etl.store_key import KEY, KEY_FILE, StoreKey
from indicators.texts import N_

ENCRYPT = "wego encrypt"
# One thread: transactions are short, and starting more costs more than they save. No temporary directory: what DuckDB
# would put aside there is not encrypted. Nothing is installed from outside.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# Where a DuckDB file says what it is: its mark, and the first byte of its flags.
_MARK, _MARK_AT, _FLAGS_AT, _IS_ENCRYPTED = b"DUCK", 8, 20, 1
# The cipher comes with DuckDB's extension for files of the network; of that way nothing is left open.
_CIPHER, _NETWORK = "httpfs", "HTTPFileSystem,S3FileSystem,HuggingFaceFileSystem"


class StoreLocked(UserError):
    """The store and the key don't belong together."""


def is_encrypted(path: Path) -> bool | None:
    """Is the file encrypted, by its own header? None when there is no DuckDB file."""
    try:
        with path.open("rb") as file:
            head = file.read(_FLAGS_AT + 1)
    except FileNotFoundError:
        return None
    if len(head) <= _FLAGS_AT or head[_MARK_AT : _MARK_AT + len(_MARK)] != _MARK:
        return None
    return bool(head[_FLAGS_AT] & _IS_ENCRYPTED)


@contextmanager
def attached(path: Path, key: StoreKey | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that works in this file, made if missing; raises StoreLocked. The caller keeps others away."""
    expect_fitting(path, key)
    with Engine.open() as engine:
        engine.connection.execute(f"USE {engine.attach(path, key)}")
        yield engine.connection


def expect_fitting(path: Path, key: StoreKey | None) -> None:
    """Raise StoreLocked when an encrypted file has no key, or a plain one has; a missing file fits everything."""
    found = is_encrypted(path)
    if found and key is None:
        told = N_("The store {file} is encrypted, and there is no key. Name the file that holds it in {key_file}.")
        raise StoreLocked(told, file=path, key_file=KEY_FILE)
    if found is False and key is not None:
        told = N_("The store {file} is not encrypted, though there is a key. Encrypt it: {command}")
        raise StoreLocked(told, file=path, command=ENCRYPT)


@dataclass(frozen=True)
class Engine:
    """A connection to this process's engine, and what it has attached so far."""

    connection: duckdb.DuckDBPyConnection
    names: list[str]

    @staticmethod
    @contextmanager
    def open() -> Iterator["Engine"]:
        """An engine; what it attached is detached at the end, whatever happened."""
        engine = Engine(_shared_engine().cursor(), [])
        try:
            yield engine
        finally:
            engine._close()

    def attach(self, path: Path, key: StoreKey | None, is_read_only: bool = False) -> str:
        """Attach a file and return the name under which its tables are found; raises StoreLocked."""
        # Threads share the engine and may hold several homes, so each opening gets a name of its own.
        name, quoted = f"store_{next(_numbers)}", str(path).replace("'", "''")
        options = ["READ_ONLY"] if is_read_only else []
        if key is not None:
            _load_cipher(self.connection)
            options.append(f"ENCRYPTION_KEY {key.sql_literal()}")
        is_new = not path.exists()
        try:
            self.connection.execute(f"ATTACH '{quoted}' AS {name}" + (f" ({', '.join(options)})" if options else ""))
        except duckdb.Error as error:
            raise _told(path, key, error) from None
        self.names.append(name)
        if is_new:
            path.chmod(0o600)
        return name

    def detach(self, name: str) -> None:
        """Detach a file: all that was committed stands in it, and no log is left beside it."""
        self.connection.execute("USE memory")
        self.connection.execute(f"DETACH {name}")
        self.names.remove(name)

    def _close(self) -> None:
        try:
            for name in list(self.names):
                self.detach(name)
        except duckdb.Error:
            # After a full disk and the like DuckDB refuses everything from then on: the next opening gets a new engine.
            _forget_engine()
        finally:
            self.connection.close()


def _told(path: Path, key: StoreKey | None, error: duckdb.Error) -> UserError | duckdb.Error:
    if key is None:
        return error
    # Nothing of DuckDB's own words: they may repeat the statement, and the key stands in it.
    if "Wrong encryption key" in str(error):
        told = N_(
            "The key does not open the store {file}. Give the key that it was encrypted with ({key} or {key_file}); "
            "nothing was changed."
        )
        return StoreLocked(told, file=path, key=KEY, key_file=KEY_FILE)
    told = N_("The encrypted store {file} can't be opened ({kind}). Restore a backup into an empty home: {command}")
    return StoreLocked(told, file=path, kind=type(error).__name__, command="wego restore FILE")


_numbers = itertools.count()
_guard = threading.Lock()
# By process: a forked child must not work with its parent's.
_engines: dict[int, duckdb.DuckDBPyConnection] = {}


def _shared_engine() -> duckdb.DuckDBPyConnection:
    with _guard:
        found = _engines.get(os.getpid())
        if found is None:
            found = _engines[os.getpid()] = duckdb.connect(":memory:", config=_CONFIG)
        return found


def _forget_engine() -> None:
    with _guard:
        lost = _engines.pop(os.getpid(), None)
        if lost is not None:
            lost.close()


def _load_cipher(connection: duckdb.DuckDBPyConnection) -> None:
    with _guard:
        query = "SELECT loaded FROM duckdb_extensions() WHERE extension_name = ?"
        if connection.execute(query, [_CIPHER]).fetchone() == (True,):
            return
        # DuckDB loads a file with its makers' signature only, whoever packed it; the package's own code is never run.
        connection.execute(f"LOAD '{str(_cipher_file()).replace(chr(39), chr(39) * 2)}'")
        connection.execute(f"SET disabled_filesystems = '{_NETWORK}'")


def _cipher_file() -> Path:
    spec = find_spec(f"duckdb_extension_{_CIPHER}")
    folder = Path(spec.origin or "").parent if spec else Path()
    file = folder / "extensions" / f"v{duckdb.__version__}" / f"{_CIPHER}.duckdb_extension"
    if not file.is_file():
        told = N_("DuckDB's cipher (package {package}) is not installed. Repair: {command}")
        raise UserError(told, package=f"duckdb-extension-{_CIPHER}", command="make setup")
    return file
