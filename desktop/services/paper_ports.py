"""What the use cases need from the printing room, and what they give it, as a Protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop.domain.derivation import DerivationSheet
from desktop.domain.documents import DocumentFacts
from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Page
from desktop.services.progress import Progress


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A file that was written: SHA-256 of its bytes, pages, first page of each serial (from 1).

    Of a folder of single files ``files`` are names and hashes, and ``sha256`` is of their list.
    """

    path: Path
    sha256: str
    pages: int
    first_page: Mapping[str, int]
    template_version: str
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperProblem:
    """A notice that cannot be printed as it stands: characters no font has, or a blank."""

    serial: str
    party_id: str
    code: str
    field: str
    characters: str = ""


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """What is wrong with a template: a code with words, the block's place, the name meant."""

    code: str
    place: str
    name: str


class TemplateFormat(StrEnum):
    """A template's file: wording and blocks, or a whole Word document with named fields."""

    TOML = "toml"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """A template head office put in the place of an earlier one; version is ``kind/number``."""

    version: str
    format: TemplateFormat
    content: bytes
    adopted_on: date


class Papers(Protocol):
    """Facts to paper."""

    def notices_pdf(
        self,
        facts: Sequence[NoticeFacts],
        path: Path,
        reprint_on: date | None,
        progress: Progress,
        with_cover: bool = False,
    ) -> PrintedFile: ...

    def notices_single_pdfs(
        self,
        facts: Sequence[NoticeFacts],
        folder: Path,
        reprint_on: date | None,
        progress: Progress,
        with_cover: bool = False,
    ) -> PrintedFile:
        """Write each notice to a file of its own, named by its serial, into a new folder."""

    def cover_pages(self, facts: Sequence[NoticeFacts], pages: Sequence[int]) -> Sequence[Page]:
        """Lay out the cover of a batch; ``pages`` are those of each notice."""

    def notices_docx(
        self,
        facts: Sequence[NoticeFacts],
        path: Path,
        reprint_on: date | None,
        progress: Progress,
    ) -> PrintedFile: ...

    def delivery_lists_pdf(
        self, facts: Sequence[NoticeFacts], path: Path, progress: Progress
    ) -> PrintedFile: ...

    def notice_pages(self, facts: NoticeFacts, reprint_on: date | None = None) -> Sequence[Page]:
        """Lay one notice out for preview or a printer."""

    def derivation_pages(self, sheet: DerivationSheet) -> Sequence[Page]:
        """Lay out how a loan's answers were computed, for preview or a printer."""

    def derivation_pdf(
        self, sheet: DerivationSheet, path: Path, progress: Progress
    ) -> PrintedFile: ...

    def check(self, facts: Sequence[NoticeFacts]) -> Sequence[PaperProblem]:
        """Return what would keep these notices from being printed."""

    def newest_version(self, kind: str) -> str:
        """Return the template version (``kind/number``) that new documents are printed by."""

    def document_pages(
        self,
        facts: DocumentFacts,
        reprint_on: date | None = None,
        pictures: Mapping[str, bytes] | None = None,
    ) -> Sequence[Page]:
        """Lay one document out for preview or a printer; ``pictures`` are files by evidence id."""

    def documents_pdf(
        self,
        facts: Sequence[DocumentFacts],
        path: Path,
        reprint_on: date | None,
        pictures: Mapping[str, bytes],
        progress: Progress,
    ) -> PrintedFile: ...

    def documents_docx(
        self,
        facts: Sequence[DocumentFacts],
        path: Path,
        reprint_on: date | None,
        progress: Progress,
    ) -> PrintedFile: ...

    def check_documents(self, facts: Sequence[DocumentFacts]) -> Sequence[PaperProblem]:
        """Return blanks and characters that would not print.

        Drafts have no serial: ``serial`` of a problem is the draft's place in ``facts`` (from 0).
        """

    def with_templates(self, templates: Sequence[StoredTemplate]) -> Papers:
        """Return papers that print by head office's templates where there are some."""

    def export_template(self, kind: str, form: TemplateFormat, path: Path) -> str:
        """Write the template in force to a file, for head office to edit; return its version."""

    def template_problems(
        self, kind: str, form: TemplateFormat, content: bytes
    ) -> Sequence[TemplateProblem]:
        """Return what is wrong with a template file, all of it; empty where it can be adopted."""

    def template_differences(
        self, kind: str, form: TemplateFormat, content: bytes
    ) -> tuple[str, ...]:
        """Return the words of the wording in force that a sound DOCX does not say."""
