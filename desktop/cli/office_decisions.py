"""``head-office decide``: what people of head office decide, and write down with their names."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.office_options import Branch, Checker, Note, second_of_two
from desktop.cli.session import Database, KeyFile, errors_in_words, say
from desktop.cli.signing import CheckerFile, opened
from desktop.services.office import deciding, proposals
from desktop.ui.pages.office.double_words import reverse_words

app = typer.Typer(help="联社的决定：挂起、分叉、疑似重复、申请、更正", no_args_is_help=True)


@app.command("held")
def decide_held(
    db: Database,
    branch: Branch,
    event: Annotated[str, typer.Argument(help="记录的编号")],
    note: Note,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """由两人负责，放行一条挂起的记录。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_of_two(checker, checker_file)
        deciding.force_held(application.desk, branch, event, note, second)
    typer.echo("已放行。")


@app.command("fork")
def decide_fork(
    db: Database,
    branch: Branch,
    fork: Annotated[str, typer.Argument(help="分叉号，forks 列出的")],
    note: Note,
    key_file: KeyFile = None,
) -> None:
    """写下一处分叉查明的情况；两边的记录都保留。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        meant = [e.prev_hash for e in deciding.forks(desk, branch) if e.prev_hash.startswith(fork)]
        deciding.note_fork(desk, branch, meant[0] if len(meant) == 1 else fork, note)
    typer.echo("已记下。")


@app.command("double")
def decide_double(
    db: Database,
    branch: Branch,
    key: Annotated[str, typer.Argument(help="这组疑似重复的编号")],
    keep: Annotated[list[str], typer.Option("--keep", help="确实收到的记录编号，可重复")],
    note: Note,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """认定疑似重复中哪些是真的；记录一条也不删。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        seen = [
            event for e in deciding.doubles(desk, branch) if e.key == key for event in e.entries
        ]
        second = second_of_two(checker, checker_file)
        wrong = deciding.decide_double(desk, branch, key, seen, keep, note, second)
    typer.echo("已认定。")
    if wrong:
        say(f"※ {reverse_words(branch, wrong)}。")


@app.command("proposal")
def decide_proposal(
    db: Database,
    branch: Branch,
    proposal: Annotated[str, typer.Argument(help="申请的编号")],
    seen: Annotated[str, typer.Option("--seen", help="所看内容的核对值（proposals 列出的）")],
    approve: Annotated[bool, typer.Option("--approve/--refuse", help="同意或不同意")],
    note: Note = "",
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """两人审批一项超网点权限的申请；下一个回执包带给网点。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_of_two(checker, checker_file)
        proposals.decide_proposal(application.desk, branch, proposal, seen, approve, note, second)
    typer.echo("已同意。" if approve else "已拒绝。")


@app.command("correction")
def decide_correction(
    db: Database,
    branch: Branch,
    correction: Annotated[str, typer.Argument(help="更正申请的编号")],
    answer: Annotated[str, typer.Option("--answer", help="答复")],
    accept: Annotated[bool, typer.Option("--accept/--reject", help="接受或不接受")],
    key_file: KeyFile = None,
) -> None:
    """答复一条更正申请；数额随台账更正。"""
    with errors_in_words(), opened(db, key_file) as application:
        deciding.answer_correction(application.desk, branch, correction, accept, answer)
    typer.echo("已答复。")
