"""A kit of the demo's newest release, made once and unpacked."""

import zipfile
from pathlib import Path

import pytest

from etl.home import Home
from etl.kit import build_kit, kit_name
from etl.release_file import ReleaseFile, find_release
from indicators.load import Definitions, load_definitions

LANGUAGE = "bg"


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture(scope="session")
def release(published_home: Home) -> ReleaseFile:
    return find_release(published_home)


@pytest.fixture(scope="session")
def kit(release: ReleaseFile, definitions: Definitions) -> bytes:
    return build_kit(release, definitions, LANGUAGE)


@pytest.fixture(scope="session")
def kit_file(kit: bytes, release: ReleaseFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit as it was downloaded."""
    path = tmp_path_factory.mktemp("download") / kit_name(release, LANGUAGE)
    path.write_bytes(kit)
    return path


@pytest.fixture(scope="session")
def kit_folder(kit_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit unpacked, in a folder whose name has a blank and an accent, as people's folders have."""
    folder = tmp_path_factory.mktemp("kit") / "Évaluation 2017"
    with zipfile.ZipFile(kit_file) as box:
        box.extractall(folder)
    return folder / kit_file.stem
