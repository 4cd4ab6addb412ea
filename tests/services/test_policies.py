"""Rows of head office: checked whole, stored, in force from the next start, clocks following."""

import json
from datetime import date

import pytest

from desktop.bootstrap import build
from desktop.domain.errors import Cancelled, ExpectedFailure, RuleViolation
from desktop.domain.policy import DEFAULT_POLICY
from desktop.domain.policy.codec import row_to_plain, rows_of
from desktop.services import policies
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.services.verify import verify

FOUR_YEARS = {
    "table": "limitation.years",
    "since": "2020-01-01",
    "value": 4,
    "source": "假设的新法",
}
YEAR_2027 = {
    "table": "holidays.years",
    "since": "2027-01-01",
    "value": {"rest_days": ["2027-10-01"], "worked_days": []},
    "source": "国务院办公厅通知",
}


@pytest.fixture
def handed_over(tmp_path):
    """Write rows as head office's file."""

    def write(*rows: object):
        path = tmp_path / "规则表.json"
        path.write_text(json.dumps({"rows": rows}, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def loan(take_in, ledger, desk):
    take_in(ledger.row("A-1", due_on=date(2023, 10, 13)))
    with desk.store.read() as queries:
        return queries.loan_by_no("A-1").id


@pytest.fixture
def last_day(loan, database, clock, application):
    """Return the stored last day after a restart, in which everything must verify."""

    def look() -> date:
        application.close()
        with build(database, bytes(range(32)), clock=clock) as reopened:
            assert verify(reopened.desk, NoProgress()) == []
            with reopened.desk.store.read() as queries:
                return queries.loan(loan).last_day

    return look


def test_without_rows_the_shipped_tables_are_in_force(desk):
    with desk.store.read() as queries:
        assert policies.effective(queries) == DEFAULT_POLICY
    assert desk.policy == DEFAULT_POLICY


def test_an_adopted_period_rewrites_the_stored_clocks_at_once(desk, handed_over, last_day):
    adoption = policies.adopt(desk, handed_over(FOUR_YEARS), NoProgress())
    assert adoption.clocks_changed == 1
    assert [each.before for each in adoption.changes] == [None]
    assert verify(adoption.desk, NoProgress()) == []
    assert last_day() == date(2027, 10, 13)


def test_an_adopted_row_is_in_force_after_a_restart(desk, handed_over, application, database):
    policies.adopt(desk, handed_over(FOUR_YEARS, YEAR_2027), NoProgress())
    application.close()
    with build(database, bytes(range(32))) as reopened:
        assert reopened.desk.policy.limitation.years[-1].value == 4
        assert reopened.desk.calendar.covers(date(2027, 12, 31))


def test_rest_days_of_a_further_year_roll_the_legal_last_day(desk, handed_over, take_in, ledger):
    take_in(ledger.row("A-1", due_on=date(2024, 10, 1)))
    adoption = policies.adopt(desk, handed_over(YEAR_2027), NoProgress())
    assert adoption.clocks_changed == 1
    with desk.store.read() as queries:
        loan = queries.loan_by_no("A-1")
    assert (loan.last_day, loan.legal_last_day) == (date(2027, 10, 1), date(2027, 10, 4))


def test_a_preview_tells_the_changes_and_stores_none(desk, handed_over):
    replaced = {**FOUR_YEARS, "since": "2017-10-01"}
    changes = policies.preview(desk, handed_over(replaced, FOUR_YEARS))
    assert [each.before.value if each.before else None for each in changes] == [3, None]
    with desk.store.read() as queries:
        assert queries.policy_rows() == []


def test_the_journal_keeps_the_row_and_what_it_replaced(desk, handed_over):
    policies.adopt(desk, handed_over({**FOUR_YEARS, "since": "2017-10-01"}), NoProgress())
    with desk.store.read() as queries:
        [entry] = queries.journal_of_kind("policy_adopted")
    [row] = entry.body["rows"]
    assert (row["value"], row["before"]["value"]) == (4, 3)


def test_what_is_in_force_already_is_not_adopted_again(desk, handed_over):
    shipped = [row_to_plain(each) for each in rows_of(DEFAULT_POLICY)]
    with pytest.raises(RuleViolation, match="policy_nothing_new"):
        policies.adopt(desk, handed_over(*shipped), NoProgress())
    policies.adopt(desk, handed_over(FOUR_YEARS), NoProgress())
    with pytest.raises(RuleViolation, match="policy_nothing_new"):
        policies.adopt(desk, handed_over(FOUR_YEARS), NoProgress())


def test_the_printed_tables_with_one_changed_row_change_that_row_alone(desk, handed_over):
    rows = [row_to_plain(each) for each in rows_of(DEFAULT_POLICY)]
    changed = next(row for row in rows if row["table"] == "interest.compound_on_penalty")
    changed["value"] = True
    adoption = policies.adopt(desk, handed_over(*rows), NoProgress())
    assert [each.table for each in adoption.changes] == ["interest.compound_on_penalty"]
    assert adoption.clocks_changed == 0
    with desk.store.read() as queries:
        assert len(queries.policy_rows()) == 1


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{**FOUR_YEARS, "source": ""}], "policy_rows_wrong"),
        ([FOUR_YEARS, {**FOUR_YEARS, "table": "none"}], "policy_rows_wrong"),
        ([FOUR_YEARS, {**YEAR_2027, "since": "2029-01-01"}], "holiday_year_gap"),
    ],
)
def test_a_file_with_one_wrong_row_is_refused_whole(desk, loan, handed_over, rows, code):
    for use in (policies.preview, lambda desk, path: policies.adopt(desk, path, NoProgress())):
        with pytest.raises(RuleViolation) as caught:
            use(desk, handed_over(*rows))
        assert caught.value.code == code
    with desk.store.read() as queries:
        assert queries.policy_rows() == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", "规则".encode("gb18030")])
def test_a_file_that_is_no_json_is_said_to_be_unreadable(desk, tmp_path, content):
    path = tmp_path / "rules.json"
    path.write_bytes(content)
    with pytest.raises(ExpectedFailure, match="policy_unreadable"):
        policies.adopt(desk, path, NoProgress())
    with pytest.raises(ExpectedFailure, match="policy_unreadable"):
        policies.adopt(desk, tmp_path / "none.json", NoProgress())


def test_a_cancelled_adoption_leaves_tables_and_clocks_as_they_were(
    desk, loan, handed_over, last_day
):
    cancel = CancellableProgress(lambda *_: None, lambda: True)
    with pytest.raises(Cancelled):
        policies.adopt(desk, handed_over(FOUR_YEARS), cancel)
    with desk.store.read() as queries:
        assert queries.policy_rows() == []
    assert last_day() == date(2026, 10, 13)
