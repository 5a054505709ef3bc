"""Everything that the page Downloads hands out, by the names that it has there, and the page itself, attacked."""

import pytest

from etl.download import DOWNLOADS, Wanted, make_download
from etl.export import Selection
from indicators.load import load_definitions
from tests.attacker.channels.conftest import NEWEST, OF_WOMEN
from tests.attacker.channels.pages import open_page, outputs_of

_PART = Selection(indicators=(OF_WOMEN, "OP-07"))


def made(file, wanted):
    download = make_download(file, load_definitions(), wanted)
    return {download.name: download.data}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("kind", list(DOWNLOADS))
def test_no_file_to_take_along_tells_more_than_the_release(attack, file, kind, language):
    assert attack(made(file, Wanted(kind, language))) == []


@pytest.mark.parametrize("kind", ["csv", "parquet", "datapackage", "xlsx", "iati"])
def test_neither_does_a_part(attack, file, kind):
    ((name, data),) = made(file, Wanted(kind, "en", _PART)).items()
    assert "-selection_" in name
    assert attack({name: data}) == []


@pytest.mark.slow
def test_the_page_tells_nothing_more_once_files_are_ready(home, attack, monkeypatch):
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    app = open_page("downloads", release=NEWEST)
    for kind in ("csv", "parquet", "iati", "duckdb", "annex_xlsx"):
        app.button(key=f"make_{kind}").click().run()
    assert len(app.get("download_button")) == 5
    assert attack(outputs_of(app, "downloads")) == []
