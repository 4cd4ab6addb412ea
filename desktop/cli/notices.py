"""``notices``, ``reprint``, ``mark``: demand notices from proposal to paper."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import build
from desktop.cli.session import (
    PROBLEMS_FOUND,
    AsOf,
    Database,
    Json,
    KeyFile,
    day,
    errors_in_words,
    print_json,
    progress,
    read_key,
)
from desktop.domain.errors import ExpectedFailure
from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import DEFERRING, FORBIDDING, NoticeState
from desktop.services import notices as use_case
from desktop.services.notices import Choice, IssuedBatch, PaperKind
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.proposals import NoticeProposal, propose, with_round
from desktop.ui.errors import words


class Round(StrEnum):
    """Which round to issue: as proposed, or the same for all."""

    AUTO = "auto"
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"


class ByHand(StrEnum):
    """The states a person may confirm."""

    PRINTED = "printed"
    HANDED_OUT = "handed_out"


@dataclass(frozen=True, slots=True)
class Held:
    """A debtor without a notice this time, and why."""

    debtor: str
    reason: str


def notices(
    db: Database,
    key_file: KeyFile = None,
    village: Annotated[str, typer.Option(help="只出这个村的")] = "",
    round_: Annotated[Round, typer.Option("--round", help="第几次；auto 按建议")] = Round.AUTO,
    as_of: AsOf = None,
    pdf: Annotated[Path | None, typer.Option(help="通知书 PDF")] = None,
    docx: Annotated[Path | None, typer.Option(help="通知书 Word")] = None,
    list_: Annotated[Path | None, typer.Option("--list", help="送达清单 PDF")] = None,
    as_json: Json = False,
) -> None:
    """出具催收通知书：按镇、村、组排序，冻结内容、编号、打印。"""
    outputs = {PaperKind.PDF: pdf, PaperKind.DOCX: docx, PaperKind.DELIVERY_LIST: list_}
    if not any(outputs.values()):
        raise typer.BadParameter("请用 --pdf、--docx 或 --list 指出写到哪里")
    shown = progress(as_json)
    with errors_in_words(), build(db, read_key(db, key_file)) as application:
        _check_places(outputs)
        desk = application.desk
        today = day(as_of, desk.clock.today())
        proposals = propose(desk, today, village=village)
        if village and not proposals:
            raise typer.BadParameter(f"“{village}”没有逾期借款，请核对村名", param_hint="--village")
        chosen, held = _choose(proposals, round_)
        batch = IssuedBatch("", (), ())
        pages: Mapping[str, int] = {}
        if chosen:
            batch = use_case.issue(desk, chosen, today, shown)
            pages = _write_or_name(desk, batch, outputs, shown)
    _show(batch, held, pages, as_json)
    if batch.skipped or not batch.facts:
        raise typer.Exit(PROBLEMS_FOUND)


def reprint(
    serials: Annotated[list[str], typer.Argument(help="通知书编号")],
    db: Database,
    key_file: KeyFile = None,
    pdf: Annotated[Path | None, typer.Option(help="补打 PDF")] = None,
    docx: Annotated[Path | None, typer.Option(help="补打 Word")] = None,
) -> None:
    """补打：内容与原件相同，标明补打日期。"""
    outputs = {PaperKind.PDF: pdf, PaperKind.DOCX: docx}
    if not any(outputs.values()):
        raise typer.BadParameter("请用 --pdf 或 --docx 指出写到哪里")
    with errors_in_words(), build(db, read_key(db, key_file)) as application:
        for kind, path in outputs.items():
            if path is not None:
                use_case.reprint(application.desk, serials, kind, path, progress(False))
    typer.echo(f"补打 {len(serials)} 份")


def mark(
    state: Annotated[ByHand, typer.Argument(help="printed 已印好，handed_out 已领出")],
    serials: Annotated[list[str], typer.Argument(help="通知书编号")],
    db: Database,
    key_file: KeyFile = None,
) -> None:
    """登记通知书已印好或已交给送达人。"""
    with errors_in_words(), build(db, read_key(db, key_file)) as application:
        moved = use_case.mark(application.desk, serials, NoticeState(state))
    typer.echo(f"已登记 {moved} 份")


def _check_places(outputs: Mapping[PaperKind, Path | None]) -> None:
    """Refuse a folder that cannot be written to before serials are taken, not after."""
    for path in outputs.values():
        if path is not None and not os.access(path.parent, os.W_OK):
            raise ExpectedFailure("paper_unwritable", file=path.name)


def _write_or_name(
    desk: Desk, batch: IssuedBatch, outputs: Mapping[PaperKind, Path | None], shown: Progress
) -> Mapping[str, int]:
    """Write the papers; where that fails, name the notices, for they are issued all the same."""
    try:
        return write_papers(desk, batch.batch_id, batch.facts, outputs, shown)
    except ExpectedFailure:
        remedy = "文件没有写全，请用 qingshou reprint 加编号重新打印"
        typer.echo(f"通知书已出具：{_serials(batch)}。{remedy}。", err=True)
        raise


def write_papers(
    desk: Desk,
    batch_id: str,
    facts: tuple[NoticeFacts, ...],
    outputs: Mapping[PaperKind, Path | None],
    shown: Progress,
) -> Mapping[str, int]:
    """Write every paper asked for; return the first page of each serial, of the PDF if any."""
    pages: Mapping[str, int] = {}
    for kind, path in outputs.items():
        if path is not None:
            printed = use_case.write_paper(desk, batch_id, facts, kind, path, shown)
            pages = pages or printed.first_page
    return pages


def _choose(proposals: list[NoticeProposal], round_: Round) -> tuple[list[Choice], list[Held]]:
    """Take what the program proposes, or one round for all who may have it."""
    chosen, held = [], []
    for each in proposals:
        wanted = each if round_ is Round.AUTO else with_round(each, int(round_))
        if wanted.proposal.chosen:
            chosen.append(Choice(wanted.party.id, wanted.proposal.round))
        else:
            stopping = (FORBIDDING | DEFERRING).intersection(wanted.proposal.obstacles)
            reasons = [words(obstacle, {}) for obstacle in sorted(stopping)]
            held.append(Held(wanted.party.name, "；".join(reasons)))
    return chosen, held


def _show(batch: IssuedBatch, held: list[Held], pages: Mapping[str, int], as_json: bool) -> None:
    if as_json:
        print_json([_notice(facts, pages) for facts in batch.facts])
        return
    typer.echo(f"出具 {len(batch.facts)} 份 {_serials(batch)}".rstrip())
    for each in held:
        typer.echo(f"  暂不出具 {each.debtor}：{each.reason}")
    for problem in batch.skipped:
        params = {"field": problem.field, "characters": problem.characters}
        typer.echo(f"  未出具：{words(problem.code, params)}")


def _serials(batch: IssuedBatch) -> str:
    """Return the first and the last serial; serials of a batch follow each other."""
    return " 至 ".join(
        dict.fromkeys(facts.serial for facts in (batch.facts[:1] + batch.facts[-1:]))
    )


def _notice(facts: NoticeFacts, pages: Mapping[str, int]) -> dict[str, object]:
    return {
        "serial": facts.serial,
        "round": facts.round,
        "debtor": facts.debtor,
        "loan_nos": [loan.loan_no for loan in facts.loans],
        "page": pages.get(facts.serial),
        "village": facts.village,
        "total_fen": facts.total_fen,
    }
