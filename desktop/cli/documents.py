"""``documents``: letters, agreements and the branch's own papers from wish to paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.document_lines import plain_document, plain_kind, show_issued
from desktop.cli.notices import ByHand, marked
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
from desktop.domain.documents import SHAPES, DocumentKind
from desktop.domain.errors import CodedError, RuleViolation
from desktop.domain.rounds import NoticeState
from desktop.printing.output import require_place
from desktop.services.documents import issuing
from desktop.services.documents.builder import Scope
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import IssuedDocuments, Wish
from desktop.services.documents.many import wishes_in_village
from desktop.services.lists import newest_documents
from desktop.services.paper_archive import PaperKind
from desktop.services.ports import Desk, Queries
from desktop.services.progress import Progress
from desktop.ui.errors import choice_name, field_name

app = typer.Typer(help="文书：通知、函件、协议和网点自用表单", no_args_is_help=True)

_SCOPES = {
    Scope.DEBTOR: "按户",
    Scope.VILLAGE: "按村",
    Scope.OFFICER: "按经办人",
    Scope.BRANCH: "网点",
}
_STATES = {
    NoticeState.GENERATED: "未印",
    NoticeState.PRINTED: "已印",
    NoticeState.HANDED_OUT: "已交出",
}

Serials = Annotated[list[str], typer.Argument(help="文书编号")]
Pdf = Annotated[Path | None, typer.Option("--pdf", help="写成 PDF")]
Docx = Annotated[Path | None, typer.Option("--docx", help="写成 Word")]


@app.command("kinds")
def kinds(as_json: Json = False) -> None:
    """列出能出的文书和要填的内容；* 必填。"""
    if as_json:
        print_json([plain_kind(kind) for kind in BUILDERS])
        return
    for kind, builder in BUILDERS.items():
        word = "，有 Word" if SHAPES[kind].word else ""
        typer.echo(f"{kind.value}  {SHAPES[kind].name}（{_SCOPES[builder.scope]}{word}）")
        for each in builder.inputs:
            star = "*" if each.required else ""
            labels = (f"{code}={choice_name(each.name, code)}" for code in each.choices)
            choices = "、".join(labels)
            typer.echo(f"    {each.name}{star}  {field_name(each.name)}  {choices}".rstrip())


@app.command("issue")
def issue(
    kind: Annotated[str, typer.Argument(help="文书种类，见 documents kinds")],
    db: Database,
    key_file: KeyFile = None,
    debtor: Annotated[str, typer.Option(help="这一户（姓名）")] = "",
    loan: Annotated[str, typer.Option(help="这一笔借据所属的户，只写这一笔")] = "",
    village: Annotated[str, typer.Option(help="这个村的每一户")] = "",
    given: Annotated[
        list[str] | None, typer.Option("--set", help="要填的内容：名称=值，可多次")
    ] = None,
    as_of: AsOf = None,
    pdf: Pdf = None,
    docx: Docx = None,
    as_json: Json = False,
) -> None:
    """出具文书：冻结内容、编号、写成文件。"""
    wanted, inputs = _known_kind(kind), _inputs(kind, given or [])
    outputs = _outputs(pdf, docx, wanted)
    shown = progress(as_json)
    with errors_in_words(), opened(db, key_file) as application:
        _require_places(outputs)
        desk = application.desk
        today = day(as_of, desk.clock.today())
        if BUILDERS[wanted].scope is not Scope.DEBTOR:
            wishes: Sequence[Wish] = [Wish(wanted, inputs=_about_village(wanted, inputs, village))]
        elif village:
            wishes = wishes_in_village(desk, wanted, ("", village), today, inputs, shown)
        else:
            wishes = [_wish(desk, wanted, debtor, loan, inputs)]
        drafted = issuing.draft(desk, wishes, today, shown)
        problems = desk.papers.check_documents(drafted.drafts)
        issued = IssuedDocuments("", (), drafted.refused, tuple(problems))
        if len({each.serial for each in problems}) < len(drafted.drafts):
            issued = issuing.issue(desk, wishes, today, shown)
            _write_or_name(desk, issued, outputs, shown)
    show_issued(issued, as_json)
    if issued.problems or not issued.facts:
        raise typer.Exit(PROBLEMS_FOUND)


@app.command("reprint")
def reprint(
    serials: Serials,
    db: Database,
    key_file: KeyFile = None,
    pdf: Pdf = None,
    docx: Docx = None,
) -> None:
    """补打：内容与原件相同，标明补打日期。"""
    outputs = _outputs(pdf, docx)
    with errors_in_words(), opened(db, key_file) as application:
        for way, path in outputs.items():
            issuing.reprint_documents(application.desk, serials, way, path, progress(False))
    typer.echo(f"补打 {len(set(serials))} 份")


@app.command("mark")
def mark(
    state: Annotated[ByHand, typer.Argument(help="printed 已印好，handed_out 已交出")],
    serials: Serials,
    db: Database,
    key_file: KeyFile = None,
) -> None:
    """登记文书已印好或已交出。"""
    with errors_in_words(), opened(db, key_file) as application:
        moved = issuing.mark_documents(application.desk, serials, NoticeState(state))
    typer.echo(marked(serials, moved))


@app.command("list")
def list_(
    db: Database,
    key_file: KeyFile = None,
    limit: Annotated[int, typer.Option(min=1, help="最多列出多少份")] = 50,
    as_json: Json = False,
) -> None:
    """列出最近出具的文书，新的在前。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = newest_documents(application.desk, limit=limit)
    if as_json:
        print_json([plain_document(each) for each in found])
        return
    for each in found:
        typer.echo(
            f"{each.serial}  {each.issued_on}  {SHAPES[each.kind].name}  {each.subject}"
            f"  {_STATES[each.state]}"
        )
    typer.echo(f"共 {len(found)} 份")


