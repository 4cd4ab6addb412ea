"""``head-office``: setting it up, its branches, whose packages it takes, returns, decisions."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import found_office
from desktop.cli import office_decisions, office_ledgers, office_notes
from desktop.cli.database import HeadFile, read_head
from desktop.cli.office_options import Branch, BranchOption, Checker, Note, second_of_two
from desktop.cli.session import (
    Database,
    Json,
    KeyFile,
    errors_in_words,
    fen,
    print_json,
    progress,
    say,
)
from desktop.cli.signing import CheckerFile, opened
from desktop.domain.money import yuan_text
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services.office import branches as listing
from desktop.services.office import deciding, founding, proposals, registering
from desktop.services.office.return_slips import write_slips
from desktop.services.office.returning import write_returns
from desktop.services.office.views import entries_of
from desktop.storage.keyslots import add_password_slot, new_data_key, write_key_file
from desktop.ui.errors import entry_name, words

app = typer.Typer(help="联社：网点、数据包、回执和审批", no_args_is_help=True)
app.add_typer(office_decisions.app, name="decide")
app.command()(office_ledgers.import_ledger)
app.command()(office_notes.ledgers_from)
app.command()(office_notes.rotate_key)
app.command()(office_notes.add_contact)
app.command()(office_notes.targets)
app.command("acts")(office_notes.act_list)


@app.command()
def init(
    db: Database,
    escrow: Annotated[Path, typer.Option("--escrow", help="备用密钥写到这个文件，之后移交保险柜")],
    key_file: KeyFile = None,
    url: Annotated[str, typer.Option("--url", help="PostgreSQL 地址；不给则存在旁边的文件里")] = "",
    head: HeadFile = None,
) -> None:
    """把新数据库设为联社：生成密钥，建立网点数据库；备用密钥只写一次，不留在程序里。"""
    with errors_in_words():
        key = new_data_key()
        password = None
        if key_file is None:
            password = typer.prompt("新密码", hide_input=True, confirmation_prompt=True, err=True)
        else:
            write_key_file(key_file, key)
        try:
            found_office(db, key, read_head(head) or SAMPLE_HEAD, escrow, url).close()
        except BaseException:
            if key_file is not None:
                key_file.unlink(missing_ok=True)
            raise
        if password is not None:
            add_password_slot(db, key, password)
    say(f"已建立 {db}。请立即把 {escrow} 移到保险柜里的介质上，并从本机删除。")


@app.command("branches")
def branch_list(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出网点：数据是否完整，距上次数据包几天，挂起、分叉和疑似重复各多少。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = listing.standings(application.desk)
    if as_json:
        print_json(
            [
                {**asdict(each.figures), "days": each.days, "overdue": each.is_overdue}
                for each in found
            ]
        )
        return
    for each in found:
        figures = each.figures
        days = "从未" if each.days is None else f"{each.days} 天前"
        whole = "完整" if figures.complete else "有缺口"
        say(
            f"{figures.branch.code} {figures.branch.name}  数据包 {days}"
            f"{'（逾期）' if each.is_overdue else ''}  {whole}"
            f"  收款 {yuan_text(figures.received_fen)} 冲正 {yuan_text(figures.reversed_fen)}"
            f"  挂起 {figures.held} 分叉 {figures.forks} 疑似重复 {figures.doubles}"
        )


@app.command()
def add_branch(
    db: Database,
    code: Annotated[str, typer.Argument(help="机构号；用 --from 时不写")] = "",
    name: Annotated[str, typer.Argument(help="名称")] = "",
    file: Annotated[Path | None, typer.Option("--from", help="CSV：每行机构号,名称")] = None,
    key_file: KeyFile = None,
) -> None:
    """增加网点，或改名称；也可从 CSV 一次增加许多。"""
    with errors_in_words(), opened(db, key_file) as application:
        if file is not None:
            added = listing.add_branches(application.desk, file)
        else:
            added = [listing.add_branch(application.desk, code, name)]
    say(f"已登记 {len(added)} 个网点。")


@app.command()
def enrolment_file(
    db: Database,
    file: Annotated[Path, typer.Argument(help="写到这个文件")],
    key_file: KeyFile = None,
) -> None:
    """写出网点登记用的文件；指纹请在电话里念给网点核对。"""
    with errors_in_words(), opened(db, key_file) as application:
        made = registering.write_enrolment(application.desk, file)
    say(f"已写出 {file}，指纹 {made.keys.fingerprint}")


@app.command()
def register(
    db: Database,
    request: Annotated[Path, typer.Argument(help="网点交来的申请文件")],
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="网点在电话里念的二十位指纹")],
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """登记网点的一台电脑；指纹须由网点念来，不能从文件里抄。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_of_two(checker, checker_file)
        made = registering.register(application.desk, request, fingerprint, second)
    say(f"已登记 {made.branch} 的电脑 {made.replica_id}")


