"""``phone-key``: the key of head office's codes over the phone, made, laid in, and used."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.session import Database, KeyFile, errors_in_words
from desktop.cli.signing import CheckerFile, opened, own_password, second_person
from desktop.domain.approvals import PHONE_KEY_BYTES
from desktop.domain.errors import ExpectedFailure
from desktop.services.phone_keys import answer, fingerprint, install_phone_key, phone_key_line
from desktop.storage.durable import create_private

app = typer.Typer(help="联社电话核准：密钥和电话码", no_args_is_help=True)


@app.command()
def install(
    file: Annotated[Path, typer.Argument(help="联社发来的密钥文件")],
    db: Database,
    checker: Annotated[str, typer.Option("--checker", help="在场的委派会计的用户名")],
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """装入联社的密钥：主任登录，委派会计在场，两人各输密码。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_person(checker, checker_file)
        mark = install_phone_key(application.desk, file, own_password(), second)
    typer.echo(f"已装入，指纹 {mark}。请与联社核对指纹，核对后销毁密钥文件。")


@app.command()
def make(
    file: Annotated[Path, typer.Argument(help="写到这个文件")],
    branch_code: Annotated[str, typer.Option(help="给哪个机构的；不写则不限")] = "",
) -> None:
    """（联社用）为一个机构生成密钥；两边各存一份，不要经网络发送。"""
    key = secrets.token_bytes(PHONE_KEY_BYTES)
    with errors_in_words():
        try:
            create_private(file, phone_key_line(branch_code, key).encode("utf-8"))
        except FileExistsError as error:
            raise ExpectedFailure("key_file_exists", file=file.name) from error
    typer.echo(f"已写出 {file}，指纹 {fingerprint(key)}")


@app.command()
def code(
    challenge: Annotated[str, typer.Argument(help="机构念来的二十位数字")],
    key: Annotated[Path, typer.Option("--key", help="这个机构的密钥文件")],
) -> None:
    """（联社用）算出十位电话码；报出以前先问清业务内容。"""
    with errors_in_words():
        digits = answer(key, challenge)
    typer.echo(f"{digits[:5]} {digits[5:]}")
