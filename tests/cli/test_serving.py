"""`wego dashboard` serves the pages of its home on this machine alone, and leaves nothing behind when it is stopped."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest


def find_port() -> int:
    """A port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_pages_are_served_until_the_command_is_stopped(home: Path, tmp_path: Path, stop: signal.Signals) -> None:
    address = f"http://127.0.0.1:{find_port()}"
    command = [sys.executable, "-m", "etl.cli", "dashboard", "--port", address.rpartition(":")[2]]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=dict(os.environ),
        cwd=tmp_path,
        start_new_session=True,
    ) as served:
        assert served.stdout is not None
        # Streamlit tells its address once it listens; nothing is waited for by the clock.
        told = next((line for line in served.stdout if f"URL: {address}" in line), "")
        try:
            assert told, "the server ended before it listened"
            with urllib.request.urlopen(f"{address}/_stcore/health") as answer:
                assert answer.read() == b"ok"
        finally:
            # Ctrl-C reaches the whole group, as in a terminal; a stop of the service only the command.
            (os.killpg if stop == signal.SIGINT else os.kill)(served.pid, stop)
            served.stdout.read()
        assert served.wait() == 0
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{address}/_stcore/health")
