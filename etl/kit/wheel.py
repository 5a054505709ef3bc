"""The wheel of the reading part: built when a kit is made, offline, the same bytes from the same sources."""

import io
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from flit_core.wheel import WheelBuilder

from etl.export.writing import write_plainly
from etl.export.zipped import STAMP
from etl.kit.catalogues import SOURCES
from etl.temporary_room import no_temporary_room

PACKAGE = "released"
OLDEST_PYTHON = "3.10"
_PRODUCT = "wego-monitor"
_NOT_SHIPPED = ("__pycache__", "locale")


def build_wheel(catalogues: Mapping[str, bytes]) -> tuple[str, bytes]:
    """File name and content of the wheel, with compiled catalogues by name; raises UserError."""
    target = io.BytesIO()
    try:
        with TemporaryDirectory(prefix="wheel-") as folder:
            _stage(Path(folder), catalogues)
            builder = WheelBuilder.from_ini_path(Path(folder) / "pyproject.toml", target)
            # Else the environment decides, or the clock of the machine's own time zone.
            builder.source_time_stamp = STAMP
            builder.build()
    except OSError as error:
        raise no_temporary_room(error) from None
    return builder.wheel_filename, target.getvalue()


def _source_files() -> dict[str, bytes]:
    """The files of the package by their names below it."""
    found = (path for path in sorted(SOURCES.rglob("*")) if path.is_file())
    named = {path.relative_to(SOURCES): path for path in found}
    return {
        name.as_posix(): path.read_bytes() for name, path in named.items() if not set(name.parts) & set(_NOT_SHIPPED)
    }


def package_files(wheel: bytes) -> dict[str, bytes]:
    """The package as it lies in a wheel, by names: what stands beside the notebooks is what would be installed."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as box:
        names = [name for name in box.namelist() if name.startswith(f"{PACKAGE}/")]
        return {name: box.read(name) for name in names}


def _stage(folder: Path, catalogues: Mapping[str, bytes]) -> None:
    staged = _source_files() | {f"locale/{name}": data for name, data in catalogues.items()}
    write_plainly(folder, {"pyproject.toml": _settings().encode()})
    write_plainly(folder / PACKAGE, staged)


def _settings() -> str:
    return f"""\
[build-system]
requires = ["flit_core"]
build-backend = "flit_core.buildapi"

[project]
name = "{_PRODUCT}-{PACKAGE}"
version = "{version(_PRODUCT)}"
description = "Reading a release of indicators with the standard library alone"
requires-python = ">={OLDEST_PYTHON}"
classifiers = ["Private :: Do Not Upload"]

[project.optional-dependencies]
duckdb = ["duckdb"]
pandas = ["pandas"]

[tool.flit.module]
name = "{PACKAGE}"
"""
