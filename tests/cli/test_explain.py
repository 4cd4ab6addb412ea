"""``rules explain``: a loan's derivation as text, as JSON and as a paper."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.ledgers.sample import write_sample_ledger

DAY = "2026-10-10"


class Branch:
    """A branch with a ledger, and the command line around it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]

    def run(self, *words: object, code: int = 0) -> str:
        arguments = [*map(str, words), *self.access]
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output


@pytest.fixture(scope="module")
def branch(tmp_path_factory):
    branch = Branch(tmp_path_factory.mktemp("explain"))
    branch.run("init")
    ledger = branch.folder / "ledger_20260930.xlsx"
    write_sample_ledger(ledger, 20, 7, date(2026, 9, 30))
    branch.run("import-ledger", ledger)
    return branch


@pytest.fixture(scope="module")
def loan_no(branch):
    return json.loads(branch.run("clocks", "--as-of", DAY, "--json"))[0]["loan_no"]


def columns(text):
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def test_a_loan_is_explained_from_its_limitation_to_its_class(branch, loan_no):
    told = branch.run("rules", "explain", loan_no, "--as-of", DAY)
    places = [
        told.index(title) for title in ("【诉讼时效】", "【利息】", "【五级分类】", "需人工核对")
    ]
    assert places == sorted(places)
    assert told.startswith(f"借据 {loan_no}　借款人 ")
    assert f"计算日 {DAY}　核心系统数据日 2026-09-30" in told


def test_the_columns_of_figures_end_at_one_place_on_a_console(branch, loan_no):
    lines = branch.run("rules", "explain", loan_no, "--as-of", DAY).splitlines()
    head = next(line for line in lines if "金额(元)" in line)
    end = columns(head[: head.index("金额(元)") + len("金额(元)")])
    total = next(line for line in lines if line.strip().startswith("合计"))
    assert columns(total) == end


def test_json_says_the_same_in_codes_days_and_yuan(branch, loan_no):
    told = json.loads(branch.run("rules", "explain", loan_no, "--as-of", DAY, "--json"))
    clock = next(
        each
        for each in json.loads(branch.run("clocks", "--as-of", DAY, "--json"))
        if each["loan_no"] == loan_no
    )
    assert told["loan_no"] == loan_no
    assert told["as_of"] == DAY
    assert told["limitation"]["state"] == clock["state"]
    assert told["limitation"]["strict_last_day"] == clock["strict_last_day"]
    assert told["limitation"]["steps"][0]["article"]
    rows = told["interest"]["rows"]
    fen = [int(row["amount"].replace(".", "")) for row in rows]
    assert sum(fen) == int(told["interest"]["total"].replace(".", ""))
    assert rows[-1]["days"] == 10
    assert rows[-1]["daily_rate"].startswith("0.000")
    assert told["class"]["at_least"] in {
        "normal",
        "special_mention",
        "substandard",
        "doubtful",
        "loss",
    }


def test_the_paper_is_written(branch, loan_no):
    paper = branch.folder / "why.pdf"
    told = branch.run("rules", "explain", loan_no, "--as-of", DAY, "--pdf", paper)
    assert "why.pdf" in told
    assert paper.read_bytes().startswith(b"%PDF")


def test_an_unknown_loan_is_said_in_words(branch):
    told = branch.run("rules", "explain", "no-such-loan", code=2)
    assert "找不到这笔借款" in told


def test_a_day_that_is_none_is_wrong_use(branch, loan_no):
    branch.run("rules", "explain", loan_no, "--as-of", "2026-02-30", code=2)
