"""The `wego` command: one module per family of commands, each a thin dress over what the rooms do."""


def main() -> None:
    """Entry point of the command."""
    from etl.cli.app import app

    app()
