"""`python -m dashboard`: the pages served by Streamlit, warm before the port is open; options are Streamlit's own."""

import sys
from pathlib import Path

from streamlit.web import cli

from dashboard.no_delay import send_at_once
from dashboard.warm_up import warm_up


def main() -> None:
    """Warm up, then serve until it is stopped."""
    try:
        warm_up()
    except KeyboardInterrupt:
        # Stopped before anything was served.
        sys.exit(130)
    send_at_once()
    cli.main(["run", str(Path(__file__).with_name("app.py")), *sys.argv[1:]], prog_name="dashboard")


if __name__ == "__main__":
    main()
