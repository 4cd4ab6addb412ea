"""How the command ``documents`` shows documents: as lines and as JSON."""

from __future__ import annotations

import typer

from desktop.cli.session import print_json
from desktop.domain.documents import SHAPES, DocumentKind
from desktop.services.documents.builder import Refused
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import IssuedDocuments
from desktop.services.paper_ports import PaperProblem
from desktop.services.records import DocumentHead
from desktop.ui.errors import field_name, words


def show_issued(issued: IssuedDocuments, as_json: bool) -> None:
    """Say what was issued, and what not and why."""
    if as_json:
        print_json(
            {
                "issued": [
                    {"serial": each.serial, "kind": each.kind.value, "subject": each.subject}
                    for each in issued.facts
                ],
                "refused": [plain_refused(each) for each in issued.refused],
                "problems": [plain_problem(each) for each in issued.problems],
            }
        )
        return
    typer.echo(f"出具 {len(issued.facts)} 份")
    for each in issued.facts:
        typer.echo(f"  {each.serial}  {SHAPES[each.kind].name}  {each.subject}")
    for refused in issued.refused:
        typer.echo(f"  未出具 {refused.subject}：{plain_refused(refused)['reason']}")
    for problem in issued.problems:
        typer.echo(f"  未出具：{plain_problem(problem)['reason']}")


def plain_kind(kind: DocumentKind) -> dict[str, object]:
    """Return a kind and what it asks for, for JSON."""
    return {
        "kind": kind.value,
        "name": SHAPES[kind].name,
        "scope": BUILDERS[kind].scope.value,
        "word": SHAPES[kind].word,
        "inputs": [
            {
                "name": each.name,
                "label": field_name(each.name),
                "type": each.kind.value,
                "required": each.required,
                "choices": list(each.choices),
            }
            for each in BUILDERS[kind].inputs
        ],
    }


def plain_document(document: DocumentHead) -> dict[str, object]:
    """Return an issued document for JSON."""
    return {
        "serial": document.serial,
        "kind": document.kind.value,
        "subject": document.subject,
        "issued_on": document.issued_on,
        "state": document.state.value,
        "printed_on": document.printed_on,
        "reprints": document.reprints,
    }


def plain_refused(refused: Refused) -> dict[str, object]:
    """Return who got no document, and why."""
    return {
        "subject": refused.subject,
        "code": refused.code,
        "reason": words(refused.code, refused.params),
    }


def plain_problem(problem: PaperProblem) -> dict[str, object]:
    """Return why a document would not print."""
    params = {"field": problem.field, "characters": problem.characters}
    return {"code": problem.code, "field": problem.field, "reason": words(problem.code, params)}
