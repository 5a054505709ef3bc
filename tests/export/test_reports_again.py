"""A served dashboard makes reports for months: none of them leaves a process, a thread or an open file behind."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from etl.download import Wanted, make_download
from etl.release_file import ReleaseFile
from indicators.load import Definitions


def children() -> list[str]:
    """Processes that this one has started and that are there yet."""
    return [one for task in Path("/proc/self/task").iterdir() for one in (task / "children").read_text().split()]


def standing() -> tuple[int, int]:
    """Open files and threads of this process."""
    return len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task"))


@pytest.mark.slow
def test_reports_leave_nothing_behind(release: ReleaseFile, definitions: Definitions) -> None:
    before = children()
    with ThreadPoolExecutor(1) as pool:

        def make() -> tuple[int, int]:
            pool.submit(make_download, release, definitions, Wanted("brief.html")).result()
            return standing()

        make()
        (files, threads), (files_later, threads_later) = make(), [make() for _ in range(2)][-1]
    # Not a handful a time: what one run needs, the next one takes over.
    assert files_later - files <= 3 and threads_later - threads <= 2
    assert set(children()) <= set(before)
