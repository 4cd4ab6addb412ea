"""``users``: the people of the branch. Who comes or goes is made by one and checked by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.session import (
    Database,
    Json,
    KeyFile,
    errors_in_words,
    listed,
)
from desktop.cli.signing import CheckerFile, opened, say_waiting, second_person
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Role
from desktop.domain.recovery_code import Slip
from desktop.services import approvals, users
from desktop.services.approvals import Submitted
from desktop.services.office_ports import User
from desktop.services.ports import Desk
from desktop.services.users import NewUser
from desktop.storage.durable import write_durably
from desktop.ui.errors import choice_name, explain

app = typer.Typer(help="用户：第一批、新增、换岗、停用、重设密码", no_args_is_help=True)

Login = Annotated[str, typer.Argument(help="用户名")]
RoleName = Annotated[str, typer.Argument(help="岗位：柜员、信贷员、委派会计、主任；联社端另有联社")]
Checker = Annotated[
    str | None, typer.Option("--checker", help="复核人的用户名；不给则留待复核人签字")
]

ROLES = {choice_name("role", role): role for role in Role}


@app.command("list")
def list_(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出全部用户，停用的也在内。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = users.users(application.desk)
    listed(found, as_json, _line, end=f"共 {len(found)} 人")


@app.command()
def found(
    db: Database,
    people: Annotated[list[str], typer.Argument(help="用户名:姓名:岗位，如 xia:夏主任:主任")],
    slip_file: Annotated[
        Path | None, typer.Option("--slip", help="恢复码写到这个文件；不给则显示一次")
    ] = None,
    key_file: KeyFile = None,
) -> None:
    """建立第一批用户，至少一名主任、一名委派会计，各自输入密码；密钥文件和原来的密码从此作废。"""
    with errors_in_words(), opened(db, key_file) as application:
        named = [_person(each) for each in people]
        users.check_first_users(application.desk, named)
        slip = users.found_users(application.desk, _with_passwords(application.desk, named))
    typer.echo(f"已建立 {len(people)} 名用户；密钥文件和原来的密码已作废。")
    show_slip(slip, slip_file)


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Argument(help="姓名")],
    role: RoleName,
    db: Database,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """新增用户（主任经办、委派会计复核）；密码由本人输入。"""
    known = _role(role)
    with errors_in_words(), opened(db, key_file) as application:
        person = NewUser(login, name, known, new_password(name))
        submitted = users.add_user(application.desk, person)
        _sign(application.desk, submitted, checker, checker_file)


@app.command("role")
def role_(
    login: Login,
    role: RoleName,
    db: Database,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """更改岗位，下次登录起生效。"""
    known = _role(role)
    with errors_in_words(), opened(db, key_file) as application:
        user = _user(application.desk, login)
        submitted = users.change_role(application.desk, user.id, known)
        _sign(application.desk, submitted, checker, checker_file)


@app.command()
def disable(
    login: Login,
    db: Database,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """停用用户，并更换数据密钥；最后一名主任或委派会计不能停用。"""
    with errors_in_words(), opened(db, key_file) as application:
        user = _user(application.desk, login)
        submitted = users.disable_user(application.desk, user.id)
        _sign(application.desk, submitted, checker, checker_file)


@app.command()
def reset(
    login: Login,
    db: Database,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """给忘记密码的人重设密码（主任经办、委派会计复核）；新密码由本人输入。"""
    with errors_in_words(), opened(db, key_file) as application:
        user = _user(application.desk, login)
        submitted = users.reset_password(application.desk, user.id, new_password(user.name))
        _sign(application.desk, submitted, checker, checker_file)


@app.command()
def password(db: Database, key_file: KeyFile = None) -> None:
    """更改自己的密码。"""
    with errors_in_words(), opened(db, key_file) as application:
        old = typer.prompt("现在的密码", hide_input=True, err=True)
        users.change_password(application.desk, old, new_password(""))
    typer.echo("密码已更改。")


@app.command("new-key")
def new_key(
    db: Database,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """更换数据密钥（委派会计经办、主任复核），如存有备份的 U 盘丢失以后。"""
    with errors_in_words(), opened(db, key_file) as application:
        _sign(application.desk, users.order_new_key(application.desk), checker, checker_file)


def show_slip(slip: Slip, file: Path | None) -> None:
    """Write a recovery code's slip where it was asked for; it is shown where that fails."""
    try:
        if file is not None:
            write_durably(file, slip.text().encode("utf-8"))
            typer.echo(f"恢复码已写到 {file}，打印后请删除。")
            return
    except OSError:
        typer.echo(f"{file} 写不了，恢复码显示如下：", err=True)
    typer.echo(slip.text())


def _sign(desk: Desk, submitted: Submitted, checker: str | None, file: Path | None) -> None:
    """Let the checker sign here, or say that the proposal waits."""
    if submitted.item is None or checker is None:
        say_waiting(submitted)
        return
    proposal = submitted.item.proposal
    second = second_person(checker, file)
    approvals.approve_here(desk, proposal.id, proposal.item_hash, second.login, second.password)
    typer.echo("已复核，办妥。")


def _user(desk: Desk, login: str) -> User:
    for each in users.users(desk):
        if each.login == login.lower():
            return each
    raise RuleViolation("user_unknown", field="user")


def _person(text: str) -> NewUser:
    parts = text.split(":")
    if len(parts) != 3:
        raise typer.BadParameter(f"“{text}”要写成 用户名:姓名:岗位")
    return NewUser(parts[0], parts[1], _role(parts[2]), "")


def _with_passwords(desk: Desk, named: Sequence[NewUser]) -> list[NewUser]:
    """Let each person type a password, again where it may not be: the others keep theirs."""
    done: list[NewUser] = []
    while len(done) < len(named):
        person = named[len(done)]
        person = replace(person, password=new_password(person.name))
        try:
            users.check_password(desk, person, done)
        except RuleViolation as error:
            typer.echo(f"{person.name}：{explain(error)[1]}", err=True)
        else:
            done.append(person)
    return done


def _role(text: str) -> Role:
    if text not in ROLES:
        raise typer.BadParameter(f"不认识岗位“{text}”，可用：{'、'.join(ROLES)}")
    return ROLES[text]


def new_password(name: str) -> str:
    """Ask for a new password twice; it is typed by whom it is for."""
    words = f"{name} 的新密码" if name else "新密码"
    return str(typer.prompt(words, hide_input=True, confirmation_prompt="再输一次", err=True))


def _line(user: User) -> str:
    state = f"停用 {user.disabled_on}" if user.disabled_on else ""
    return f"{user.login}  {user.name}  {choice_name('role', user.role)}  {state}".rstrip()
