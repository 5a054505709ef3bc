"""Puts the kit together: notebooks, release and the part that reads it, in one zip that runs without us."""

import json
from pathlib import Path

from etl.export.asked import Asked
from etl.export.names import export_name
from etl.export.package import build_package
from etl.export.zipped import zip_files
from etl.kit.catalogues import catalogue_files
from etl.kit.readme import build_readme
from etl.kit.wheel import build_wheel, package_files
from etl.release_file import ReleaseFile
from indicators.load import Definitions
from indicators.texts import load_texts

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"
TUTORIAL = ROOT / "docs" / "evaluators.md"
_KIND = "kit"


def kit_name(release: ReleaseFile, language: str) -> str:
    """File name of the kit, which tells project, release and language."""
    return export_name(release, "zip", language, _KIND)


def build_kit(release: ReleaseFile, definitions: Definitions, language: str) -> bytes:
    """The kit as a zip: the same release and language make the same bytes. Raises UserError for an unknown language."""
    Asked(language, given=definitions).expect_language()
    folder = kit_name(release, language).removesuffix(".zip")
    return zip_files({f"{folder}/{name}": data for name, data in _kit_files(release, definitions, language).items()})


def _kit_files(release: ReleaseFile, definitions: Definitions, language: str) -> dict[str, bytes]:
    """Names and contents of all files in the kit."""
    # All languages travel, the wanted one first: so a notebook speaks it without being told.
    languages = tuple(dict.fromkeys((language, *definitions.project.languages)))
    wheel_name, wheel = build_wheel(catalogue_files(definitions, languages))
    notebooks = {path.name: path.read_bytes() for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    titles = {name: notebook_title(data) for name, data in notebooks.items()}
    return {
        "README.txt": build_readme(release, load_texts(definitions, language), titles, wheel_name),
        "tutorial.md": TUTORIAL.read_bytes(),
        **{f"notebooks/{name}": data for name, data in notebooks.items()},
        **{f"notebooks/{name}": data for name, data in package_files(wheel).items()},
        **{f"release/{name}": data for name, data in build_package(release, definitions, languages).items()},
        f"release/{release.path.name}": release.path.read_bytes(),
        f"wheel/{wheel_name}": wheel,
    }


def notebook_title(data: bytes) -> str:
    """The first heading of a notebook."""
    cells = json.loads(data)["cells"]
    lines = (line for cell in cells if cell["cell_type"] == "markdown" for line in "".join(cell["source"]).splitlines())
    return next((line.lstrip("# ").strip() for line in lines if line.startswith("#")), "")
