"""An invented release in which every state occurs, and what its report is made of, without and with the notebook."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.export.package import build_package
from etl.kit.catalogues import write_catalogues
from etl.release_file import ReleaseFile
from etl.report import build_report
from indicators.load import Definitions, load_definitions
from released import Release, open_release, pack
from released.blocks import Wire
from tests.reader.synthetic_release import write_synthetic_release

NAME = "M18-20170716-synthetic-dddd02"
LANGUAGES = ("en", "bg", "el", "fr")
Blocks = Callable[..., list[Wire]]
SECTIONS = (
    "cover", "summary", "objectives", "attention", "work", "deliverables", "reporting", "changes", "women", "hidden",
    "annex",
)  # fmt: skip


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture(scope="session")
def release_file(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> ReleaseFile:
    path = tmp_path_factory.mktemp("report") / f"{NAME}.duckdb"
    return ReleaseFile(write_synthetic_release(path, definitions))


@pytest.fixture(scope="session")
def opened(
    release_file: ReleaseFile, definitions: Definitions, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Release]:
    """The release as the notebook opens it, by language."""
    folder, found = tmp_path_factory.mktemp("package"), {}
    write_package(folder, release_file, definitions)

    def open_in(language: str = "en") -> Release:
        if language not in found:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("RELEASED_CATALOGUES", str(folder / "catalogues"))
                found[language] = open_release(folder / "release", language)
        return found[language]

    return open_in


def write_package(folder: Path, release: ReleaseFile, definitions: Definitions) -> None:
    """The data package in some languages, and the sentences in them."""
    for name, data in build_package(release, definitions, LANGUAGES).items():
        path = folder / "release" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    write_catalogues(folder / "catalogues", definitions, LANGUAGES)


def sections_of(release: Release) -> list[Wire]:
    """The blocks of the whole pack, made here and not in a notebook."""
    return [block.wire() for name in SECTIONS for block in getattr(pack, f"build_{name}")(release)]


def brief_of(release: Release) -> list[Wire]:
    """Those of the brief."""
    return [block.wire() for block in pack.build_brief(release)]


@pytest.fixture(scope="session")
def built(release_file: ReleaseFile, definitions: Definitions) -> dict[str, bytes]:
    """Reports made the whole way, by kind and format."""
    return {
        f"{kind}.{format}": build_report(release_file, definitions, "bg", kind, format)
        for kind in ("pack", "brief")
        for format in ("html", "pdf")
    }
