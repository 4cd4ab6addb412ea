"""``demo`` and ``--self-test``: the whole job on invented people, from ledger to served notice."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import Application, build
from desktop.cli.delivery import describe
from desktop.cli.demo_exchange import OFFICE_DATABASE, exchange_once
from desktop.cli.demo_people import (
    PRACTICE,
    demo_session,
    employ_people,
    grant_authority,
    take_money,
)
from desktop.cli.notices import write_papers
from desktop.cli.session import PROBLEMS_FOUND, errors_in_words, has_display, progress
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.limitation import ClockState
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.page import Face
from desktop.domain.permissions import Role
from desktop.ledgers.sample import write_demo_ledger
from desktop.printing.fonts import font_path
from desktop.services import delivery, notices
from desktop.services.branch import set_up
from desktop.services.clocks import clock_lines
from desktop.services.ledger import import_reading, read
from desktop.services.notices import Choice, IssuedBatch
from desktop.services.paper_archive import PaperKind
from desktop.services.progress import Progress
from desktop.services.proposals import propose
from desktop.services.verify import verify
from desktop.storage.keyslots import new_data_key, write_key_file

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DemoRun:
    """Where the demo's files lie, and whether everything came out as it should.

    ``key_file`` opens the database of a demo without people, None where people sign in.
    """

    folder: Path
    database: Path
    key_file: Path | None
    sound: bool


def demo(
    directory: Annotated[Path, typer.Option("--dir", help="放在哪个文件夹")] = Path("demo"),
    headless: Annotated[bool, typer.Option("--headless", help="不打开窗口")] = False,
) -> None:
    """演示：建库、导入台账、出一个村的通知书、登记送达、建立用户、收款、与联社交换一次数据包，然后打开窗口。"""
    with errors_in_words():
        run = run_demo(_fresh(directory), typer.echo, progress(quiet=False))
    window = not headless and has_display()
    if not window:
        for place, database in (
            ("网点", run.database),
            ("联社", run.database.with_name(OFFICE_DATABASE)),
        ):
            typer.echo(f"打开{place}的窗口：{sys.argv[0]} --db {database}")
    if not run.sound:
        raise typer.Exit(PROBLEMS_FOUND)
    if window:
        from desktop.cli.window import open_window

        open_window(run.database, None)


def self_test() -> bool:
    """Do the whole job in a temporary folder and open every page; return whether all was right."""
    with tempfile.TemporaryDirectory(prefix="qingshou-") as folder, errors_in_words():
        run = run_demo(Path(folder), typer.echo, progress(quiet=True))
        return run.sound and _pages_open(run)


def _pages_open(run: DemoRun) -> bool:
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.ui.self_test import all_pages, open_every_page

    with demo_session(run.database, Role.MANAGER) as application:
        sound = open_every_page(application.desk, [font_path(face) for face in Face])
    trouble = [key for key in all_pages() if key not in sound]
    typer.echo("窗口：各页打开正常。" if not trouble else f"窗口：打不开 {'、'.join(trouble)}")
    return not trouble


def run_demo(folder: Path, say: Say, shown: Progress, *, people: bool = True) -> DemoRun:
    """Run the job of a day and a half in ``folder`` and tell each step.

    With ``people`` the branch has users in the end, and the key file is gone.
    """
    database, key_file = folder / "qingshou.db", folder / "qingshou.key"
    key = new_data_key()
    folder.mkdir(parents=True, exist_ok=True)
    write_key_file(key_file, key)
    with build(database, key, create=True, cost=PRACTICE) as application:
        set_up(application.desk, SAMPLE_HEAD)
        ledger = _import(application, folder, say, shown)
        batch = _issue(application, folder, say, shown)
        _deliver(application, folder, batch, say)
        _tell_clocks(application, say)
        if people:
            grant_authority(application.desk, folder, say)
            employ_people(application.desk, say)
    if people:
        key_file.unlink()
        take_money(database, batch, say)
        exchange_once(database, ledger, say, shown)
    with _whole(database, None if people else key) as application:
        findings = verify(application.desk, shown)
    say("检查：一切相符。" if not findings else f"检查：发现 {len(findings)} 个问题。")
    say(f"文件都在 {folder.resolve()}")
    return DemoRun(folder, database, None if people else key_file, sound=not findings)


def _whole(database: Path, key: bytes | None) -> Application:
    """Open the demo's database again as it is now."""
    return build(database, key) if key else demo_session(database, Role.MANAGER)


