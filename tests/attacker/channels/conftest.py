"""A demo home with two invented releases and everything that the product makes of the newest."""

from collections.abc import Callable
from datetime import date

import pytest

from etl.attacker.channels import attack_outputs
from etl.attacker.released import Released, read_released
from etl.download import Wanted, make_download
from etl.export import FORMATS
from etl.home import Home, open_home
from etl.release_file import ReleaseFile
from indicators.load import load_definitions
from tests.reader.synthetic_release import write_synthetic_release

OLDER, NEWEST = "M12-20170116-dddd01", "M18-20170716-dddd02"
OF_WOMEN = "OP-03"
Attack = Callable[[dict[str, bytes]], list[str]]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home; not to be changed."""
    home = open_home(tmp_path_factory.mktemp("channels") / "home", "demo").remember_day(date(2017, 8, 16))
    for name, month in ((OLDER, 12), (NEWEST, 18)):
        write_synthetic_release(home.releases / f"{name}.duckdb", load_definitions(), month)
    return home


@pytest.fixture(scope="session")
def file(home: Home) -> ReleaseFile:
    """The newest release as the product reads it."""
    return ReleaseFile(home.releases / f"{NEWEST}.duckdb")


@pytest.fixture(scope="session")
def released(file: ReleaseFile) -> Released:
    """The same as the attacker reads it."""
    read = read_released(file.path)
    assert isinstance(read, Released)
    return read


@pytest.fixture(scope="session")
def outputs(file: ReleaseFile) -> dict[str, bytes]:
    """Every export of it, by file name."""
    made = {name: data for build in FORMATS.values() for name, data in build(file).items()}
    zipped = make_download(file, load_definitions(), Wanted("csv"))
    return made | {zipped.name: zipped.data}


@pytest.fixture(scope="session")
def attack(released: Released) -> Attack:
    """Findings in outputs of the release, as texts."""
    return lambda outputs: [str(one) for one in attack_outputs(released, outputs, [OLDER])]


@pytest.fixture(scope="session")
def shown(released: Released) -> float:
    """What the release tells of the women enrolled, at its newest closing."""
    rows = [row for row in released.figures if row["indicator_code"] == OF_WOMEN and row["breakdown"] == "total"]
    return float(max((row for row in rows if row["state"] == "value"), key=lambda row: row["month"])["value"])
