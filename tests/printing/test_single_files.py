"""A batch as a folder of single files: each notice alone in its own, all of them or none."""

import errno
import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure, RuleViolation
from desktop.domain.notices import NoticeFacts
from desktop.printing.papers import PrintingRoom
from desktop.printing.single_files import COVER_FILE, manifest_sha256
from desktop.services.paper_ports import PrintedFile
from desktop.services.progress import CancellableProgress, NoProgress

MakeNotice = Callable[..., NoticeFacts]
ReadPages = Callable[[Path], list[str]]
ROOM = PrintingRoom()
QUIET = NoProgress()
NAMES = ("周田生", "夏娟安", "欧阳䶮𬱖")


@pytest.fixture
def batch(make_notice: MakeNotice) -> list[NoticeFacts]:
    return [
        make_notice(serial=f"P26-000{n}", debtor=name, loans=1 + 39 * (n == 1))
        for n, name in enumerate(NAMES)
    ]


def write(batch: list[NoticeFacts], folder: Path, **more: bool) -> PrintedFile:
    return ROOM.notices_single_pdfs(batch, folder, None, QUIET, **more)


def test_each_file_holds_its_own_notice_and_nobody_elses(
    batch: list[NoticeFacts], tmp_path: Path, read_pages: ReadPages
) -> None:
    write(batch, tmp_path / "n")
    assert sorted(path.name for path in (tmp_path / "n").iterdir()) == [
        "P26-0000.pdf",
        "P26-0001.pdf",
        "P26-0002.pdf",
    ]
    for each in batch:
        text = "".join(read_pages(tmp_path / "n" / f"{each.serial}.pdf"))
        assert [name for name in NAMES if name in text] == [each.debtor]
        assert [other.serial for other in batch if other.serial in text] == [each.serial]


def test_a_single_file_says_what_the_notice_says_in_its_batch(
    batch: list[NoticeFacts], tmp_path: Path, read_pages: ReadPages
) -> None:
    printed = ROOM.notices_pdf(batch, tmp_path / "all.pdf", None, QUIET)
    together = read_pages(tmp_path / "all.pdf")
    alone = write(batch, tmp_path / "n")
    for each in batch:
        start = printed.first_page[each.serial] - 1
        pages = read_pages(tmp_path / "n" / f"{each.serial}.pdf")
        assert pages == together[start : start + len(pages)]
    assert alone.pages == printed.pages == len(together)


def test_no_persons_data_stands_in_a_file_name(batch: list[NoticeFacts], tmp_path: Path) -> None:
    write(batch, tmp_path / "n", with_cover=True)
    names = "".join(path.name for path in (tmp_path / "n").iterdir())
    for each in batch:
        assert each.debtor not in names and each.loans[0].loan_no not in names


def test_files_are_titled_as_what_they_are(batch: list[NoticeFacts], tmp_path: Path) -> None:
    write(batch, tmp_path / "n", with_cover=True)
    titles = {}
    for path in (tmp_path / "n").iterdir():
        document = pypdfium2.PdfDocument(path)
        titles[path.name] = document.get_metadata_value("Title")
        document.close()
    assert titles.pop(COVER_FILE) == "催收通知书批次封面"
    assert set(titles.values()) == {"逾期贷款催收通知书"}


def test_every_hash_is_told_and_the_list_of_them_is_hashed(
    batch: list[NoticeFacts], tmp_path: Path
) -> None:
    printed = write(batch, tmp_path / "n", with_cover=True)
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "n").iterdir()
    }
    assert printed.files == files
    assert COVER_FILE in files
    assert printed.sha256 == manifest_sha256(files)
    changed = {**files, "P26-0000.pdf": "0" * 64}
    assert manifest_sha256(changed) != printed.sha256


def test_the_same_facts_are_the_same_files(batch: list[NoticeFacts], tmp_path: Path) -> None:
    one, other = (write(batch, tmp_path / name, with_cover=True) for name in "ab")
    assert one.files == other.files


def test_a_reprint_is_marked_in_every_file(
    batch: list[NoticeFacts], tmp_path: Path, read_pages: ReadPages
) -> None:
    ROOM.notices_single_pdfs(batch, tmp_path / "n", date(2026, 11, 23), QUIET)
    for path in (tmp_path / "n").iterdir():
        assert all("补打2026-11-23" in page for page in read_pages(path))


def test_a_folder_with_files_is_left_alone(batch: list[NoticeFacts], tmp_path: Path) -> None:
    folder = tmp_path / "n"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(ExpectedFailure, match="paper_folder_not_empty"):
        write(batch, folder)
    assert [path.name for path in tmp_path.rglob("*")] == ["n", "mine.txt"]
    with pytest.raises(ExpectedFailure, match="paper_folder_not_empty"):
        write(batch, folder / "mine.txt")


def test_an_empty_folder_and_what_a_killed_run_left_are_no_obstacle(
    batch: list[NoticeFacts], tmp_path: Path
) -> None:
    (tmp_path / "n").mkdir()
    (tmp_path / "n.part").mkdir()
    (tmp_path / "n.part" / "P26-9999.pdf").write_bytes(b"half")
    write(batch, tmp_path / "n")
    assert [path.name for path in tmp_path.iterdir()] == ["n"]
    assert len(list((tmp_path / "n").iterdir())) == len(batch)


def test_a_disk_that_fills_up_leaves_no_folder(
    batch: list[NoticeFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == len(batch):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExpectedFailure, match="disk_full"):
        write(batch, tmp_path / "n")
    assert len(written) == len(batch)
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_folder_is_not_there(batch: list[NoticeFacts], tmp_path: Path) -> None:
    seen: list[int] = []
    progress = CancellableProgress(
        lambda _stage, done, _total: seen.append(done), lambda: len(seen) > 1
    )
    notices = [batch[0]] * 30
    with pytest.raises(Cancelled):
        ROOM.notices_single_pdfs(notices, tmp_path / "n", None, progress)
    assert 0 < seen[-1] < 30
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "陈\U00020bb7", "陈?"])
def test_one_name_that_cannot_be_printed_stops_the_whole_folder(
    batch: list[NoticeFacts], make_notice: MakeNotice, tmp_path: Path, name: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        write([*batch, make_notice(serial="P26-0009", debtor=name)], tmp_path / "n")
    assert refused.value.params["serial"] == "P26-0009"
    assert list(tmp_path.iterdir()) == []


def test_no_notices_are_no_folder(tmp_path: Path) -> None:
    with pytest.raises(RuleViolation, match="nothing_to_print"):
        write([], tmp_path / "n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_a_folder_that_is_not_there_is_an_expected_failure(
    batch: list[NoticeFacts], tmp_path: Path
) -> None:
    with pytest.raises(ExpectedFailure, match="paper_unwritable"):
        write(batch, tmp_path / "missing" / "n")