@app.command()
def replicas(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出登记过的电脑。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = listing.replicas(application.desk, branch)
    if as_json:
        print_json([asdict(each) | {"fingerprint": each.keys.fingerprint} for each in found])
        return
    for each in found:
        state = f"已注销 {each.revoked_on}" if each.revoked_on else "在用"
        say(f"{each.branch} {each.replica_id} {each.keys.fingerprint} {state}")


@app.command()
def revoke(
    db: Database,
    branch: Branch,
    replica: Annotated[str, typer.Argument(help="电脑的编号")],
    note: Note,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """注销一台电脑的密钥：电脑丢失、报废或换人时。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_of_two(checker, checker_file)
        ended = registering.revoke(application.desk, branch, replica, note, second)
    say(f"已注销 {len(ended)} 个使用这把密钥的登记。")


@app.command()
def export_return(
    db: Database,
    to: Annotated[Path | None, typer.Option("--to", help="U盘或文件夹；不给则只留在本机")] = None,
    branch: Annotated[list[str] | None, typer.Option("--branch", help="机构号，可重复")] = None,
    slips: Annotated[Path | None, typer.Option("--slips", help="交接单写到这个 PDF 文件")] = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """为网点写出回执包；不指定机构号则为所有网点。"""
    with errors_in_words(), opened(db, key_file) as application:
        shown = progress(as_json)
        made = write_returns(application.desk, branch or [], to, shown)
        if slips is not None and made:
            write_slips(application.desk, made, slips, shown)
    if as_json:
        print_json(
            [{**asdict(each.stored), "path": each.path, "on_stick": each.on_stick} for each in made]
        )
        return
    for each in made:
        where = each.on_stick or each.path
        say(
            f"{each.stored.branch} 第 {each.stored.number} 号  回复数据包 {each.answers} 个"
            f"  补回记录 {each.recovered} 条  校验码 {each.short_hash}  {where}"
        )
    if to is not None and made:
        say("可以拔出U盘了。")


@app.command()
def held(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出挂起的记录及原因。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = deciding.held(application.desk, branch)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        reason = words(each.reason, {})
        say(f"{each.branch} {each.event_id} {entry_name(each.kind)} {each.waits_for}：{reason}")
    for code in sorted({e.branch for e in found if e.reason == "loan_unknown_at_office"}):
        say(f"※ 导入台账：qingshou head-office import-ledger 台账文件 --branch {code}")


@app.command()
def doubles(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出疑似重复的收款；未定以前只认第一笔。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = deciding.doubles(application.desk, branch)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        say(
            f"{each.branch} {each.key}  借据 {each.loan_no} {each.paid_on} {yuan_text(each.fen)}"
            f"  收据 {each.receipt}  {'、'.join(each.entries)}"
        )


@app.command()
def forks(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出分叉：备份恢复或电脑克隆后，同一处接着两条记录。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = deciding.forks(application.desk, branch)
        followers = [entries_of(application.desk, e.branch, e.entries) for e in found]
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each, entries in zip(found, followers, strict=True):
        seen = f"已查看：{each.note}" if each.seen_by else "待查"
        say(f"{each.branch} 分叉 {each.prev_hash[:8]}  {seen}")
        for entry in entries:
            at = entry.recorded_at[:16].replace("T", " ")
            say(f"  {at} {entry_name(entry.kind)}  电脑 {entry.replica_id}")
    if any(not each.seen_by for each in found):
        say("※ 两边的记录都已保留。请打电话问网点：是恢复过旧备份，还是把数据库拷到了另一台电脑；")
        say("  查明后记下：qingshou head-office decide fork 机构号 分叉号 --note 情况")


@app.command("proposals")
def proposal_list(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出等联社审批的申请；--json 给出全部内容。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = proposals.proposals(application.desk, branch)
    if as_json:
        print_json([asdict(each) | {"ready": each.is_ready} for each in found])
        return
    for each in found:
        ready = "待联社" if each.is_ready else f"网点已签 {each.signed}/{each.wanted}"
        say(f"{each.branch} {each.id} {each.title}  {ready}  核对 {each.item_hash}")


@app.command()
def corrections(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出网点未答复的更正申请。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = deciding.corrections(application.desk, branch)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        say(
            f"{each.branch} {each.id} 借据 {each.loan_no} {each.what}："
            f"现为 {each.says}，应为 {each.should_be}"
        )


@app.command()
def target(
    db: Database,
    branch: Branch,
    year: Annotated[int, typer.Argument(help="年度")],
    measure: Annotated[str, typer.Argument(help="指标，如 现金收回")],
    amount: Annotated[str, typer.Argument(help="金额（元）")],
    key_file: KeyFile = None,
) -> None:
    """下达一个网点一年的清收任务。"""
    with errors_in_words(), opened(db, key_file) as application:
        made = deciding.set_target(application.desk, branch, year, measure, fen(amount))
    say(f"{made.branch} {made.year} 年 {made.measure} {yuan_text(made.fen)} 元")


@app.command()
def restored(db: Database, note: Note, key_file: KeyFile = None) -> None:
    """网点数据库由旧备份恢复以后执行：回执重新编号，网点才会接受。"""
    with errors_in_words(), opened(db, key_file) as application:
        epoch = founding.was_restored(application.desk, note)
    say(f"已进入第 {epoch} 期。")
