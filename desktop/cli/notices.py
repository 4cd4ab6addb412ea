"""``notices``, ``reprint``, ``mark``: demand notices from proposal to paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
)
from desktop.cli.signing import opened
from desktop.domain.errors import CodedError
from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import NoticeState
from desktop.printing.output import refuse_filled, require_place
from desktop.services import notices as use_case
from desktop.services.notice_problems import DebtorProblems, Problem, find_problems
from desktop.services.notices import Choice, IssuedBatch
from desktop.services.paper_archive import PaperKind
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.proposals import propose, with_round
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


def notices(
    db: Database,
    key_file: KeyFile = None,
    village: Annotated[str, typer.Option(help="只出这个村的")] = "",
    round_: Annotated[Round, typer.Option("--round", help="第几次；auto 按建议")] = Round.AUTO,
    as_of: AsOf = None,
    pdf: Annotated[Path | None, typer.Option(help="通知书 PDF")] = None,
    docx: Annotated[Path | None, typer.Option(help="通知书 Word")] = None,
    list_: Annotated[Path | None, typer.Option("--list", help="送达清单 PDF，一人一村一份")] = None,
    each: Annotated[Path | None, typer.Option(help="每份一个 PDF，写进这个新文件夹")] = None,
    cover: Annotated[bool, typer.Option("--cover", help="PDF 前加批次封面")] = False,
    check: Annotated[bool, typer.Option("--check", help="只列出各户的问题，不出具")] = False,
    as_json: Json = False,
) -> None:
    """出具催收通知书：按镇、村、组排序，冻结内容、编号、打印。"""
    outputs = {
        PaperKind.PDF: pdf,
        PaperKind.SINGLE_PDFS: each,
        PaperKind.DOCX: docx,
        PaperKind.DELIVERY_LIST: list_,
    }
    if not any(outputs.values()) and not check:
        raise typer.BadParameter("请用 --pdf、--each、--docx 或 --list 指出写到哪里")
    if cover and not (pdf or each):
        raise typer.BadParameter("要和 --pdf 或 --each 一起用", param_hint="--cover")
    shown = progress(as_json)
    with errors_in_words(), opened(db, key_file) as application:
        _check_places(outputs)
        desk = application.desk
        today = day(as_of, desk.clock.today())
        proposals = propose(desk, today, village=village)
        if village and not proposals:
            raise typer.BadParameter(f"“{village}”没有逾期借款，请核对村名", param_hint="--village")
        wanted = [
            due if round_ is Round.AUTO else with_round(due, int(round_)) for due in proposals
        ]
        found = find_problems(desk, wanted, today)
        if check:
            _show_problems(found, as_json)
            raise typer.Exit(PROBLEMS_FOUND if found else 0)
        chosen = [Choice(due.party.id, due.proposal.round) for due in wanted if due.proposal.chosen]
        batch = IssuedBatch("", (), ())
        pages: Mapping[str, int] = {}
        if chosen:
            batch = use_case.issue(desk, chosen, today, shown)
            pages = _write_or_name(desk, batch, outputs, shown, cover)
    _show(batch, found, pages, as_json)
    if batch.skipped or not batch.facts:
        raise typer.Exit(PROBLEMS_FOUND)


def reprint(
    serials: Annotated[list[str], typer.Argument(help="通知书编号")],
    db: Database,
    key_file: KeyFile = None,
    pdf: Annotated[Path | None, typer.Option(help="补打 PDF")] = None,
    docx: Annotated[Path | None, typer.Option(help="补打 Word")] = None,
    each: Annotated[Path | None, typer.Option(help="每份一个 PDF，写进这个新文件夹")] = None,
) -> None:
    """补打：内容与原件相同，标明补打日期。"""
    outputs = {PaperKind.PDF: pdf, PaperKind.SINGLE_PDFS: each, PaperKind.DOCX: docx}
    if not any(outputs.values()):
        raise typer.BadParameter("请用 --pdf、--each 或 --docx 指出写到哪里")
    with errors_in_words(), opened(db, key_file) as application:
        for kind, path in outputs.items():
            if path is not None:
                use_case.reprint(application.desk, serials, kind, path, progress(False))
    typer.echo(f"补打 {len(set(serials))} 份")


def mark(
    state: Annotated[ByHand, typer.Argument(help="printed 已印好，handed_out 已领出")],
    serials: Annotated[list[str], typer.Argument(help="通知书编号")],
    db: Database,
    key_file: KeyFile = None,
) -> None:
    """登记通知书已印好或已交给送达人。"""
    with errors_in_words(), opened(db, key_file) as application:
        moved = use_case.mark(application.desk, serials, NoticeState(state))
    typer.echo(marked(serials, moved))


def marked(serials: Sequence[str], moved: int) -> str:
    """Say how many papers moved on, and why the others did not."""
    stayed = len({each.strip().upper() for each in serials}) - moved
    rest = f"；{stayed} 份早已登记到这一步或更后，没有改动" if stayed else ""
    return f"已登记 {moved} 份{rest}"


def _check_places(outputs: Mapping[PaperKind, Path | None]) -> None:
    """Refuse a place that cannot be written to before serials are taken, not after."""
    for kind, path in outputs.items():
        if path is not None and kind is PaperKind.SINGLE_PDFS:
            refuse_filled(path)
            require_place(path.with_name(f"{path.name}.new"))
        elif path is not None:
            require_place(path)


def _write_or_name(
    desk: Desk,
    batch: IssuedBatch,
    outputs: Mapping[PaperKind, Path | None],
    shown: Progress,
    with_cover: bool,
) -> Mapping[str, int]:
    """Write the papers; where that fails, name the notices, for they are issued all the same."""
    try:
        return write_papers(desk, batch.batch_id, batch.facts, outputs, shown, with_cover)
    except CodedError:
        remedy = "文件没有写全，请用 qingshou reprint 加编号重新打印"
        typer.echo(f"通知书已出具：{_serials(batch)}。{remedy}。", err=True)
        raise


def write_papers(
    desk: Desk,
    batch_id: str,
    facts: tuple[NoticeFacts, ...],
    outputs: Mapping[PaperKind, Path | None],
    shown: Progress,
    with_cover: bool = False,
) -> Mapping[str, int]:
    """Write every paper asked for; return the first page of each serial, of the PDF if any."""
    pages: Mapping[str, int] = {}
    for kind, path in outputs.items():
        if path is not None:
            printed = use_case.write_paper(desk, batch_id, facts, kind, path, shown, with_cover)
            pages = pages or printed.first_page
    return pages


def _show(
    batch: IssuedBatch, found: Sequence[DebtorProblems], pages: Mapping[str, int], as_json: bool
) -> None:
    """Tell what was issued and, by debtor, what was not, or should be looked at."""
    if as_json:
        print_json([_notice(facts, pages) for facts in batch.facts])
        return
    typer.echo(f"出具 {len(batch.facts)} 份 {_serials(batch)}".rstrip())
    for each in found:
        _tell(each, [one for one in each.problems if one.forbids or one.defers] or each.problems)


def _show_problems(found: Sequence[DebtorProblems], as_json: bool) -> None:
    if as_json:
        print_json([_debtor(each) for each in found])
        return
    typer.echo(f"有问题的 {len(found)} 户")
    for each in found:
        _tell(each, each.problems)


def _tell(found: DebtorProblems, problems: Sequence[Problem]) -> None:
    group = "不能出具" if found.forbids else "暂不出具" if found.defers else "请注意"
    reasons = "；".join(map(_words, problems))
    typer.echo(f"  {group} {found.party.name}（{found.party.village}）：{reasons}")


def _words(problem: Problem) -> str:
    return words(problem.code, {"field": problem.field, "characters": problem.characters})


def _debtor(found: DebtorProblems) -> dict[str, object]:
    return {
        "debtor": found.party.name,
        "village": found.party.village,
        "forbids": found.forbids,
        "defers": found.defers,
        "problems": [{"code": each.code, "words": _words(each)} for each in found.problems],
    }


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
