"""A home that both kinds of tests begin from."""

import pytest

from etl.home import open_home
from etl.publish import publish_release
from tests.whole_way.mini import FOLDER, live


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory):
    """The mini project's home lived to M07, with a closing behind it: what comes next closes nothing until M12."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGO_DEFINITIONS", str(FOLDER))
        home = open_home(tmp_path_factory.mktemp("twins") / "lived", "test")
        for store, month in live(home, until=7):
            if month == 6:
                publish_release(store, month)
        yield home
