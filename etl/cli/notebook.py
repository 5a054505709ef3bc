"""`wego notebook`: JupyterLab on a release, in the home's own copies of the notebooks."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.console import note
from etl.cli.serve import ADDRESS, ROOT, run_until_stopped
from etl.cli.session import start_session
from etl.errors import UserError
from etl.home import Home
from etl.store_key import KEY, KEY_FILE

if TYPE_CHECKING:
    from etl.release_file import ReleaseFile
    from indicators.load import Definitions

FOLDER = ROOT / "notebooks"
# Beside the copies, one folder for each release and language: a notebook of last month finds its release again.
_RELEASES, _CATALOGUES = "releases", "catalogues"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("notebook")(notebook)


def notebook(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="Which one to open; without it, the one with the KPI tables."),
    ] = None,
    release_id: Annotated[str, typer.Option("--release", metavar="ID", help="A release, or latest.")] = "latest",
    language: Annotated[str, typer.Option("--language", help="Of names, numbers and sentences.")] = "en",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin with new copies; the old ones are kept beside them.")
    ] = False,
) -> None:
    """Open JupyterLab on a notebook that reads a release, a copy in the home's own folder."""
    from etl.kit.settings import FIRST_NOTEBOOK
    from etl.release_file import find_release

    chosen = _expect_known(name or FIRST_NOTEBOOK)
    session = start_session()
    settings = prepare_release(session.home, find_release(session.home, release_id), session.definitions, language)
    path = copy_notebooks(session.home, fresh) / f"{chosen}.ipynb"
    note(f"Opening {path} (stop with Ctrl-C) ...")
    # JupyterLab refuses to run as root unless told; in a container there is often nobody else.
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.ip={ADDRESS}", *root, str(path)]
    # A notebook reads a release: whatever runs in it has no business with the key of the store.
    run_until_stopped(command, session.home, settings, hidden=(KEY, KEY_FILE))


def list_notebooks() -> tuple[str, ...]:
    """Names of the product's notebooks."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.ipynb")))


def _expect_known(name: str) -> str:
    known, chosen = list_notebooks(), name.removesuffix(".ipynb")
    if chosen not in known:
        raise UserError(f"There is no notebook {name}. There are {', '.join(known)}.")
    return chosen


def copy_notebooks(home: Home, is_fresh: bool = False) -> Path:
    """Put copies of all notebooks into the home, so that the product's own stay without outputs; their folder."""
    from etl.export.writing import write_files

    folder, files = home.path / "notebooks", {}
    for name in list_notebooks():
        path = folder / f"{name}.ipynb"
        if is_fresh and path.exists():
            files[f"{name}_before_{home.now():%Y%m%d%H%M%S}.ipynb"] = path.read_bytes()
        if is_fresh or not path.exists():
            files[path.name] = (FOLDER / path.name).read_bytes()
    write_files(folder, files)
    return folder


def prepare_release(
    home: Home, release: "ReleaseFile", definitions: "Definitions", language: str = "en"
) -> dict[str, str]:
    """Put the release's data package and the notebooks' sentences beside the copies; the settings that name them."""
    from etl.export import Asked, export_release
    from etl.export.writing import write_files
    from etl.kit import catalogue_files, notebook_settings

    folder = home.path / "notebooks"
    package = folder / _RELEASES / f"{release.release_id}_{language}"
    export_release(release, "datapackage", package, Asked(language, given=definitions))
    write_files(folder / _CATALOGUES, catalogue_files(definitions, definitions.project.languages))
    return notebook_settings(package, language, folder / _CATALOGUES)
