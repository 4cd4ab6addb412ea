"""``python -m desktop`` and the ``qingshou`` command."""

from desktop.cli.app import app


def main() -> None:
    """Run the command line; without a command the window opens."""
    app()


if __name__ == "__main__":
    main()
