"""``recovery``: ways back in when every manager forgot his password, at branch and head office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import SystemClock, recover_by_code, recover_by_office
from desktop.cli.session import Database, KeyFile, errors_in_words
from desktop.cli.signing import CheckerFile, opened, second_person
from desktop.cli.users import new_password, show_slip
from desktop.domain.passwords import require_strong
from desktop.services.recovery import install_recovery_keys, new_recovery_code
from desktop.services.two_people import SecondPerson
from desktop.storage.recovery import (
    answer_request,
    make_request,
    new_office_key,
    new_officer_key,
)

app = typer.Typer(help="全部主任忘记密码时恢复：恢复码，或由联社答复", no_args_is_help=True)

Login = Annotated[str, typer.Option("--login", help="要恢复的主任的用户名")]
CheckerLogin = Annotated[str, typer.Option("--checker", help="复核人（委派会计）的用户名")]
Officer = Annotated[list[str], typer.Option("--officer", help="联社人员的签名公钥，给两次")]


@app.command()
def code(
    db: Database,
    checker: CheckerLogin,
    checker_file: CheckerFile = None,
    slip_file: Annotated[Path | None, typer.Option("--slip", help="恢复码写到这个文件")] = None,
    key_file: KeyFile = None,
) -> None:
    """另制恢复码（主任、委派会计各输密码），旧码作废。"""
    with errors_in_words(), opened(db, key_file) as application:
        mine, second = _both(checker, checker_file)
        slip = new_recovery_code(application.desk, mine, second)
    show_slip(slip, slip_file)


@app.command()
def install(
    db: Database,
    office: Annotated[str, typer.Option("--office", help="联社的恢复公钥")],
    officer: Officer,
    checker: CheckerLogin,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """登记联社的恢复公钥和两名人员的签名公钥（主任、委派会计各输密码）。"""
    with errors_in_words(), opened(db, key_file) as application:
        mine, second = _both(checker, checker_file)
        install_recovery_keys(application.desk, office, officer, mine, second)
    typer.echo("已登记。")


@app.command()
def request(
    db: Database,
    login: Login,
    out: Annotated[Path, typer.Option("--out", help="申请文件，交给联社")],
) -> None:
    """网点：选定新密码，写出给联社的恢复申请。"""
    with errors_in_words():
        password = new_password("")
        require_strong(password, login)
        make_request(db, login, password, out, SystemClock().now())
    typer.echo(f"已写出 {out}。收到联社答复后：qingshou recovery open --answer 文件")


@app.command()
def answer(
    request_file: Annotated[Path, typer.Argument(help="网点的申请文件")],
    office_key: Annotated[Path, typer.Option("--office-key", help="联社的恢复密钥文件")],
    signer: Annotated[list[Path], typer.Option("--signer", help="签名密钥文件，给两次")],
    out: Annotated[Path, typer.Option("--out", help="答复文件，交给网点")],
) -> None:
    """联社：两名人员签名，答复网点的恢复申请。"""
    with errors_in_words():
        answer_request(request_file, office_key, signer, out)
    typer.echo(f"已写出 {out}")


@app.command("open")
def open_(
    db: Database,
    answer_file: Annotated[
        Path | None, typer.Option("--answer", help="联社的答复文件；不给则用恢复码")
    ] = None,
    login: Annotated[str, typer.Option("--login", help="用恢复码时：主任的用户名")] = "",
) -> None:
    """网点：凭联社答复（输入申请时选定的密码）或恢复码，主任重新登录；数据密钥随即更换。"""
    with errors_in_words():
        if answer_file is not None:
            password = typer.prompt("申请时选定的密码", hide_input=True, err=True)
            application = recover_by_office(db, answer_file, password)
        else:
            typed = typer.prompt("恢复码", err=True)
            name = login or typer.prompt("主任的用户名", err=True)
            application = recover_by_code(db, typed, name, new_password(""))
        application.close()
    typer.echo("已恢复，数据密钥已更换。请另制恢复码：qingshou recovery code")


@app.command()
def keys(
    office_key: Annotated[
        Path | None, typer.Option("--office-key", help="新的联社密钥文件")
    ] = None,
    signer: Annotated[Path | None, typer.Option("--signer", help="新的签名密钥文件")] = None,
) -> None:
    """联社：制作恢复密钥或人员的签名密钥，显示交给网点登记的公钥。"""
    makers: tuple[tuple[Path | None, Callable[[Path], str], str], ...] = (
        (office_key, new_office_key, "联社恢复公钥"),
        (signer, new_officer_key, "签名公钥"),
    )
    with errors_in_words():
        for path, make, name in makers:
            if path is not None:
                typer.echo(f"{name} {make(path)}")


def _both(checker: str, file: Path | None) -> tuple[str, SecondPerson]:
    """Ask the operator for his password once more, and the checker for his."""
    mine = typer.prompt("请主任再输一次自己的密码", hide_input=True, err=True)
    return str(mine), second_person(checker, file)
