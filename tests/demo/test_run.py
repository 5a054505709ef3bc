"""Running the demo: real templates, real intake, simulated days."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.demo.run import run_demo
from etl.demo.workbooks import iterate_workbooks, make_workbooks
from etl.errors import UserError
from etl.home import Home, open_home
from etl.review import read_reporting
from etl.store import Store
from indicators.load import Definitions, load_definitions

pytestmark = pytest.mark.slow
UNTIL = 3


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> Home:
    path = tmp_path_factory.mktemp("demo") / "home"
    run_demo(open_home(path, "demo"), definitions, UNTIL)
    return open_home(path)


def test_every_workbook_was_received_on_its_own_day(home: Home, definitions: Definitions) -> None:
    rows = read_reporting(Store(home, definitions), UNTIL)
    assert len(rows) == UNTIL * len(definitions.partners)
    assert len({row["received_on"] for row in rows}) > 10
    assert home.today() == definitions.periods.due_day(UNTIL) + timedelta(days=1)


def test_a_second_call_does_nothing(home: Home, definitions: Definitions) -> None:
    told: list[str] = []
    stamp = home.store_path.stat().st_mtime_ns
    run_demo(home, definitions, UNTIL, lambda done, total, text: told.append(text))
    assert len(told) == 1 and home.store_path.stat().st_mtime_ns == stamp


def test_the_files_are_kept_so_that_a_person_can_try_them(home: Home) -> None:
    names = sorted(path.name for path in (home.inbox / "P03").iterdir())
    assert names == [f"WEGO_P03_M0{month}_r1.xlsx" for month in range(1, UNTIL + 1)]


def test_a_missing_workbook_lies_ready_to_be_sent(home: Home, definitions: Definitions) -> None:
    missing = [row for row in read_reporting(Store(home, definitions), UNTIL) if row["state"] != "accepted"]
    assert [(row["partner_code"], row["month"]) for row in missing] == [("P07", "M03")]
    assert (home.inbox / "P07" / "WEGO_P07_M03_r1.xlsx").exists()


def test_an_interrupted_demo_goes_on_where_it_stopped_whatever_day_is_set_outside(
    tmp_path: Path, definitions: Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGO_TODAY", "2016-01-20")

    class Stop(Exception):
        pass

    def stop_at(number: int) -> Callable[[int, int, str], None]:
        def tell(done: int, total: int, text: str) -> None:
            if done == number:
                raise Stop

        return tell

    home = open_home(tmp_path / "home", "demo")
    with pytest.raises(Stop):
        run_demo(home, definitions, 1, stop_at(4))
    assert json.loads((home.path / "demo.json").read_text())["done"] == 4
    run_demo(home, definitions, 1)
    rows = read_reporting(Store(home, definitions), 1)
    assert {row["state"] for row in rows} == {"accepted"} and len({row["received_on"] for row in rows}) > 5


def test_made_up_data_stay_out_of_other_homes(tmp_path: Path, definitions: Definitions, home: Home) -> None:
    with pytest.raises(UserError, match="production"):
        run_demo(open_home(tmp_path / "real", "production"), definitions, 1)
    used = open_home(tmp_path / "used", "demo")
    used.store_path.write_bytes(home.store_path.read_bytes())
    with pytest.raises(UserError, match="other data"):
        run_demo(used, definitions, 1)


def test_ready_workbooks_are_the_same_each_time(tmp_path: Path, definitions: Definitions) -> None:
    paths = make_workbooks(definitions, tmp_path, 1)
    assert [path.name for path in paths][:2] == ["WEGO_P01_M01_r1.xlsx", "WEGO_P02_M01_r1.xlsx"]
    for path, (_, content) in zip(paths, iterate_workbooks(definitions, 1), strict=True):
        one, two = load_workbook(path), load_workbook(io.BytesIO(content))
        for name in one.sheetnames:
            assert list(one[name].values) == list(two[name].values)