def _fresh(directory: Path) -> Path:
    """Return the folder, or a numbered neighbour where an earlier demo lies already."""
    names = (directory.with_name(f"{directory.name}-{number}") for number in count(2))
    while (directory / "qingshou.db").exists():
        directory = next(names)
    return directory


def _import(application: Application, folder: Path, say: Say, shown: Progress) -> Path:
    today = application.desk.clock.today()
    month_end = today.replace(day=1) - timedelta(days=1)
    ledger = folder / f"演示台账_{month_end:%Y%m%d}.xlsx"
    write_demo_ledger(ledger, month_end)
    reading = read(application.desk, ledger, None, shown)
    result = import_reading(application.desk, reading, shown)
    say(f"台账：{result.as_of}，{result.loans} 笔，{result.borrowers} 户（人物均为虚构）")
    return ledger


def _issue(application: Application, folder: Path, say: Say, shown: Progress) -> IssuedBatch:
    """Issue notices for the village with most debtors to visit."""
    desk = application.desk
    today = desk.clock.today()
    proposals = [each for each in propose(desk, today) if each.proposal.chosen]
    village = Counter(each.party.village for each in proposals).most_common(1)[0][0]
    choices = [
        Choice(each.party.id, each.proposal.round)
        for each in proposals
        if each.party.village == village
    ]
    batch = notices.issue(desk, choices, today, shown)
    outputs = {
        PaperKind.PDF: folder / "通知书.pdf",
        PaperKind.DOCX: folder / "通知书.docx",
        PaperKind.DELIVERY_LIST: folder / "送达清单.pdf",
    }
    write_papers(desk, batch.batch_id, batch.facts, outputs, shown)
    say(f"通知书：{village} {len(batch.facts)} 份，{batch.facts[0].serial} 起")
    for path in outputs.values():
        say(f"  {path.name}")
    return batch


def _deliver(application: Application, folder: Path, batch: IssuedBatch, say: Say) -> None:
    """Record one delivery that counts and one that does not."""
    desk = application.desk
    today: date = desk.clock.today()
    slip = folder / "回执照片.txt"
    slip.write_text("演示：这里应是回执照片。\n", encoding="utf-8")
    servers = ("彭春兰", "刘建国")
    signed = DeliveryAct(
        Method.IN_PERSON, Signer.SELF, today, Boxes(received=True, agrees=True), servers
    )
    neighbour = DeliveryAct(Method.IN_PERSON, Signer.NEIGHBOUR, today, servers=servers)
    for facts, act, evidence in (
        (batch.facts[0], signed, [slip]),
        (batch.facts[-1], neighbour, []),
    ):
        if facts is batch.facts[0] or len(batch.facts) > 1:
            result = delivery.record(desk, facts.serial, act, evidence)
            say(f"送达 {facts.serial}：{result.outcome.words}")
            for effect in result.effects:
                say(f"  {describe(effect)}")


def _tell_clocks(application: Application, say: Say) -> None:
    desk = application.desk
    today = desk.clock.today()
    with desk.store.read() as queries:
        lines = clock_lines(desk, queries, today)
    expired = sum(line.state is ClockState.EXPIRED for line in lines)
    soon = [
        line
        for line in lines
        if line.clock.last_day and today <= line.clock.last_day <= today + timedelta(days=90)
    ]
    say(f"时效：已届满 {expired} 笔，90 天内届满 {len(soon)} 笔")
