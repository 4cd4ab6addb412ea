"""``python -m desktop`` and the ``qingshou`` command."""

import io
import sys

from desktop.cli.app import app


def main() -> None:
    """Run the command line; without a command the window opens."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a rare character of a name shows a mark instead of failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()
