"""Options that the commands of head office share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.signing import second_person
from desktop.services.two_people import SecondPerson

Branch = Annotated[str, typer.Argument(help="机构号")]
BranchOption = Annotated[str, typer.Option("--branch", help="只看这个机构号")]
Checker = Annotated[str | None, typer.Option("--checker", help="第二位联社人员的用户名")]
Note = Annotated[str, typer.Option("--note", help="查明的情况或理由")]


def second_of_two(login: str | None, file: Path | None) -> SecondPerson | None:
    """Return who signs beside the one who runs the command, where he is named."""
    return second_person(login, file) if login else None
