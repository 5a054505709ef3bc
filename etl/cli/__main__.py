"""`python -m etl.cli` is the same as `wego`."""

from etl.cli import main

main()
