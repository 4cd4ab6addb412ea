"""The specimens a bank approves its papers by: all there, all marked, all reproducible."""

import errno
import os
import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from desktop.domain.documents import SHAPES, DocumentKind, Sheets, picture_ids
from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.page import TextRun
from desktop.printing import specimen_folder
from desktop.printing.pictures import fitted
from desktop.printing.shelf import built_in
from desktop.printing.specimen_folder import OVERVIEW, SpecimenFile, write_specimens
from desktop.printing.specimen_papers import SpecimenPaper, specimen_papers
from desktop.services.documents.specimens import SPECIMENS, Size
from desktop.services.documents.specimens.pictures import specimen_pictures
from desktop.services.paper_ports import PrintedFile
from desktop.services.progress import CancellableProgress, NoProgress

QUIET = NoProgress()
Printed = Callable[[SpecimenPaper], PrintedFile]
PAPERS = [paper for size in Size for paper in specimen_papers(size)]
every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda each: f"{each.code}-{each.size}")


def text_of(paper: SpecimenPaper) -> str:
    runs = [item.text for page in paper.pages for item in page if isinstance(item, TextRun)]
    return "".join("".join(runs).split())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Print a paper once for all who look at its file."""
    folder = tmp_path_factory.mktemp("printed")

    @cache
    def once(paper: SpecimenPaper) -> PrintedFile:
        return paper.write_pdf(folder / f"{paper.code}-{paper.size}.pdf", QUIET)

    return once


@pytest.fixture(scope="module")
def specimen_set(tmp_path_factory: pytest.TempPathFactory) -> list[SpecimenFile]:
    """The whole set, written once into a folder that was not there."""
    return list(write_specimens(tmp_path_factory.mktemp("set") / "new" / "样张", QUIET))


def test_every_kind_of_document_has_its_specimens() -> None:
    codes = {paper.code for paper in PAPERS}
    assert codes >= {kind.value for kind in SPECIMENS}
    assert set(SPECIMENS) <= set(DocumentKind)
    for size in Size:
        assert {paper.code for paper in PAPERS if paper.size is size} == codes


@every_paper
def test_every_page_is_marked_as_a_specimen(paper: SpecimenPaper) -> None:
    for page in paper.pages:
        assert any("样张" in item.text for item in page if isinstance(item, TextRun))


@every_paper
def test_only_papers_meant_for_both_sides_have_pages_on_a_back(paper: SpecimenPaper) -> None:
    assert paper.pages[0].starts_sheet
    if paper.code in SPECIMENS and SHAPES[DocumentKind(paper.code)].sheets is Sheets.SIMPLEX:
        assert all(page.starts_sheet for page in paper.pages)
    elif paper.code in SPECIMENS and not built_in(DocumentKind(paper.code)).copies:
        assert not any(page.starts_sheet for page in paper.pages[1:])


@every_paper
def test_a_specimen_reads_back_character_by_character(
    paper: SpecimenPaper, printed: Printed, read_pages: Callable[[Path], list[str]]
) -> None:
    file = printed(paper)
    read = "".join(read_pages(file.path))
    # PDFium orders runs by their place: the same characters, as often.
    assert sorted(read) == sorted(text_of(paper))
    assert file.pages == len(paper.pages)
    if paper.size is Size.EXTREME and "䶮" in text_of(paper):
        assert "䶮𬱖" in read


@every_paper
def test_the_same_specimen_is_the_same_file(
    paper: SpecimenPaper, printed: Printed, tmp_path: Path
) -> None:
    one, other = printed(paper), paper.write_pdf(tmp_path / "again.pdf", QUIET)
    assert one.path.read_bytes() == other.path.read_bytes()
    assert one.sha256 == other.sha256


@every_paper
def test_a_file_tells_its_title_and_nobodys_name(paper: SpecimenPaper, printed: Printed) -> None:
    document = pypdfium2.PdfDocument(printed(paper).path)
    told = document.get_metadata_dict()
    document.close()
    assert told["Title"] and told["Author"] == "某某县农村信用合作联社牌口信用社"
    assert told["CreationDate"].startswith("D:20261010")
    assert not re.search("周田生|夏娟安|丁一|欧阳|4399|PA26", "".join(told.values()))


@every_paper
def test_only_cut_down_copies_of_our_fonts_are_in_the_file(
    paper: SpecimenPaper, printed: Printed
) -> None:
    data = printed(paper).path.read_bytes()
    names = set(re.findall(rb"/BaseFont /([^\s/>]+)", data))
    assert names and all(re.match(rb"[A-Z]{6}\+Noto", name) for name in names)
    assert data.count(b"/ToUnicode") == len(names) == data.count(b"/FontFile2")
    assert len(data) < 600_000


def test_a_set_of_specimens_is_a_folder_of_whole_files(
    specimen_set: list[SpecimenFile], read_pages: Callable[[Path], list[str]]
) -> None:
    written = specimen_set
    assert sorted(path.name for path in written[0].path.parent.iterdir()) == sorted(
        each.path.name for each in written
    )
    assert len([each for each in written if each.path.suffix == ".pdf"]) == len(PAPERS) + 1
    assert {"03_催收通知书（第三次）_最多.pdf", "03_催收通知书（第三次）_最多.docx"} <= {
        each.path.name for each in written
    }
    in_word = {SHAPES[kind].name for kind in SPECIMENS if SHAPES[kind].word}
    assert in_word <= {each.name for each in written if each.path.suffix == ".docx"}
    for each in written:
        if each.path.suffix == ".docx":
            assert each.pages is None
            assert "样张" in "".join(part.text for part in Document(each.path).paragraphs)
        else:
            assert len(read_pages(each.path)) == each.pages, each.path.name


def test_the_overview_says_on_which_page_each_paper_stands(
    specimen_set: list[SpecimenFile], read_pages: Callable[[Path], list[str]]
) -> None:
    pages = read_pages(specimen_set[0].path.parent / OVERVIEW)
    usual = [paper for paper in PAPERS if paper.size is Size.USUAL]
    ahead = len(pages) - sum(len(paper.pages) for paper in usual)
    index = "".join(pages[:ahead])
    first = ahead + 1
    for number, paper in enumerate(usual, start=1):
        last = first + len(paper.pages) - 1
        span = str(first) if first == last else f"{first}–{last}"
        line = f"{number}{paper.name}{paper.template_version}{len(paper.pages)}{span}"
        assert line in index
        assert sorted(pages[first - 1]) == sorted(text_of_page(paper, 0))
        first = last + 1


def text_of_page(paper: SpecimenPaper, number: int) -> str:
    runs = [item.text for item in paper.pages[number] if isinstance(item, TextRun)]
    return "".join("".join(runs).split())


def test_a_set_is_written_over_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        specimen_folder, "specimen_papers", lambda size: islice(specimen_papers(size), 2)
    )
    first = write_specimens(tmp_path, QUIET)
    for each in first:
        each.path.write_bytes(b"old")
    again = write_specimens(tmp_path, QUIET)
    assert [each.path for each in again] == [each.path for each in first]
    assert not any(each.path.read_bytes() == b"old" for each in again)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file")
    with pytest.raises(ExpectedFailure, match="folder_unwritable") as refused:
        write_specimens(tmp_path / "taken", QUIET)
    assert refused.value.params == {"folder": "taken"}


def test_a_disk_that_fills_up_leaves_whole_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    durable = os.fsync

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        durable(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExpectedFailure, match="disk_full"):
        write_specimens(tmp_path, QUIET)
    assert len(list(tmp_path.iterdir())) == 3
    assert not list(tmp_path.glob("*.part"))


def test_a_cancelled_set_stops_between_two_papers(tmp_path: Path) -> None:
    seen: list[int] = []
    progress = CancellableProgress(lambda _, done, total: seen.append(done), lambda: len(seen) == 2)
    with pytest.raises(Cancelled):
        write_specimens(tmp_path, progress)
    assert seen == [0, 1]
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_the_pictures_of_a_specimen_can_be_shown() -> None:
    shown = [kind(size) for kind in SPECIMENS.values() for size in Size]
    for facts in shown:
        pictures = specimen_pictures(facts)
        assert set(pictures) == set(picture_ids(facts))
        assert all(fitted(each, 200, 200) for each in pictures.values())
