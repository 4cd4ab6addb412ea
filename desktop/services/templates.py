"""Templates of papers: head office hands over a file, a branch adopts it under a new version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.domain.documents import (
    NOTICE_KIND,
    NOTICE_SHAPE,
    SHAPES,
    DocumentKind,
    Field,
    Shape,
    Vocabulary,
)
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action, Part
from desktop.services.paper_ports import StoredTemplate, TemplateFormat, TemplateProblem
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork

_LARGEST = 4 * 2**20


@dataclass(frozen=True, slots=True)
class AdoptedTemplate:
    """What was adopted, and the desk that prints by it.

    ``differences`` are the words that PDFs say and the adopted Word file does not.
    """

    version: str
    format: TemplateFormat
    sha256: str
    desk: Desk
    differences: tuple[str, ...] = ()


@permitted(Action.SEE, Part.READ)
def in_force(desk: Desk) -> Desk:
    """Return the desk printing by the templates that its database holds.

    Every use case that prints asks anew: another window may have adopted one since this desk was
    made.
    """
    with desk.store.read() as queries:
        return in_force_in(desk, queries)


def in_force_in(desk: Desk, queries: Queries) -> Desk:
    """Return the desk as :func:`in_force`, seen from within a transaction."""
    return replace(desk, papers=desk.papers.with_templates(queries.templates()))


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """A kind whose template can be replaced: its name, the version in force, its formats."""

    kind: str
    name: str
    version: str
    formats: tuple[TemplateFormat, ...]


@permitted(Action.SEE, Part.READ)
def kinds(desk: Desk) -> tuple[TemplateKind, ...]:
    """Return every kind whose template can be replaced; the demand notice first."""
    papers = in_force(desk).papers
    both = (TemplateFormat.TOML, TemplateFormat.DOCX)
    listed = {NOTICE_KIND: (NOTICE_SHAPE.name, both)} | {
        kind.value: (shape.name, both[: 1 + shape.word]) for kind, shape in SHAPES.items()
    }
    return tuple(
        TemplateKind(kind, name, papers.newest_version(kind), formats)
        for kind, (name, formats) in listed.items()
    )


@permitted(Action.SEE, Part.READ)
def adopted_on(desk: Desk) -> Mapping[str, date]:
    """Return since when each template that head office set is there, by version."""
    with desk.store.read() as queries:
        return {each.version: each.adopted_on for each in queries.templates()}


def fields(kind: str) -> tuple[Field, ...]:
    """Return what a kind's templates may name, columns of tables as ``loans.loan_no``.

    Raises RuleViolation ``template_kind_unknown``.
    """
    shape: Vocabulary = NOTICE_SHAPE if kind == NOTICE_KIND else _shape(kind)
    columns = (
        replace(
            column,
            name=f"{table.name}.{column.name}",
            meaning=f"{table.meaning}：{column.meaning}",
        )
        for table in shape.tables
        for column in table.columns
    )
    return (*shape.fields.values(), *columns)


def _shape(kind: str) -> Shape:
    if kind not in set(SHAPES):
        raise RuleViolation("template_kind_unknown", field="template", name=kind)
    return SHAPES[DocumentKind(kind)]


@permitted(Action.SEE, Part.READ)
def export(desk: Desk, kind: str, path: Path) -> str:
    """Write the template in force to a file, by its suffix TOML or DOCX; return its version.

    Raises RuleViolation ``template_format_unknown``, ``template_kind_unknown``,
    ``template_not_in_word``, and ExpectedFailure where the file cannot be written.
    """
    return in_force(desk).papers.export_template(kind, _format(path), path)


@permitted(Action.POLICY)
def problems(desk: Desk, kind: str, path: Path) -> tuple[TemplateProblem, ...]:
    """Return everything that is wrong with a template file, without storing it.

    Raises ExpectedFailure ``template_file_unreadable``, RuleViolation ``template_format_unknown``.
    """
    return tuple(desk.papers.template_problems(kind, _format(path), _read(path)))


@permitted(Action.POLICY)
def differences(desk: Desk, kind: str, path: Path) -> tuple[str, ...]:
    """Return what a sound DOCX leaves out of the wording in force, by which PDFs are printed.

    One serial must not say two things. Raises as :func:`problems` does.
    """
    return in_force(desk).papers.template_differences(kind, _format(path), _read(path))


@permitted(Action.POLICY)
def adopt(desk: Desk, kind: str, path: Path) -> AdoptedTemplate:
    """Take over a template under the next version of its kind; papers already issued keep theirs.

    One transaction, one journal entry ``template_adopted``. Raises RuleViolation
    ``template_refused`` with all its problems, ``template_nothing_new`` for what is valid already,
    and as :func:`problems` does.
    """
    form, content = _format(path), _read(path)
    found = desk.papers.template_problems(kind, form, content)
    if found:
        raise RuleViolation(
            "template_refused", field="template", file=path.name, problems=tuple(found)
        )
    differing = in_force(desk).papers.template_differences(kind, form, content)
    digest = hashlib.sha256(content).hexdigest()
    with desk.store.write() as uow:
        stored = uow.templates()
        newest = desk.papers.with_templates(stored).newest_version(kind)
        if any(each.version == newest and each.content == content for each in stored):
            raise RuleViolation("template_nothing_new", field="template", file=path.name)
        number = int(newest.partition("/")[2]) + 1
        today = desk.clock.today()
        made = StoredTemplate(f"{kind}/{number}", form, content, today)
        uow.add_template(made)
        body = {"version": made.version, "format": form.value, "sha256": digest}
        uow.record("template_adopted", made.version, body, today)
        uow.commit()
    return AdoptedTemplate(made.version, form, digest, in_force(desk), differing)


def add_from_office(desk: Desk, uow: UnitOfWork, sent: StoredTemplate) -> str:
    """Store a template of a return package in the caller's transaction, and return its version.

    "" where it is here already, or where this program cannot print by it. One whose version is
    taken by another content gets the next number: papers were issued by that one.
    """
    kind = sent.version.partition("/")[0]
    stored = uow.templates()
    if any(
        each.content == sent.content and each.version.partition("/")[0] == kind for each in stored
    ) or desk.papers.template_problems(kind, sent.format, sent.content):
        return ""
    version = sent.version
    if any(each.version == version and each.format is sent.format for each in stored):
        newest = desk.papers.with_templates(stored).newest_version(kind)
        version = f"{kind}/{int(newest.partition('/')[2]) + 1}"
    uow.add_template(replace(sent, version=version, adopted_on=desk.clock.today()))
    return version


def _format(path: Path) -> TemplateFormat:
    try:
        return TemplateFormat(path.suffix.lower().removeprefix("."))
    except ValueError as error:
        raise RuleViolation("template_format_unknown", field="template", file=path.name) from error


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ExpectedFailure("template_too_large", file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise ExpectedFailure("template_file_unreadable", file=path.name) from error
