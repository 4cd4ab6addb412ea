"""A branch's side of the exchange: ``enrol``, ``export-package``, returns, what became of each."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.session import (
    PROBLEMS_FOUND,
    Database,
    Json,
    KeyFile,
    errors_in_words,
    print_json,
    progress,
)
from desktop.cli.signing import CheckerFile, opened, second_person
from desktop.domain.package_names import package_no, short_hash
from desktop.services.branch import require_installation
from desktop.services.documents.issuing import write_documents
from desktop.services.exchange import enrolment
from desktop.services.exchange.incoming import ReturnTaken, preview_return, take_return
from desktop.services.exchange.opening import returns_on
from desktop.services.exchange.outgoing import Exported, preview_package
from desktop.services.exchange.outgoing import export_package as write_package
from desktop.services.exchange.slips import contents
from desktop.services.exchange.standing import standing
from desktop.services.package_ports import ControlTotal
from desktop.services.paper_archive import PaperKind
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.two_people import SecondPerson
from desktop.ui.errors import choice_name, explain
from desktop.ui.pages.exchange.return_words import change_lines, return_title

Checker = Annotated[str | None, typer.Option("--checker", help="复核人的用户名")]


def enrol(
    db: Database,
    file: Annotated[Path, typer.Argument(help="联社的登记文件")],
    folder: Annotated[Path, typer.Argument(help="登记申请写到哪个文件夹或U盘")],
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="电话里听到的20位指纹")],
    branch: Annotated[str, typer.Option("--branch", help="机构号；数据库里没有时必填")] = "",
    key_file: KeyFile = None,
    checker: Checker = None,
    checker_file: CheckerFile = None,
) -> None:
    """登记到联社：核对指纹，生成本机密钥，写出登记申请，显示本机指纹。"""
    second = second_person(checker, checker_file) if checker else None
    with errors_in_words(), opened(db, key_file) as application:
        with application.desk.store.read() as queries:
            again = bool(queries.own_keys())
        made = enrolment.enrol(application.desk, file, fingerprint, folder, second, branch)
    typer.echo(f"登记申请已写好，联社还没有登记本机。登记申请：{made.request}")
    typer.echo(f"请把它交给 {made.bank}，并打电话把本机指纹报给联社：{made.fingerprint}")
    typer.echo("联社登记以后才收本机的数据包。")
    if again:
        typer.echo("以前的登记申请和指纹已作废，请只交这一份，把以前的从U盘上删去。")


def rotate_key(
    db: Database,
    key_file: KeyFile = None,
    checker: Checker = None,
    checker_file: CheckerFile = None,
) -> None:
    """生成本机新密钥，随以后的数据包告诉联社；联社用它回复以后自动启用。"""
    second = second_person(checker, checker_file) if checker else None
    with errors_in_words(), opened(db, key_file) as application:
        new = enrolment.rotate_key(application.desk, second)
        now = enrolment.own_fingerprint(application.desk)
    typer.echo(f"现用密钥 {now}，新密钥 {new}；联社回复以后启用。")


def export_package(
    db: Database,
    folder: Annotated[Path | None, typer.Argument(help="U盘或文件夹；不给则留在发件箱")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只统计，不写出")] = False,
    slip: Annotated[Path | None, typer.Option("--slip", help="交接单写到这个 PDF 文件")] = None,
    key_file: KeyFile = None,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    as_json: Json = False,
) -> None:
    """写出数据包：写到发件箱，再复制到U盘并读回核对；有用户时须两人办理（--checker）。"""
    second = second_person(checker, checker_file) if checker and not dry_run else None
    with errors_in_words(), opened(db, key_file) as application:
        desk, shown = application.desk, progress(as_json)
        if dry_run:
            seen = preview_package(desk, shown)
            if as_json:
                print_json(asdict(seen))
                return
            typer.echo(f"数据包约 {seen.size:,} 字节（没有写出）")
            _say(seen.totals)
            _remark(_remarks(desk, seen.files, seen.again))
            return
        done = write_package(desk, folder, second, shown)
        remarks = _remarks(desk, len(done), sum(each.again for each in done))
        if slip is not None:
            write_slips(desk, [each.package.slip for each in done], slip, shown)
    if as_json:
        print_json([_written(each) for each in done])
    else:
        for each in done:
            package, where = each.package, each.on_stick or each.path
            code, paper = each.short_hash, package.slip
            typer.echo(f"第 {package.number} 号 {where}，校验码 {code}，交接单 {paper}")
            _say(package.totals)
        _remark(remarks)
    for each in done:
        if each.trouble is not None:
            typer.echo("：".join(explain(each.trouble)), err=True)
            raise typer.Exit(PROBLEMS_FOUND)
    if folder is not None and not as_json:
        typer.echo("可以拔出U盘了。")


def write_slips(desk: Desk, serials: list[str], path: Path, shown: Progress) -> None:
    """Write the slips of packages that were written together to a PDF file."""
    with desk.store.read() as queries:
        [document, *_] = queries.documents(serials)
    write_documents(desk, document.batch_id, serials, PaperKind.PDF, path, shown)


def import_returns(
    desk: Desk, files: list[Path], dry_run: bool, second: SecondPerson | None, as_json: bool
) -> None:
    """Take in returns: files in the order given, of a folder the newest for this PC."""
    shown, wanted = progress(as_json), list[Path]()
    for each in files:
        wanted += returns_on(desk, each, shown)[:1] if each.is_dir() else [each]
    told = []
    for path in wanted:
        if dry_run:
            told.append(preview_return(desk, path, shown))
        else:
            told.append(take_return(desk, path, second, shown))
            desk = told[-1].desk
    if as_json:
        print_json([_plain(each) for each in told])
        return
    for one in told:
        typer.echo(_told(one, dry_run))
    if dry_run and told:
        typer.echo("只查看，没有导入。")
    if not told:
        with desk.store.read() as queries:
            branch = require_installation(queries).branch_code
        typer.echo(f"没有找到给本网点 {branch} 的回执包：{'、'.join(map(str, files))}")
        raise typer.Exit(PROBLEMS_FOUND)


def list_packages(desk: Desk, as_json: bool) -> None:
    """Say what became of each package that was written here, newest first."""
    with desk.store.read() as queries:
        sent, answers = queries.sent_packages(), queries.package_answers()
    rows = [(each, answers.get(each.manifest_hash)) for each in sent]
    if as_json:
        print_json([{**asdict(s), "answer": asdict(a) if a else None} for s, a in rows])
        return
    for package, answer in rows:
        state = choice_name("package_state", answer.state) if answer else "未见回执"
        held = f"，挂起 {answer.held}" if answer and answer.held else ""
        number = package_no(package.file_name, package.number)
        typer.echo(
            f"{number}  {package.made_at:%Y-%m-%d %H:%M}  {package.entries} 条  "
            f"{short_hash(package.manifest_hash)}  {state}{held}"
        )
    if not rows:
        typer.echo("还没有写出过数据包。")


def _remarks(desk: Desk, files: int, again: int) -> list[str]:
    """Return what is to be known: how many there are, what they repeat, that one may be refused."""
    said = [choice_name("package", "several").format(count=files)] if files > 1 else []
    if again:
        said.append(choice_name("package", "again").format(count=f"{again:,}"))
    seen = standing(desk)
    if seen.taken is None:
        said.append(choice_name("package", "restored" if seen.is_restored else "unanswered"))
    return said


def _written(done: Exported) -> dict[str, Any]:
    where = done.on_stick or done.path
    return {**asdict(done.package), "path": where, "again": done.again, "left": done.left}


def _say(totals: tuple[ControlTotal, ...]) -> None:
    for item, count, amount in contents(totals):
        typer.echo(f"  {item}  {count} 笔  {amount}".rstrip())


def _remark(said: list[str]) -> None:
    for each in said:
        typer.echo(f"{each}。")


def _plain(told: ReturnTaken) -> dict[str, Any]:
    return {
        "epoch": told.epoch,
        "number": told.number,
        "hash": told.hash,
        "lines": told.lines,
        "balance_fen": told.balance_fen,
        "already": told.already,
        "counts": told.brought.counts if told.brought else {},
        "photos": {"came": told.photos.came, "missing": told.photos.missing},
        "decisions": [
            {"proposal": each.decision.proposal_id, "outcome": each.outcome}
            for each in told.decisions
        ],
    }


def _told(told: ReturnTaken, dry_run: bool) -> str:
    verb = "已经读入过" if told.already else "将读入" if dry_run else "已读入"
    title = f"{return_title(told, 'zh')}{verb}"
    return "\n  ".join((title, *change_lines(told, "zh")))
