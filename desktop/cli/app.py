"""The ``qingshou`` command: every command in one place, each in its own module."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop import __version__
from desktop.cli import (
    agreements,
    approvals,
    backup,
    branch_exchange,
    branch_held,
    claims,
    clocks,
    database,
    delivery,
    demo,
    documents,
    exchange,
    guarantees,
    head_office,
    journal,
    ledger,
    notices,
    papers,
    parties,
    phone_keys,
    promises,
    recovery,
    relief,
    repayments,
    rule_tables,
    rules,
    templates,
    users,
)
from desktop.cli.signing import let_users_sign

app = typer.Typer(
    help="清收通：农村信用社不良贷款清收",
    add_completion=False,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    rich_markup_mode=None,  # its tables cut Chinese help off with an ellipsis
)
app.command("demo")(demo.demo)
app.command("init")(database.init)
app.command("head")(database.head)
app.command("import-ledger")(ledger.import_ledger)
app.command("notices")(notices.notices)
app.command("reprint")(notices.reprint)
app.command("mark")(notices.mark)
app.command("papers")(papers.papers)
app.command("deliver")(delivery.deliver)
app.command("withdraw")(delivery.withdraw)
app.command("clocks")(clocks.clocks)
app.command("journal")(journal.journal)
app.command("verify")(database.verify)
app.command("enrol")(branch_exchange.enrol)
app.command("rotate-key")(branch_exchange.rotate_key)
app.command("export-package")(branch_exchange.export_package)
app.command("import-package")(exchange.import_package)
app.command("packages")(exchange.packages)
app.command("held")(branch_held.held)
app.command("set-aside")(branch_held.set_aside)
app.add_typer(head_office.app, name="head-office")
app.add_typer(backup.app, name="backup")
app.add_typer(documents.app, name="documents")
app.add_typer(claims.app, name="event")
app.add_typer(guarantees.app, name="guarantee")
app.add_typer(parties.app, name="party")
app.add_typer(agreements.app, name="agreements")
app.add_typer(promises.app, name="promises")
app.add_typer(relief.app, name="relief")
app.add_typer(approvals.app, name="approvals")
app.add_typer(repayments.app, name="repayments")
rules.app.command("tables")(rule_tables.tables)
rules.app.command("adopt")(rule_tables.adopt)
rules.app.command("recompute")(rule_tables.recompute)
app.add_typer(phone_keys.app, name="phone-key")
app.add_typer(rules.app, name="rules")
app.add_typer(templates.app, name="templates")

app.add_typer(recovery.app, name="recovery")
app.add_typer(users.app, name="users")
let_users_sign(app)


@app.callback()
def start(
    context: typer.Context,
    db: Annotated[Path | None, typer.Option("--db", help="打开这个数据库的窗口")] = None,
    key_file: Annotated[Path | None, typer.Option("--key-file", help="密钥文件")] = None,
    language: Annotated[str, typer.Option("--language", help="界面语言：zh 或 en")] = "zh",
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
    self_test: Annotated[bool, typer.Option("--self-test", help="自检后退出")] = False,
) -> None:
    """不带命令时打开窗口。"""
    if context.invoked_subcommand is not None:
        return
    if version:
        typer.echo(f"qingshou {__version__}")
        raise typer.Exit
    if self_test:
        sound = demo.self_test()
        typer.echo("自检通过。" if sound else "自检未通过。")
        raise typer.Exit(0 if sound else 1)
    from desktop.cli.window import open_window

    open_window(db, key_file, language)