def _known_kind(kind: str) -> DocumentKind:
    if kind not in set(BUILDERS):
        known = "、".join(each.value for each in BUILDERS)
        raise typer.BadParameter(f"没有“{kind}”这种文书；有：{known}", param_hint="KIND")
    return DocumentKind(kind)


def _inputs(kind: str, given: Sequence[str]) -> dict[str, str]:
    """Read ``name=value``; a name the kind does not ask for is refused, not forgotten."""
    known = [each.name for each in BUILDERS[DocumentKind(kind)].inputs]
    inputs = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or name not in known:
            names = "、".join(known) or "无"
            raise typer.BadParameter(f"“{each}”应写成 名称=值，名称有：{names}", param_hint="--set")
        inputs[name] = value.replace("\\n", "\n")
    return inputs


def _outputs(
    pdf: Path | None, docx: Path | None, kind: DocumentKind | None = None
) -> Mapping[PaperKind, Path]:
    outputs = {PaperKind.PDF: pdf, PaperKind.DOCX: docx}
    if docx is not None and kind is not None and not SHAPES[kind].word:
        raise typer.BadParameter(f"{SHAPES[kind].name}只有 PDF", param_hint="--docx")
    if not any(outputs.values()):
        raise typer.BadParameter("请用 --pdf 或 --docx 指出写到哪里")
    return {way: path for way, path in outputs.items() if path is not None}


def _require_places(outputs: Mapping[PaperKind, Path]) -> None:
    """Refuse a place that cannot be written to before serials are taken, not after."""
    for path in outputs.values():
        require_place(path)


def _about_village(
    kind: DocumentKind, inputs: Mapping[str, str], village: str
) -> Mapping[str, str]:
    asked = {each.name for each in BUILDERS[kind].inputs}
    if village and "village" not in asked:
        raise typer.BadParameter(f"{SHAPES[kind].name}不按村出", param_hint="--village")
    return {**inputs, "village": village} if village else inputs


def _wish(
    desk: Desk, kind: DocumentKind, debtor: str, loan_no: str, inputs: Mapping[str, str]
) -> Wish:
    """Find the debtor by the loan's number or by a name that only one bears."""
    with desk.store.read() as queries:
        if loan_no:
            found = queries.loan_by_no(loan_no)
            if found is None:
                raise RuleViolation("loan_unknown", field="loan_no", loan_no=loan_no)
            return Wish(kind, found.borrower_id, (found.id,), inputs)
        if not debtor:
            raise typer.BadParameter("请用 --debtor、--loan 或 --village 指出是谁")
        return Wish(kind, _party_named(queries, debtor), inputs=inputs)


def _party_named(queries: Queries, name: str) -> str:
    found = {party.id: party for party, _ in queries.debtors() if party.name == name}
    if not found:
        raise RuleViolation("party_unknown", field="party")
    if len(found) > 1:
        places = "；".join(f"{each.township}{each.village}{each.group}" for each in found.values())
        raise RuleViolation("debtor_ambiguous", field="party", name=name, places=places)
    return next(iter(found))


def _write_or_name(
    desk: Desk, issued: IssuedDocuments, outputs: Mapping[PaperKind, Path], shown: Progress
) -> None:
    """Write the papers; where that fails, name them, for they are issued all the same."""
    serials = [each.serial for each in issued.facts]
    try:
        for way, path in outputs.items():
            issuing.write_documents(desk, issued.batch_id, serials, way, path, shown)
    except CodedError:
        remedy = "文件没有写全，请用 qingshou documents reprint 加编号重新打印"
        typer.echo(f"文书已出具：{'、'.join(serials)}。{remedy}。", err=True)
        raise
