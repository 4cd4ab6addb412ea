"""Files that must not or cannot be read: each ends in one clear error, fast."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.errors import ExpectedFailure
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.sample import write_sample_ledger

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
HEAD = "借据号,户名,余额,到期日\n"


def code_of(path: Path) -> str:
    with pytest.raises(ExpectedFailure) as caught:
        read_ledger(path)
    assert caught.value.params["file"] == path.name
    return caught.value.code


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def book(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    made = openpyxl.Workbook()
    change(made)
    made.save(path)
    return path


def with_part(path: Path, name: str, data: bytes) -> Path:
    book(path, lambda made: None)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ledger_empty"),
        (b"\n\n \n", "ledger_not_a_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "ledger_not_a_spreadsheet"),
        (b"%PDF-1.7 text", "ledger_not_a_spreadsheet"),
        (b"MZ\x90\x00\x03\x00", "ledger_not_a_spreadsheet"),
        ("一封信，没有表格。".encode(), "ledger_not_a_spreadsheet"),
        ("甲,乙,丙\n1,2,3\n".encode(), "ledger_no_header"),
        (b"<html><body>no table</body></html>", "ledger_not_a_spreadsheet"),
        (b'<?xml version="1.0"?><Workbook/>', "ledger_format_old"),
        (b"PK\x03\x04 broken", "ledger_damaged"),
        (OLE, "ledger_not_a_spreadsheet"),
        (OLE + "Workbook".encode("utf-16-le"), "ledger_damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "ledger_encrypted"),
        (OLE + "_VBA_PROJECT_CUR".encode("utf-16-le"), "ledger_has_macros"),
    ],
)
def test_what_is_no_readable_spreadsheet_is_named(tmp_path: Path, data: bytes, code: str) -> None:
    assert code_of(written(tmp_path / "a.xls", data)) == code


def test_an_empty_workbook_is_empty_and_one_without_loans_has_no_heading(tmp_path: Path) -> None:
    assert code_of(book(tmp_path / "a.xlsx", lambda made: None)) == "ledger_empty"
    only_text = book(tmp_path / "b.xlsx", lambda made: made.active.append(["说明", "文字"]))
    assert code_of(only_text) == "ledger_no_header"


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    path = with_part(tmp_path / "a.xlsm", "xl/vbaProject.bin", b"macro")
    assert code_of(path) == "ledger_has_macros"


def test_an_archive_without_a_workbook_is_no_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert code_of(path) == "ledger_not_a_spreadsheet"


def test_outer_entities_are_refused(tmp_path: Path) -> None:
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    path = with_part(tmp_path / "a.xlsx", "xl/worksheets/sheet9.xml", evil)
    assert code_of(path) == "ledger_unsafe"


def test_a_zip_bomb_of_two_gigabytes_is_refused_from_its_directory(tmp_path: Path) -> None:
    path = with_part(tmp_path / "a.xlsx", "xl/worksheets/sheet2.xml", bytes(2**23))
    data = path.read_bytes().replace((2**23).to_bytes(4, "little"), (2**31).to_bytes(4, "little"))
    assert code_of(written(path, data)) == "ledger_zip_bomb"


def test_a_zip_bomb_whose_directory_lies_is_refused_by_inflating_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ledgers.container.MAX_INFLATED_BYTES", 2**22)
    path = with_part(tmp_path / "a.xlsx", "xl/worksheets/sheet2.xml", bytes(2**23))
    data = path.read_bytes().replace((2**23).to_bytes(4, "little"), (99).to_bytes(4, "little"))
    assert code_of(written(path, data)) == "ledger_zip_bomb"


def test_a_file_over_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ledgers.container.MAX_FILE_BYTES", 10)
    assert code_of(written(tmp_path / "a.csv", HEAD.encode())) == "ledger_too_large"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("A1048576", "ledger_too_many_rows"), ("XFD3", "ledger_too_many_columns")],
)
def test_a_cell_at_the_end_of_the_sheet_does_not_fill_memory_with_blanks(
    tmp_path: Path, cell: str, code: str
) -> None:
    def change(made: openpyxl.Workbook) -> None:
        made.active["A1"], made.active[cell] = "借据号", "x"

    assert code_of(book(tmp_path / "a.xlsx", change)) == code


def test_a_million_empty_rows_below_the_loans_do_not_matter(tmp_path: Path) -> None:
    def change(made: openpyxl.Workbook) -> None:
        made.active.append(["借据号", "户名", "余额", "到期日"])
        made.active.append(["L1", "张三", 100, "20200101"])

    path = book(tmp_path / "20260930.xlsx", change)
    rows = "".join(f'<row r="{row}" spans="1:4"/>' for row in range(3, 1_000_001))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert len(read_ledger(path).rows) == 1


def test_a_text_file_with_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ledgers.grid.MAX_ROWS", 50)
    path = written(tmp_path / "a.csv", (HEAD + "L1,张三,1,20200101\n" * 60).encode())
    assert code_of(path) == "ledger_too_many_rows"


def test_a_file_that_is_not_there_or_a_folder_is_unreadable(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.xlsx") == "file_unreadable"
    assert code_of(tmp_path) == "file_unreadable"


def test_a_file_that_is_open_elsewhere_is_named_so_where_the_system_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path) -> str:
        raise PermissionError(13, "locked")

    monkeypatch.setattr("desktop.ledgers.reader._digest", locked)
    expected = "file_in_use" if os.name == "nt" else "file_unreadable"
    assert code_of(written(tmp_path / "a.xlsx", b"PK")) == expected


SAMPLE = Path(__file__).parents[1] / "data" / "ledgers" / "merged.xls"
NOT_A_FIXTURE_PROBLEM = [HealthCheck.function_scoped_fixture]


def reads_or_fails_well(path: Path) -> None:
    try:
        reading = read_ledger(path)
    except ExpectedFailure as failure:
        assert failure.params["file"] == path.name
    else:
        assert reading.file_name == path.name


@settings(max_examples=120, deadline=None, suppress_health_check=NOT_A_FIXTURE_PROBLEM)
@given(data=st.binary(max_size=400))
def test_any_bytes_end_in_a_reading_or_a_clear_error(tmp_path: Path, data: bytes) -> None:
    reads_or_fails_well(written(tmp_path / "a.csv", data))


@settings(max_examples=150, deadline=None, suppress_health_check=NOT_A_FIXTURE_PROBLEM)
@given(lines=st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_any_cells_below_a_heading_end_in_rows_or_problems(
    tmp_path: Path, lines: list[list[str]]
) -> None:
    text = HEAD + "\n".join(",".join(line) for line in lines)
    reads_or_fails_well(written(tmp_path / "a.csv", text.encode("utf-8", "replace")))


def test_an_old_workbook_that_would_end_the_parsers_process_is_only_damaged(
    tmp_path: Path,
) -> None:
    data = SAMPLE.with_name("names_too_much_memory.xls").read_bytes()
    assert code_of(written(tmp_path / "a.xls", data)) == "ledger_damaged"


@settings(max_examples=25, deadline=None, suppress_health_check=NOT_A_FIXTURE_PROBLEM)
@given(place=st.integers(0, 5_600), noise=st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_ends_in_a_reading_or_a_clear_error(
    tmp_path: Path, place: int, noise: bytes
) -> None:
    data = SAMPLE.read_bytes()
    reads_or_fails_well(
        written(tmp_path / "a.xls", data[:place] + noise + data[place + len(noise) :])
    )


@pytest.mark.parametrize("name", ["renamed.xls", "renamed.csv", "renamed.txt"])
def test_a_workbook_is_known_by_its_contents_and_not_by_its_name(tmp_path: Path, name: str) -> None:
    ledger = tmp_path / "ledger_20260930.xlsx"
    write_sample_ledger(ledger, 20, 7, date(2026, 9, 30))
    assert len(read_ledger(ledger.rename(tmp_path / name)).rows) == 20
