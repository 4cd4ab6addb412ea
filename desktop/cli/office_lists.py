"""``head-office`` lists: branches and their PCs, what waits for a decision, what was done."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import typer

from desktop.cli.office_options import BranchOption
from desktop.cli.session import Database, Json, KeyFile, errors_in_words, listed, print_json, say
from desktop.cli.signing import opened
from desktop.domain.money import yuan_text
from desktop.domain.package_names import short_hash
from desktop.services.collection_records import (
    Act,
    Correction,
    HeldEntry,
    Replica,
    Target,
)
from desktop.services.office import branches as listing
from desktop.services.office import deciding
from desktop.services.office import proposals as asked
from desktop.services.office.branches import Standing
from desktop.services.office.doubled import entries_of_doubles
from desktop.services.office.old_keys import keys_that_wait
from desktop.services.office.proposals import OfficeProposal
from desktop.services.office.views import entries_of
from desktop.ui.errors import choice_name, entry_name, operator_name, words
from desktop.ui.pages.office.double_words import doubled_words
from desktop.ui.pages.office.proposal_words import people_words

app = typer.Typer()


@app.command()
def branches(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出网点：数据是否完整，距上次数据包几天，挂起、分叉和疑似重复各多少。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = listing.standings(application.desk)

    def plain(each: Standing) -> dict[str, Any]:
        told = {"days": each.days, "overdue": each.is_overdue, "unregistered": each.followed}
        return asdict(each.figures) | told

    listed(found, as_json, _standing, plain, none="还没有网点。")


@app.command()
def replicas(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出登记过的电脑。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = listing.replicas(application.desk, branch)
        letters = listing.letters(application.desk, branch)
        codes = sorted({each.branch for each in found})
        waits = [code for code in codes if keys_that_wait(application.desk, code)]
    remedy = "※ 请电话问网点是否恢复过备份，再两人确认：qingshou head-office confirm-keys"

    def line(each: Replica) -> str:
        state = f"已注销 {each.revoked_on}" if each.revoked_on else "在用"
        if each.is_followed:
            state = "未经登记：沿用另一台电脑的密钥"
        letter = letters.get(each.replica_id)
        pc = f"{letter} 机" if letter else "未送过数据包"
        return f"{each.branch} {pc} {each.replica_id} {each.keys.fingerprint} {state}"

    def plain(each: Replica) -> dict[str, Any]:
        said = {"fingerprint": each.keys.fingerprint, "registered": not each.is_followed}
        return asdict(each) | said | {"letter": letters.get(each.replica_id, "")}

    end = "\n".join(f"{remedy} {code}" for code in waits)
    listed(found, as_json, line, plain, end=end, none="没有登记过电脑。")


@app.command()
def held(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出挂起的记录及原因。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = deciding.held(application.desk, branch)

    def line(each: HeldEntry) -> str:
        reason = words(each.reason, {})
        return f"{each.branch} {each.event_id} {entry_name(each.kind)} {each.waits_for}：{reason}"

    wanting = sorted({e.branch for e in found if e.reason == "loan_unknown_at_office"})
    remedy = "※ 导入台账：qingshou head-office import-ledger 台账文件 --branch"
    end = "\n".join(f"{remedy} {code}" for code in wanting)
    listed(found, as_json, line, end=end, none="没有挂起的记录。")


@app.command()
def doubles(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出疑似重复的收款；未定以前只认第一笔。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = deciding.doubles(application.desk, branch)
        told = entries_of_doubles(application.desk, found)

    if as_json:
        entries = [[each._asdict() for each in several] for several in told]
        print_json([asdict(e) | {"entries": of} for e, of in zip(found, entries, strict=True)])
        return
    for double, several in zip(found, told, strict=True):
        paid = f"借据 {double.loan_no} {double.paid_on} {yuan_text(double.fen)}"
        say(f"{double.branch} {double.key}  {paid}")
        for entry in several:
            say(f"  {doubled_words(entry)}  记录 {entry.event_id}")
    if not found:
        say("没有疑似重复的收款。")


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
        say(f"{each.branch} 分叉 {short_hash(each.prev_hash)}  {seen}")
        for entry in entries:
            at = entry.recorded_at[:16].replace("T", " ")
            say(f"  {at} {entry_name(entry.kind)}  电脑 {entry.replica_id}")
    if not found:
        say("没有分叉。")
    if any(not each.seen_by for each in found):
        say("※ 两边的记录都已保留。请打电话问网点：是恢复过旧备份，还是把数据库拷到了另一台电脑；")
        say("  查明后记下：qingshou head-office decide fork 机构号 分叉号 --note 情况")


@app.command()
def proposals(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出等联社审批的申请；--json 给出全部内容。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = asked.proposals(application.desk, branch)

    def line(each: OfficeProposal) -> str:
        ready = "待联社" if each.is_ready else f"网点已签 {each.signed}/{each.wanted}"
        who = people_words(each, "zh")
        return f"{each.branch} {each.id} {each.title}  {ready}  {who}  核对 {each.item_hash}"

    def plain(each: OfficeProposal) -> dict[str, Any]:
        return asdict(each) | {"ready": each.is_ready}

    listed(found, as_json, line, plain, none="没有等联社审批的申请。")


@app.command()
def corrections(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出网点未答复的更正申请。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = deciding.corrections(application.desk, branch)

    def line(each: Correction) -> str:
        wish = f"现为 {each.says}，应为 {each.should_be}"
        return f"{each.branch} {each.id} 借据 {each.loan_no} {each.what}：{wish}"

    listed(found, as_json, line, none="没有未答复的更正申请。")


@app.command()
def targets(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出下达给网点的清收任务。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = deciding.targets(application.desk, branch)

    def line(each: Target) -> str:
        measure = choice_name("measure", each.measure)
        return f"{each.branch} {each.year} 年 {measure} {yuan_text(each.fen)} 元"

    listed(found, as_json, line, none="没有下达过清收任务。")


@app.command()
def acts(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出联社对一个网点做过什么；不指定机构号则为联社自身的，最新的在前。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = listing.acts(application.desk, branch)
        with application.desk.store.read() as queries:
            names = {each.id: each.name for each in queries.users()}

    def line(each: Act) -> str:
        what = choice_name("office_act", each.what)
        by = "、".join(operator_name(names, who) for who in each.people)
        return f"{each.at:%Y-%m-%d %H:%M} {each.branch} {what} {by}"

    listed(found, as_json, line, none="没有办理记录。")


def _standing(each: Standing) -> str:
    figures = each.figures
    days = "从未" if each.days is None else f"{each.days} 天前"
    whole = "完整" if figures.complete else "有缺口"
    unregistered = f"（{each.followed} 台未经登记）" if each.followed else ""
    return (
        f"{figures.branch.code} {figures.branch.name}  数据包 {days}"
        f"{'（逾期）' if each.is_overdue else ''}  {whole}"
        f"  电脑 {figures.replicas} 台{unregistered}"
        f"  收款 {yuan_text(figures.received_fen)} 冲正 {yuan_text(figures.reversed_fen)}"
        f" 确认 {yuan_text(figures.confirmed_fen)}"
        f"  挂起 {figures.held} 分叉 {figures.forks} 疑似重复 {figures.doubles}"
    )
