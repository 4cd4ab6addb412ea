"""Events, guarantees and dated tables by command, as a script would use them."""

import json
import shutil
from datetime import date

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.ledgers.sample import write_sample_ledger


class Branch:
    """A branch's database on disk and the command line around it."""

    def __init__(self, folder) -> None:
        self.folder = folder
        self.access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]

    def run(self, *words: object, code: int = 0, open_database: bool = True) -> str:
        arguments = [*map(str, words), *(self.access if open_database else [])]
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    def json(self, *words: object, **options: bool) -> object:
        return json.loads(self.run(*words, "--json", **options))

    def last_day(self) -> str:
        lines = self.json("clocks")
        return next(each["strict_last_day"] for each in lines if each["loan_no"] == self.loan)


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A branch with its ledger, to be copied."""
    branch = Branch(tmp_path_factory.mktemp("imported"))
    branch.run("init")
    ledger = branch.folder / "ledger_20260930.xlsx"
    write_sample_ledger(ledger, 20, 7, date(2026, 9, 30))
    branch.run("import-ledger", ledger)
    known = branch.json("clocks")
    alive = [each for each in known if (each["strict_last_day"] or "") > "2026-10-01"]
    branch.loan = min(alive, key=lambda each: each["strict_last_day"])["loan_no"]
    return branch


@pytest.fixture
def branch(imported, tmp_path):
    branch = Branch(shutil.copytree(imported.folder, tmp_path, dirs_exist_ok=True))
    branch.loan = imported.loan
    return branch


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "旧通知书.jpg"
    path.write_bytes(b"photograph")
    return path


def test_a_suit_is_entered_ended_proved_and_withdrawn(branch, paper):
    before = branch.last_day()
    told = branch.json("event", "add", branch.loan, "--kind", "suit_filed", "--date", "2026-10-01")
    assert branch.last_day() is None
    event_id = told["event"]["id"]
    ended = branch.json("event", "end", event_id, "--on", "2026-10-05")
    assert branch.last_day() == "2029-10-05"
    assert "→ 2029-10-05" in branch.run("event", "prove", ended["event"]["id"], "--evidence", paper)
    listed = branch.json("event", "list", branch.loan)
    assert [each["withdrawn"] for each in listed] == [True, True, False]
    branch.run("event", "withdraw", listed[-1]["id"], "--reason", "录错了户")
    assert branch.last_day() == before
    assert "共 3 条" in branch.run("event", "list", branch.loan)
    branch.run("verify")


def test_kinds_are_known_by_name_and_code(branch):
    assert "part_payment" in branch.run("event", "kinds", open_database=False)
    branch.run("event", "add", branch.loan, "--kind", "归还部分款项", "--date", "2026-10-01")
    branch.run("event", "add", branch.loan, "--kind", "Part-Payment", "--date", "2026-10-02")
    assert "不认识" in branch.run("event", "add", branch.loan, "--kind", "托梦", code=2)
    assert "找不到" in branch.run("event", "add", "no-such-loan", "--kind", "part_payment", code=2)
    late = ("--date", "2999-01-01")
    assert "今天" in branch.run(
        "event", "add", branch.loan, "--kind", "part_payment", *late, code=2
    )


def test_a_guarantor_nobody_knows_is_refused_with_those_known(branch):
    told = branch.run("guarantee", "set", branch.loan, "王保证", "--months", "24", code=2)
    assert "--new" in told
    branch.run("guarantee", "set", branch.loan, "王保证", "--months", "24", "--new")
    branch.run("guarantee", "set", branch.loan, "王保证", "--months", "36")
    told = branch.run("guarantee", "set", branch.loan, "王保正", "--months", "24", code=2)
    assert "王保证" in told


def test_a_guarantee_is_entered_and_acted_upon(branch, paper):
    branch.run(
        "guarantee", "set", branch.loan, "王保证", "--signed", "2025-01-05", "--mode", "连带",
        "--months", "24", "--new",
    )  # fmt: skip
    told = branch.run(
        "guarantee", "act", branch.loan, "王保证", "--kind", "主张到达", "--date", "2026-10-01",
        "--evidence", paper,
    )  # fmt: skip
    assert "凭据 1 份" in told
    shown = branch.run("guarantee", "list", branch.loan)
    assert "2025-01-05  连带  保证期间 24 个月" in shown
    assert "可证明" in shown
    facts = branch.json("guarantee", "list", branch.loan)
    entered = next(each for each in facts if each["guarantor"] == "王保证")
    assert entered["contract"]["months"] == 24
    assert entered["period_end"] >= entered["safe_day"] > "2025-01-05"
    assert "保证期间至" in shown
    branch.run("guarantee", "withdraw", entered["acts"][0]["id"], "--reason", "录错了人")
    assert "已撤销" in branch.run("guarantee", "list", branch.loan)
    assert "不是这笔借款的担保人" in branch.run(
        "guarantee", "act", branch.loan, "赵路人", "--kind", "demand_sent", code=2
    )


def test_printed_tables_are_the_form_in_which_rows_are_adopted(branch, tmp_path):
    printed = branch.json("rules", "tables", "--table", "limitation", open_database=False)
    assert printed == branch.json("rules", "tables", "--table", "limitation")
    row = {"table": "limitation.years", "since": "2020-01-01", "value": 4, "source": "假设的新法"}
    printed["rows"].append(row)
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(printed, ensure_ascii=False), encoding="utf-8")
    preview = branch.json("rules", "adopt", file, "--dry-run")
    assert [each["table"] for each in preview["changes"]] == ["limitation.years"]
    assert preview["clocks_changed"] is None
    told = branch.json("rules", "adopt", file)
    assert told["changes"] == preview["changes"]
    assert told["clocks_changed"] > 0
    assert row | {"note": "", "uncertain": False} in branch.json("rules", "tables")["rows"]
    assert "已经有效" in branch.run("rules", "adopt", file, code=2)
    branch.run("verify")


def test_a_wrong_file_of_rules_tells_every_problem(branch, tmp_path):
    file = tmp_path / "rules.json"
    file.write_text('[{"table": "limitation.years", "since": "x", "value": -1}]', encoding="utf-8")
    told = branch.run("rules", "adopt", file, code=2)
    for place in ("第1行 since", "第1行 source", "第1行 value"):
        assert place in told


def test_recomputing_finds_nothing_to_correct_in_a_sound_database(branch):
    told = branch.json("rules", "recompute", "--as-of", "2026-10-10")
    assert (told["loans"], told["clocks_changed"]) == (20, 0)
    assert told["principal_fen"] > 0
    assert told["interest_fen"] > 0
    assert "20 笔借款" in branch.run("rules", "recompute")
