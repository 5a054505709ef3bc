"""What a reader takes along: one file with a telling name, whatever it is made of."""

import errno
import io
import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl import funder, report
from etl.download import DOWNLOADS, Wanted, make_download
from etl.errors import UserError
from etl.export import OFFERED, Selection, build_files
from etl.release_file import ReleaseFile
from indicators.load import Definitions


def test_everything_that_can_be_made_can_be_taken_along() -> None:
    reports = {f"{kind}.{format}" for kind in report.KINDS for format in report.FORMATS}
    forms = {f"{form}.{format}" for form in funder.FORMS for format in funder.FORMATS}

    assert set(DOWNLOADS) == set(OFFERED) | reports | forms


def test_an_export_of_several_files_is_one_zip_of_the_same(release: ReleaseFile, definitions: Definitions) -> None:
    for kind in ("csv", "parquet", "datapackage"):
        made = make_download(release, definitions, Wanted(kind))
        with zipfile.ZipFile(io.BytesIO(made.data)) as box:
            found = {name: box.read(name) for name in box.namelist()}
        assert found == build_files(release, kind)
        assert release.release_id in made.name and made.name.endswith("_en.zip")
        assert make_download(release, definitions, Wanted(kind)).data == made.data


def test_a_part_is_called_a_part(release: ReleaseFile, definitions: Definitions) -> None:
    part = Selection(indicators=("OP-07",))
    names = {make_download(release, definitions, Wanted("csv", "bg", wanted)).name for wanted in (part, Selection())}

    assert names == {
        f"kpi-csv_we-go_{release.release_id}_bg.zip",
        f"kpi-csv-selection_we-go_{release.release_id}_bg.zip",
    }


def test_names_of_different_files_differ(release: ReleaseFile, definitions: Definitions) -> None:
    kinds = [kind for kind in DOWNLOADS if not Wanted(kind).is_long]
    names = [make_download(release, definitions, Wanted(kind)).name for kind in kinds]

    assert len(set(names)) == len(kinds) > 8


@pytest.mark.parametrize(
    "wanted", [Wanted("xls"), Wanted("csv", "sv"), Wanted("csv", "en", Selection(indicators=("XX-1",)))]
)
def test_what_there_isnt_is_told(release: ReleaseFile, definitions: Definitions, wanted: Wanted) -> None:
    with pytest.raises(UserError, match=r"Use |It has "):
        make_download(release, definitions, wanted)


@pytest.mark.parametrize("kind", ["xlsx", "progress.xlsx", "annex.xlsx", "kit"])
@pytest.mark.parametrize("folder", ["missing", "full"])
def test_without_room_for_temporary_files_the_sentence_says_so(
    release: ReleaseFile,
    definitions: Definitions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    folder: str,
) -> None:
    if folder == "full":
        monkeypatch.setattr("shutil.disk_usage", lambda _path: _FULL)
        monkeypatch.setattr("tempfile.mkdtemp", _refuse)
    else:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / folder))

    with pytest.raises(UserError, match="needs room for temporary files"):
        make_download(release, definitions, Wanted(kind))


_FULL = SimpleNamespace(free=10_000)


def _refuse(*_about: object, **_named: object) -> str:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
