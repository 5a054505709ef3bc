"""How fast the served pages are, beside an empty Streamlit page in one run: `python -m tests.bench_pages`."""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from etl.home import open_home
from indicators.load import load_definitions
from tests.machine_setup import FLAGS, find_chromium
from tests.page_session import PageSession
from tests.reader.synthetic_release import write_synthetic_release

ROOT = Path(__file__).parent.parent
SESSIONS, SWITCHES, RUNS = 50, 12, 15
# Pages that are heavy in different ways, by url: many small curves, a matrix, a plan with many marks.
SWITCHED = {"objectives": "Objectives", "partners": "Partners", "timeline": "Timeline"}
# Two pages with a title and a paragraph, under the same settings: what Streamlit itself costs.
EMPTY = """import streamlit as st
def one():
    st.title("One"); st.html("<p class='colophon'>end</p>")
def two():
    st.title("Two"); st.html("<p class='colophon'>end</p>")
st.navigation([st.Page(one, title="One", default=True), st.Page(two, title="Two")]).run()
"""
_DRAWN = "[data-testid=stApp][data-test-script-state=notRunning]"


@contextmanager
def serve(program: Sequence[str], home: Path) -> Iterator[int]:
    """A server process of its own; its port once it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", *program, "--server.port", str(port)]
    environment = os.environ | {"WEGO_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert server.stdout is not None
        next(line for line in server.stdout if "server started" in line)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


async def _run_pages(port: int) -> dict[str, dict[str, float]]:
    """Server time of each page, warm, and its bytes at the first visit and at the next: medians in one session."""
    found: dict[str, dict[str, float]] = {}
    async with PageSession(port) as session:
        await session.run()
        for page in session.pages:
            _time, first = await session.run(page)
            times, sizes = zip(*[await session.run(page) for _ in range(RUNS)], strict=True)
            found[page or "first"] = {
                "server_ms": statistics.median(times),
                "server_least_ms": min(times),
                "bytes_first": first,
                "bytes_again": statistics.median(sizes),
            }
    return found


async def _run_together(port: int) -> dict[str, float]:
    """Fifty open sessions, each running the first page again one after the other: how long a rerun takes then."""
    sessions = [PageSession(port) for _ in range(SESSIONS)]
    for session in sessions:
        await session.__aenter__()
        await session.run()
    times = [(await session.run())[0] for session in sessions for _ in range(2)]
    at_once = await asyncio.gather(*(session.run() for session in sessions[:5]))
    for session in sessions:
        await session.__aexit__(None, None, None)
    ordered = sorted(times)
    return {
        "sessions": SESSIONS,
        "median_ms": statistics.median(ordered),
        "p95_ms": ordered[int(0.95 * len(ordered))],
        "five_at_once_slowest_ms": max(one for one, _bytes in at_once),
    }


def _switch(page: Page, titles: list[str]) -> list[float]:
    """Milliseconds from a click in the menu until the page is drawn to its foot, once warm."""
    times = []
    for number in range(SWITCHES + len(titles)):
        title = titles[number % len(titles)]
        link = page.locator("[data-testid=stSidebarNavLink]").filter(has_text=title).first
        started = time.perf_counter()
        link.click()
        page.get_by_role("heading", level=1, name=title).wait_for()
        page.wait_for_selector(_DRAWN)
        times.append(1000 * (time.perf_counter() - started))
    # The first round warms the caches.
    return times[len(titles) :]


def _look(port: int, titles: list[str]) -> dict[str, float]:
    """Cold start to first content, warm switches and the bytes of the first visit, in a real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        page, received = browser.new_page(), [0]
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda told: received.append(int(told["encodedDataLength"])))
        started = time.perf_counter()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("h1")
        first = time.perf_counter()
        page.wait_for_selector(".colophon", state="attached")
        page.wait_for_selector(_DRAWN)
        found = {
            "cold_first_content_ms": 1000 * (first - started),
            "cold_whole_page_ms": 1000 * (time.perf_counter() - started),
            "first_visit_kb": sum(received) / 1024,
        }
        switches = _switch(page, titles)
        found |= {"warm_switch_ms": statistics.median(switches), "warm_switch_least_ms": min(switches)}
        browser.close()
    return found


def _measure(program: Sequence[str], home: Path, titles: list[str]) -> dict[str, Any]:
    started = time.perf_counter()
    with serve(program, home) as port:
        ready = 1000 * (time.perf_counter() - started)
        looked = _look(port, titles)
        pages = asyncio.run(_run_pages(port))
        together = asyncio.run(_run_together(port))
    # What is fetched before the port is open is no gain for who waits from the command on.
    whole = {"process_ready_ms": ready, "command_to_first_content_ms": ready + looked["cold_first_content_ms"]}
    return {**whole, **looked, "pages": pages, "sessions": together}


def measure_pages() -> dict[str, Any]:
    """Our pages and the empty ones, one after the other on the same machine, and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = open_home(Path(folder) / "home", "demo").remember_day(date(2017, 8, 16))
        for name, month in (("M12-20170116-eeee01", 12), ("M18-20170716-eeee02", 18)):
            write_synthetic_release(home.releases / f"{name}.duckdb", load_definitions(), month)
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        empty = _measure(("streamlit", "run", str(script)), home.path, ["Two", "One"])
        # By the same program as `wego dashboard`.
        ours = _measure(("dashboard",), home.path, list(SWITCHED.values()))
    slowest = max(one["server_ms"] for one in ours["pages"].values())
    own_server = statistics.median(ours["pages"][page]["server_ms"] for page in SWITCHED)
    return {
        "ours": ours,
        "empty": empty,
        "warm_switch_over_empty": ours["warm_switch_ms"] / empty["warm_switch_ms"],
        "warm_switch_over_own_server_time": ours["warm_switch_ms"] / own_server,
        "goal_warm_switch": 1.5,
        "slowest_page_server_ms": slowest,
        "cold_first_content_over_empty": ours["cold_first_content_ms"] / empty["cold_first_content_ms"],
    }


if __name__ == "__main__":
    print(json.dumps(measure_pages(), indent=2))
