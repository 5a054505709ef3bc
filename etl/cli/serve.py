"""`wego demo`, `dashboard`: to see the product at work; and serving something until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.console import note, progress, say
from etl.cli.session import start_session
from etl.errors import UserError
from etl.home import Home
from indicators.load import definitions_folder

# The folder with all rooms: pages and notebook are run from there, so that .streamlit/config.toml is found.
ROOT = Path(__file__).parents[2]
ADDRESS = "127.0.0.1"


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("demo")(demo)
    app.command("dashboard")(dashboard)


def demo(
    until: Annotated[
        str | None, typer.Option("--until", metavar="MONTH", help="Last month, for instance M24; else mid-life.")
    ] = None,
) -> None:
    """Make the demo data, all invented, and take them the real way: workbooks, checks, store, releases."""
    from etl.demo.run import run_demo

    session = start_session(kind="demo")
    number = session.month(until) if until else None
    with progress("Making the demo") as advance:
        run_demo(session.home, session.definitions, number, advance)
    say(f"The demo is ready in {session.home.path}; everything in it is made up.")
    note("See it: wego dashboard (http://127.0.0.1:8501). Read it: wego notebook. Go on: wego status, wego audit")


def dashboard(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8501,
) -> None:
    """Serve the pages on this machine until Ctrl-C."""
    session = start_session()
    _expect_free(port)
    address, sign_in = _prepare_sign_in(session.home)
    note(f"Serving {session.home.path} on {address or f'http://{ADDRESS}:{port}'} (stop with Ctrl-C) ...")
    options = ["--server.address", ADDRESS, "--server.port", str(port), *sign_in]
    run_until_stopped([sys.executable, "-m", "dashboard", *options], session.home)


def _prepare_sign_in(home: Home) -> tuple[str | None, list[str]]:
    """Where the sign-in expects the pages, and its settings for Streamlit; raises SignInFault before anything runs."""
    from etl.sign_in.settings import read_sign_in, settings_path

    path = settings_path(home)
    sign_in = read_sign_in(path) if path.is_file() else None
    return (sign_in.origin, ["--secrets.files", str(path)]) if sign_in else (None, [])


def _expect_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            raise UserError(f"Port {port} is in use. Stop the other program, or name another port: --port") from None


def run_until_stopped(
    command: list[str], home: Home, given: Mapping[str, str] | None = None, hidden: Collection[str] = ()
) -> None:
    """Run a server as a process of its own: `given` is added to its environment, `hidden` is kept out of it."""
    own = {"WEGO_HOME": str(home.path), "WEGO_DEFINITIONS": str(definitions_folder().resolve())}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    child = subprocess.Popen(command, cwd=ROOT, env=kept | own | dict(given or {}))
    # Who stops this process means the server: it must not stay behind alone.
    signal.signal(signal.SIGTERM, lambda *_signal: child.terminate())
    try:
        code = child.wait()
    except KeyboardInterrupt:
        # Ctrl-C reached the child as well: let it close its files, then it is done as asked.
        child.wait()
        code = 0
    raise typer.Exit(1 if code > 0 else 0)
