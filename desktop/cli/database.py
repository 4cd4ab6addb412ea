"""``init``, ``head`` and ``verify``: making a database, naming the branch, checking everything."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import Application, build
from desktop.cli.session import (
    PROBLEMS_FOUND,
    Database,
    Json,
    KeyFile,
    errors_in_words,
    print_json,
    progress,
)
from desktop.cli.signing import opened
from desktop.domain.errors import ExpectedFailure
from desktop.domain.notices import SAMPLE_HEAD, BankHead
from desktop.services.branch import change_head, set_up
from desktop.services.branch import head as standing_head
from desktop.services.verify import verify as verify_database
from desktop.storage.keyslots import add_password_slot, new_data_key, write_key_file
from desktop.ui.errors import words

HeadFile = Annotated[
    Path | None,
    typer.Option("--head", help="机构资料（JSON：bank_name、branch_name、licence_no 等）"),
]


def init(
    db: Database,
    key_file: KeyFile = None,
    head: HeadFile = None,
    branch_code: Annotated[str, typer.Option(help="机构号")] = "",
    serial_prefix: Annotated[str, typer.Option(help="通知书编号的字头")] = "P",
) -> None:
    """建立新的加密数据库；写出密钥文件（权限 600），不给密钥文件则设密码。"""
    with errors_in_words():
        bank = read_head(head) or SAMPLE_HEAD
        key = new_data_key()
        password = None
        if key_file is None:
            password = typer.prompt("新密码", hide_input=True, confirmation_prompt=True, err=True)
        else:
            write_key_file(key_file, key)
        with _created(db, key, key_file) as application:
            if password is not None:
                add_password_slot(db, key, password)
            set_up(application.desk, bank, branch_code, serial_prefix)
    typer.echo(f"已建立 {db}")
    if bank.is_sample:
        typer.echo("机构资料是样例，打印的文书带“样张”字样；请用 qingshou head 填写本社资料。")


def _created(db: Path, key: bytes, key_file: Path | None) -> Application:
    """Create the database; a key file that would open nothing does not stay behind."""
    try:
        return build(db, key, create=True)
    except ExpectedFailure:
        if key_file is not None:
            key_file.unlink(missing_ok=True)
        raise


def head(
    db: Database,
    file: Annotated[Path | None, typer.Argument(help="机构资料（JSON）；不给则显示现在的")] = None,
    key_file: KeyFile = None,
) -> None:
    """显示或更改文书上的机构名称、许可证号、账户和电话。"""
    with errors_in_words(), opened(db, key_file) as application:
        bank = read_head(file)
        if bank is not None:
            change_head(application.desk, bank)
        print_json(asdict(standing_head(application.desk)))


def verify(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """检查数据库文件、记录链，并重新计算所有时效与存档比对。"""
    with errors_in_words(), opened(db, key_file) as application:
        findings = verify_database(application.desk, progress(as_json))
    if as_json:
        print_json({"sound": not findings, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            typer.echo(words(finding.code, {"detail": finding.detail}))
        typer.echo("一切相符。" if not findings else f"发现 {len(findings)} 个问题。")
    if findings:
        raise typer.Exit(PROBLEMS_FOUND)


def read_head(file: Path | None) -> BankHead | None:
    """Read a branch's own names from a JSON file; the sample's never fill the gaps."""
    import json

    if file is None:
        return None
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return BankHead(**{each.name: str(data[each.name]) for each in fields(BankHead)})
    except (OSError, ValueError, KeyError, TypeError) as error:
        names = "、".join(each.name for each in fields(BankHead))
        raise typer.BadParameter(f"“{file.name}”要有这些字段：{names}") from error
