"""Who runs a command: ``--user`` and ``--password-file`` wherever a database is opened."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.bootstrap import Application, build, open_with_password, sign_in
from desktop.domain.errors import ExpectedFailure
from desktop.services.approvals import Submitted
from desktop.services.two_people import SecondPerson

CheckerFile = Annotated[
    Path | None, typer.Option("--checker-password-file", help="复核人的密码文件；不给则询问")
]

_USER: ContextVar[str | None] = ContextVar("user", default=None)
_PASSWORD_FILE: ContextVar[Path | None] = ContextVar("password_file", default=None)
"""What the two options of the running command say; each command sets them as it starts."""


User = Annotated[str | None, typer.Option("--user", help="用户名；建立用户以后用它登录")]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="密码文件（第一行）；不给则询问")
]


def let_users_sign(app: typer.Typer) -> None:
    """Give each command that takes a key file the two options of a user beside it."""
    for command in app.registered_commands:
        if command.callback and "key_file" in inspect.signature(command.callback).parameters:
            command.callback = _signed(command.callback)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            let_users_sign(group.typer_instance)


def opened(database: Path, key_file: Path | None, address: str | None = None) -> Application:
    """Open a database for whoever runs the command; ``address`` as ``bootstrap.build`` has it.

    By user and password where ``--user`` is given or people sign in; else by key file, or by the
    one password, which is asked for. Raises as the ways of opening in ``bootstrap`` do, and
    ExpectedFailure ``password_file_missing``.
    """
    from desktop.storage.keyslots import read_key_file, slot_files
    from desktop.storage.signing_in import has_users

    user = _USER.get()
    if user is None and key_file is not None:
        return build(database, read_key_file(key_file), address=address)
    if not database.is_file():
        raise ExpectedFailure("database_missing", file=database.name)
    if user is None and not any(each.is_file() for each in slot_files(database)):
        raise ExpectedFailure("no_password_slot", file=database.name)
    if user is None and not has_users(database):
        return open_with_password(database, own_password(), address=address)
    login = user or typer.prompt("用户名", err=True)
    return sign_in(database, login, own_password(), address=address)


def read_password(path: Path) -> str:
    """Return the first line of a file; ExpectedFailure ``password_file_missing``."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()[0]
    except (OSError, ValueError, IndexError) as error:
        raise ExpectedFailure("password_file_missing", file=path.name) from error


def second_person(login: str, file: Path | None) -> SecondPerson:
    """Return who signs beside the one who runs the command; his password is asked for."""
    prompt = f"复核人 {login} 的密码"
    secret = read_password(file) if file else typer.prompt(prompt, hide_input=True, err=True)
    return SecondPerson(login, str(secret))


def own_password() -> str:
    """Return the password of whoever runs the command, from the file he named or as he types it."""
    file = _PASSWORD_FILE.get()
    if file is not None:
        return read_password(file)
    return str(typer.prompt("密码", hide_input=True, err=True))


def say_waiting(submitted: Submitted) -> None:
    """Say under which number a proposal waits and until when; nothing of what was done at once."""
    if submitted.item is not None:
        proposal = submitted.item.proposal
        until = f"{submitted.item.until:%m-%d %H:%M}"
        typer.echo(f"{proposal.id} 已提交 {proposal.title}，请在 {until} 前复核")


def _signed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return the command with two parameters more, which it is not given itself."""
    options = {"user": User, "password_file": PasswordFile}

    @wraps(command)
    def run(*, user: str | None, password_file: Path | None, **given: Any) -> Any:
        _USER.set(user)
        _PASSWORD_FILE.set(password_file)
        return command(**given)

    shown = inspect.signature(command, eval_str=True)
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in options.items()
    ]
    run.__signature__ = shown.replace(  # type: ignore[attr-defined]
        parameters=[*shown.parameters.values(), *more]
    )
    known = {name: each.annotation for name, each in shown.parameters.items()}
    run.__annotations__ = {**known, **options}
    return run
