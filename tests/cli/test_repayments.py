"""Repayments by command, as a script would use them."""

import json
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build
from desktop.cli import repayments
from desktop.cli.app import app
from desktop.cli.signing import opened
from desktop.domain.permissions import Role
from desktop.ledgers.sample import write_sample_ledger
from desktop.services import approvals
from desktop.services.paper_archive import pc_in
from tests.people import at_desk, employ


class Branch:
    """A branch's database on disk, its people, and the command line around it."""

    def __init__(self, folder, monkeypatch) -> None:
        self.access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]
        self._patch = monkeypatch

    def sit(self, role):
        """Let somebody of this role type the commands."""

        def at_his_desk(db, key_file):
            application = opened(db, key_file)
            return replace(application, desk=at_desk(application.desk, role))

        self._patch.setattr(repayments, "opened", at_his_desk)

    def run(self, *words: object, code: int = 0) -> str:
        result = CliRunner().invoke(app, [*map(str, words), *self.access], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    def json(self, *words: object):
        return json.loads(self.run("repayments", *words, "--json"))


@pytest.fixture
def branch(tmp_path, monkeypatch):
    branch = Branch(tmp_path, monkeypatch)
    branch.run("init")
    ledger = tmp_path / "ledger_20260930.xlsx"
    write_sample_ledger(ledger, 20, 7, date(2026, 9, 30))
    branch.run("import-ledger", ledger)
    clocks = json.loads(branch.run("clocks", "--json"))
    branch.loan = clocks[0]["loan_no"]
    branch.key = (tmp_path / "b.key", tmp_path / "b.db")
    return branch


@pytest.fixture
def people(branch):
    from desktop.storage.keyslots import read_key_file

    key_file, database = branch.key
    with build(database, read_key_file(key_file)) as application:
        employ(application.desk)

    def sign(role):
        with build(database, read_key_file(key_file)) as application:
            with application.desk.store.read() as queries:
                (waiting,) = queries.waiting_proposals()
            desk = at_desk(application.desk, role)
            approvals.approve(desk, waiting.id, waiting.item_hash, role.value)

    return sign


def test_a_quote_is_told_as_words_and_as_json_and_writes_nothing(branch):
    told = branch.run("repayments", "quote", branch.loan, "1,000.50")
    assert "民法典第561条" in told and "民法典第560条" in told
    plain = branch.json("quote", branch.loan, "1000.50")
    shares = plain["shares"]
    fen = sum(
        round(float(share[part].replace(",", "")) * 100)
        for share in shares
        for part in ("cost", "on_balance", "off_balance", "principal")
    )
    assert fen == 100_050
    assert branch.json("day")["lines"] == []


def test_an_amount_that_is_none_or_too_large_is_wrong_use(branch):
    assert "不是金额" in branch.run("repayments", "quote", branch.loan, "一些", code=2)
    told = branch.run("repayments", "quote", branch.loan, "99999999999", code=2)
    assert "最多可收" in told


def test_without_people_no_money_is_taken(branch):
    told = branch.run("repayments", "record", branch.loan, "10", code=2)
    assert "用户" in told


def test_money_is_taken_reversed_and_the_day_closed(branch, people):
    branch.sit(Role.TELLER)
    told = branch.run(
        "repayments", "record", branch.loan, "100", "--loan", branch.loan, "--cost", "10"
    )
    receipt = told.split("收据 ")[1].split()[0]
    assert "费用 10.00" in told
    again = branch.run("repayments", "record", branch.loan, "100", code=2)
    assert receipt in again
    branch.run("repayments", "record", branch.loan, "100", "--again")
    assert f"{receipt} {pc_in(receipt)} 机 " in branch.run("repayments", "day")
    assert "已提交" in branch.run("repayments", "reverse", receipt, "--reason", "点错")
    people(Role.ACCOUNTANT)
    told = branch.run("repayments", "day")
    assert "（已作废）" in told and "（冲正）" in told and "应有现金 100.00 元，未轧账" in told
    assert "原因" in branch.run("repayments", "close", "--counted", "99", code=2)
    assert "已提交" in branch.run("repayments", "close", "--counted", "100")
    people(Role.ACCOUNTANT)
    assert "已轧账" in branch.run("repayments", "day")


def test_differences_are_listed_and_a_receipt_without_one_is_not_decided(branch):
    assert "待核对 0 笔" in branch.run("repayments", "differences")
    branch.run("repayments", "differences", "--decide", "PA26-S0001", "--booked", code=2)
    branch.run("repayments", "differences", "--decide", "PA26-S0001", code=2)
