"""The room's door: frozen facts in, files and pages out (``Papers`` in the ports)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from desktop.domain.derivation import DerivationSheet
from desktop.domain.documents import DocumentFacts, DocumentKind, batch_cover
from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face, Page
from desktop.printing.checks import check_notices, refuse_lost_characters, refuse_unprintable
from desktop.printing.document_checks import check_documents, refuse_unprintable_documents
from desktop.printing.forms import delivery_list, derivation_sheet
from desktop.printing.forms.block_document import compose_document
from desktop.printing.forms.demand_notice import common_characters, compose_notice
from desktop.printing.forms.derivation_sheet import compose_derivation
from desktop.printing.forms.wording import letterhead
from desktop.printing.output import write_whole
from desktop.printing.pdf import PdfPainter
from desktop.printing.shelf import Shelf, problems_of
from desktop.printing.single_files import write_single_files
from desktop.printing.template_differences import words_left_out
from desktop.printing.word_documents import documents_word
from desktop.printing.word_notices import notices_word
from desktop.services.paper_ports import (
    PaperProblem,
    PrintedFile,
    StoredTemplate,
    TemplateFormat,
    TemplateProblem,
)
from desktop.services.progress import Progress

# A cancel is heard this often.
_STEP = 25


class PrintingRoom:
    """Writes papers and checks whether they can be written.

    Every method that writes raises RuleViolation as ``refuse_unprintable``, ExpectedFailure as
    ``write_whole`` and Cancelled from ``progress``; then no file is there that was not before.
    """

    def __init__(self, adopted: Iterable[StoredTemplate] = ()) -> None:
        self._shelf = Shelf(adopted)

    def with_templates(self, templates: Sequence[StoredTemplate]) -> PrintingRoom:
        """Return a room that prints by head office's templates where there are some.

        It is this room where it has them all; a stored version never changes.
        """
        return self if self._shelf.has(templates) else PrintingRoom(templates)

    def newest_version(self, kind: str) -> str:
        """Return the template version that new documents of a kind are printed by."""
        return self._shelf.newest(kind)

    def export_template(self, kind: str, form: TemplateFormat, path: Path) -> str:
        """Write the template in force to a file, for head office to edit; return its version.

        Raises RuleViolation ``template_kind_unknown``, ``template_not_in_word``, ExpectedFailure as
        ``write_whole``.
        """
        version, content = self._shelf.export(kind, form)
        write_whole(path, content)
        return version

    def template_problems(
        self, kind: str, form: TemplateFormat, content: bytes
    ) -> Sequence[TemplateProblem]:
        """Return everything that is wrong with a template file."""
        return problems_of(kind, form, content)

    def template_differences(
        self, kind: str, form: TemplateFormat, content: bytes
    ) -> tuple[str, ...]:
        """Return the words of the wording in force that a sound DOCX does not say."""
        if form is not TemplateFormat.DOCX:
            return ()
        return words_left_out(self._shelf.template(self._shelf.newest(kind)), content)

    def document_pages(
        self,
        facts: DocumentFacts,
        reprint_on: date | None = None,
        pictures: Mapping[str, bytes] | None = None,
    ) -> Sequence[Page]:
        """Lay one document out for preview or a printer; without a serial it has no barcode."""
        template = self._shelf.template(facts.template_version)
        return compose_document(facts, template, reprint_on, pictures)

    def documents_pdf(
        self,
        facts: Sequence[DocumentFacts],
        path: Path,
        reprint_on: date | None,
        pictures: Mapping[str, bytes],
        progress: Progress,
    ) -> PrintedFile:
        """Write documents to one PDF in the order given."""
        refuse_unprintable_documents(facts)
        title = self._shelf.template(facts[0].template_version).title
        made_on = reprint_on or max(each.issued_on for each in facts)
        painter = PdfPainter(title, letterhead(facts[0].bank), made_on)
        first_page: dict[str, int] = {}
        for number, each in enumerate(facts):
            if number % _STEP == 0:
                progress.report("paint", number, len(facts))
            first_page[each.serial] = painter.pages + 1
            _paint(painter, self.document_pages(each, reprint_on, pictures))
        versions = ", ".join(dict.fromkeys(each.template_version for each in facts))
        return _write(path, painter, first_page, versions, progress)

    def documents_docx(
        self,
        facts: Sequence[DocumentFacts],
        path: Path,
        reprint_on: date | None,
        progress: Progress,
    ) -> PrintedFile:
        """Write documents to one DOCX in the order given.

        Raises as ``documents_word``. ``pages`` and ``first_page`` count a page a document.
        """
        refuse_unprintable_documents(facts)

        def report(number: int) -> None:
            if number % _STEP == 0:
                progress.report("paint", number, len(facts))

        data = documents_word(self._shelf, facts, reprint_on, report)
        serials = [each.serial for each in facts]
        versions = ", ".join(dict.fromkeys(each.template_version for each in facts))
        return _write_word(path, data, serials, versions, progress)

    def check_documents(self, facts: Sequence[DocumentFacts]) -> Sequence[PaperProblem]:
        """Return blanks and characters that would not print, by the draft's place."""
        return check_documents(facts)

    def notices_pdf(
        self,
        facts: Sequence[NoticeFacts],
        path: Path,
        reprint_on: date | None,
        progress: Progress,
        with_cover: bool = False,
    ) -> PrintedFile:
        """Write notices to one PDF in the order given; a reprint is marked 补打 with its date.

        A cover stands in front of them and needs all of them laid out before.
        """
        refuse_unprintable(facts)
        wording = self._shelf.wording(facts[0].template_version)
        title, common = wording.title, common_characters(facts[0], wording)
        painter = _painter(facts, title, reprint_on, common)
        first_page: dict[str, int] = {}
        composed: Iterable[Sequence[Page]] = self._composed(facts, reprint_on, progress)
        if with_cover:
            composed = list(composed)
            _paint(painter, self.cover_pages(facts, list(map(len, composed))))
        for each, pages in zip(facts, composed, strict=True):
            first_page[each.serial] = painter.pages + 1
            _paint(painter, pages)
        return _write(path, painter, first_page, _versions(facts), progress)

    def _composed(
        self, facts: Sequence[NoticeFacts], reprint_on: date | None, progress: Progress
    ) -> Iterator[Sequence[Page]]:
        for number, each in enumerate(facts):
            if number % _STEP == 0:
                progress.report("paint", number, len(facts))
            yield self.notice_pages(each, reprint_on)

    def notices_single_pdfs(
        self,
        facts: Sequence[NoticeFacts],
        folder: Path,
        reprint_on: date | None,
        progress: Progress,
        with_cover: bool = False,
    ) -> PrintedFile:
        """Write each notice to a file of its own, named by its serial, into a new folder."""
        cover = partial(self.cover_pages, facts) if with_cover else None
        return write_single_files(facts, folder, reprint_on, progress, cover, self._shelf.wording)

    def cover_pages(self, facts: Sequence[NoticeFacts], pages: Sequence[int]) -> Sequence[Page]:
        """Lay out the cover of a batch; ``pages`` are those of each notice."""
        version = self.newest_version(DocumentKind.BATCH_COVER)
        return self.document_pages(batch_cover(facts, pages, version))

    def notices_docx(
        self,
        facts: Sequence[NoticeFacts],
        path: Path,
        reprint_on: date | None,
        progress: Progress,
    ) -> PrintedFile:
        """Write notices to one DOCX in the order given, by head office's DOCX where there is one.

        Its pages are the reader's to make: ``pages`` and ``first_page`` count a page a notice.
        """
        refuse_unprintable(facts)

        def report(number: int) -> None:
            if number % _STEP == 0:
                progress.report("paint", number, len(facts))

        data = notices_word(self._shelf, facts, reprint_on, report)
        serials = [each.serial for each in facts]
        return _write_word(path, data, serials, _versions(facts), progress)

    def delivery_lists_pdf(
        self, facts: Sequence[NoticeFacts], path: Path, progress: Progress
    ) -> PrintedFile:
        """Write one list for each officer and village; ``first_page`` is a serial's page."""
        refuse_unprintable(facts)
        painter = _painter(facts, delivery_list.TITLE, None)
        first_page: dict[str, int] = {}
        lists = delivery_list.by_officer_and_village(facts)
        for number, carried in enumerate(lists):
            progress.report("paint", number, len(lists))
            listed = delivery_list.compose_delivery_list(carried)
            start = painter.pages + 1
            first_page |= {serial: start + page for serial, page in listed.page_of.items()}
            _paint(painter, listed.pages)
        return _write(path, painter, first_page, delivery_list.TEMPLATE_VERSION, progress)

    def notice_pages(self, facts: NoticeFacts, reprint_on: date | None = None) -> Sequence[Page]:
        """Lay one notice out for preview or a printer; without a serial it has no barcode."""
        return compose_notice(facts, reprint_on, self._shelf.wording(facts.template_version))

    def derivation_pages(self, sheet: DerivationSheet) -> Sequence[Page]:
        """Lay out how a loan's answers were computed, for preview or a printer."""
        return compose_derivation(sheet)

    def derivation_pdf(self, sheet: DerivationSheet, path: Path, progress: Progress) -> PrintedFile:
        """Write how a loan's answers were computed; the loan begins on page 1."""
        refuse_lost_characters(sheet)
        author = letterhead(sheet.bank) if sheet.bank else ""
        painter = PdfPainter(derivation_sheet.title_of(sheet), author, sheet.as_of)
        progress.report("paint", 0, 1)
        _paint(painter, compose_derivation(sheet))
        version = derivation_sheet.TEMPLATE_VERSION
        return _write(path, painter, {sheet.loan_no: 1}, version, progress)

    def check(self, facts: Sequence[NoticeFacts]) -> Sequence[PaperProblem]:
        """Return blanks and characters that would not print; serials may be missing still."""
        return check_notices(facts)


