from datetime import date

import openpyxl
import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.ledgers.export import write_table
from desktop.services.table_ports import TableColumn

COLUMNS = (TableColumn("借款人"), TableColumn("本金余额", money=True), TableColumn("到期日"))


def test_fen_become_yuan_and_dates_stay_dates(tmp_path):
    path = tmp_path / "list.xlsx"
    write_table(path, COLUMNS, [("周田生", 123_456_789, date(2023, 10, 13))])
    sheet = openpyxl.load_workbook(path).active
    assert [cell.value for cell in sheet[2]] == ["周田生", 1_234_567.89, "2023-10-13"]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "http://x", "123"])
def test_text_is_never_a_formula_a_link_or_a_number(tmp_path, text):
    path = tmp_path / "list.xlsx"
    write_table(path, COLUMNS, [(text, None, None)])
    cell = openpyxl.load_workbook(path).active["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_place_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path):
    with pytest.raises(ExpectedFailure, match="file_not_written"):
        write_table(tmp_path / "gone" / "list.xlsx", COLUMNS, [])
    assert list(tmp_path.iterdir()) == []