def _painter(
    facts: Sequence[NoticeFacts],
    title: str,
    reprint_on: date | None,
    common: Mapping[Face, str] | None = None,
) -> PdfPainter:
    return PdfPainter(title, letterhead(facts[0].bank), _made_on(facts, reprint_on), common)


def _made_on(facts: Sequence[NoticeFacts], reprint_on: date | None) -> date:
    """Return the day the file is of: a date of the facts, so that the same facts stay the same."""
    return reprint_on or max(each.issued_on for each in facts)


def _versions(facts: Sequence[NoticeFacts]) -> str:
    """Return the template the notices are set in; reprints of several years may need more."""
    return ", ".join(dict.fromkeys(each.template_version for each in facts))


def _paint(painter: PdfPainter, pages: Iterable[Page]) -> None:
    for page in pages:
        painter.paint(page)


def _write(
    path: Path,
    painter: PdfPainter,
    first_page: Mapping[str, int],
    template_version: str,
    progress: Progress,
) -> PrintedFile:
    progress.report("write", painter.pages, painter.pages)
    data = painter.finish()
    write_whole(path, data)
    return PrintedFile(path, _sha256(data), painter.pages, first_page, template_version)


def _write_word(
    path: Path, data: bytes, serials: Sequence[str], versions: str, progress: Progress
) -> PrintedFile:
    progress.report("write", len(serials), len(serials))
    write_whole(path, data)
    pages = {serial: number for number, serial in enumerate(serials, start=1)}
    return PrintedFile(path, _sha256(data), len(serials), pages, versions)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
