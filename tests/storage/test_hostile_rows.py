"""What a PC of the branch that means ill, or is broken, can do to the other one by its entries."""

import json
from dataclasses import replace

import pytest

from desktop.domain.approvals import Decision
from desktop.services.entry_ports import HoldReason
from desktop.services.progress import NoProgress
from tests.people import decision, proposal
from tests.storage.every_table import fill_every_table
from tests.storage.two_lines import one, sent, taken, written
from tests.sync_packages import body_of, entry

REFUSED, NEWER = HoldReason.REFUSED, HoldReason.NEWER
CARD = {
    "id": "p9", "name": "冯十九", "id_number": "", "id_problem": "missing", "customer_no": "",
    "phone": "", "address": "", "township": "", "village": "", "group_name": "",
}  # fmt: skip


def hostile(*rows, kind="note_added", number=1, **body):
    """Return an entry that bears these rows, rightly hashed."""
    text = json.dumps(rows, ensure_ascii=False)
    said = json.loads(body_of(number, {}, kind, text)) | body
    return entry(json.dumps(said, ensure_ascii=False, sort_keys=True), rows=text)


def changed(table, key, old, new):
    return {"table": table, "key": key, "old": old, "new": new}


def everything(store):
    with store.read() as queries:
        run = queries._connection.exec_driver_sql
        return [
            run(f"SELECT * FROM {name}").fetchall()
            for name in ("loan", "party", "installation", "app_user", "policy_row", "own_keys",
                         "serial_counter", "approval_open", "template", "ledger_import")
        ]  # fmt: skip


LOAN = {"loan_no": "No-z", "status": "active", "principal_balance_fen": 1}
PARTY = {"id": "p7", "name": "x"}


@pytest.mark.parametrize(
    ("row", "reason", "what"),
    [
        (changed("loan", ["No-a1"], {"balance_fen": 1_000_000}, {"balance_fen": 1}), REFUSED,
         "loan.balance_fen"),
        (changed("loan", ["No-a1"], {"loan_no": "No-a1"}, {"loan_no": "x"}), REFUSED,
         "loan.loan_no"),
        (changed("loan", ["No-a1"], {"rate": "7.25"}, {"rate": "0"}), REFUSED, "loan.rate"),
        (changed("party", ["x-p1"], {"name": "周田生"}, {"name": "李四"}), REFUSED, "party.name"),
        (changed("party", ["x-p1"], {"village": "金明村"}, {"village": "沙洲村"}), REFUSED,
         "party.village"),
        (changed("party", ["x-p1"], {"id": "x-p1"}, {"id": "p2"}), REFUSED, "party.id"),
        (changed("repayment", ["r"], {"amount_fen": 1}, {"amount_fen": 2}), REFUSED,
         "repayment.amount_fen"),
        (changed("approval_step", [], {"decision": "refused"}, {"decision": "approved"}), REFUSED,
         "approval_step.decision"),
        (changed("loan", ["No-a1"], {"borrower_pk": ["x-p1"]}, {"borrower_pk": ["x-p2"]}), REFUSED,
         "loan.borrower_pk"),
        ({"table": "loan", "new": LOAN}, NEWER, "loan.principal_balance_fen"),
        ({"table": "loan", "new": {"loan_no": "No-z"}}, REFUSED, "loan"),
        ({"table": "party", "new": PARTY}, REFUSED, "party"),
        ({"table": "policy_row", "new": {"table_name": "x"}}, NEWER, "policy_row"),
        ({"table": "own_keys", "new": {"state": "own"}}, NEWER, "own_keys"),
        ({"table": "keyslot_copy", "new": {"id": "x"}}, NEWER, "keyslot_copy"),
        ({"table": "serial_counter", "new": {"taken": 9}}, NEWER, "serial_counter"),
        ({"table": "journal", "new": {"local_no": 1}}, NEWER, "journal"),
        ({"table": "approval_open", "new": {"target_id": "t"}}, NEWER, "approval_open"),
        ({"table": "ledger_import", "new": {"id": "x"}}, NEWER, "ledger_import"),
        ({"table": "repayment", "new": {"pk": 1, "id": "r"}}, NEWER, "repayment.pk"),
        ({"table": "party", "card": CARD | {"customer_no": None}}, REFUSED, "party"),
        ({"table": "party", "card": CARD | {"address": ["x"]}}, REFUSED, "party"),
        ({"table": "app_user", "new": {"id": "u1", "name": None}}, REFUSED, "app_user"),
        ({"table": "app_user", "new": {"id": "u1", "name": ["x"]}}, REFUSED, "app_user"),
        ({"table": "evidence", "new": {"sha256": "../../x"}}, REFUSED, "evidence.sha256"),
        ({"table": "evidence", "new": {"sha256": "a" * 65}}, REFUSED, "evidence.sha256"),
        ({"table": "evidence", "new": {"file_name": "x" * 256}}, REFUSED, "evidence.file_name"),
        ({"table": "relief_evidence", "new": {"sha256": None}}, REFUSED, "relief_evidence.sha256"),
        ({"table": "contact"}, NEWER, "contact"),
        ({}, NEWER, ""),
    ],
)  # fmt: skip
def test_what_no_use_case_writes_is_held_with_its_reason_and_changes_nothing(
    there, rows, row, reason, what
):
    before = everything(there)
    good = changed("loan", ["No-b1"], {"status": "active"}, {"status": "settled"})
    [held] = taken(there, [hostile(good, row)]).held
    assert (held.reason, held.waits_for) == (reason, what)
    assert everything(there) == before


@pytest.mark.parametrize("text", ["5", "{}", '["a"]', "[[1]]", "null", '{"table":"loan"}', "[5]"])
def test_rows_that_are_no_rows_are_held_and_stop_no_other_entry(there, text):
    body = body_of(1, {}, "note_added", text)
    settled = changed("loan", ["No-b1"], {"status": "active"}, {"status": "settled"})
    result = taken(there, [entry(body, rows=text), hostile(settled, number=2)])
    assert (result.applied, [each.reason for each in result.held]) == (1, [NEWER])


def test_what_nothing_here_could_read_is_held(here, there, rows):
    """A day that is none would stop the clocks, and with them the return that brought it."""
    written(here, "everything", lambda uow: fill_every_table(uow, rows))
    [whole] = sent(here)
    columns = {
        "approval.body": "x",
        "approval.made_at": "2026-10-10T09:00:00",
        "contact.kind": "telepathy",
        "day_close.checkers": "{}",
        "loan_event.kind": "miracle",
        "loan_event.occurred_on": "9999-99-99",
        "notice.issued_on": "0001-01-01",
        "relation.share": "1/0",
        "repayment.amount_fen": 2**62,
        "repayment.paid_on": "2026-02-30",
        "repayment.recorded_at": "yesterday",
    }
    for number, (column, value) in enumerate(columns.items(), start=1):
        table, name = column.split(".")
        changed_rows = json.loads(whole.rows)
        next(each for each in changed_rows if each["table"] == table and "new" in each)["new"][
            name
        ] = value
        bad = hostile(*changed_rows, kind="everything", number=number)
        held = taken(there, [bad]).held
        assert held[-1].waits_for == column
    assert taken(there, [whole]).applied == 1
    assert there.verify(NoProgress()) == []


def test_people_of_another_pc_become_no_users_and_take_nobodys_name(there, rows):
    user = {"id": "u1", "login": "root", "name": "主任", "role": "manager", "created_on": "x"}
    assert taken(there, [hostile({"table": "app_user", "new": user})]).held == ()
    assert one(there, "SELECT count(*) FROM app_user") == 0


def test_a_signature_from_elsewhere_is_none_about_what_waits_here(store, rows, clock, here, there):
    """Two are to sign: forged as signed by one of them, the other alone would do the act."""
    made = proposal(clock.now())
    written(here, "proposed", lambda uow: uow.add_proposal(made))
    written(here, "signed", lambda uow: uow.add_step(decision(made), closes=False))
    forged = sent(here)
    written(there, "proposed", lambda uow: uow.add_proposal(made))
    [held] = taken(there, forged[1:]).held
    assert (held.reason, held.waits_for) == (REFUSED, "approval_open")
    with there.read() as queries:
        [waiting] = queries.waiting_proposals()
        assert waiting.steps == ()
    closing = decision(made, decision=Decision.WITHDRAWN)
    written(there, "proposal_withdrawn", lambda uow: uow.add_step(closing, closes=True))
    assert taken(there, []).held == ()  # as history


def test_who_has_signed_again_here_is_not_asked_about_his_lost_signature(here, there, clock):
    made = proposal(clock.now())
    for store, later in ((here, 0), (there, 1)):
        signed = replace(decision(made), decided_at=clock.now().replace(minute=later))
        written(store, "proposed", lambda uow: uow.add_proposal(made))
        written(store, "signed", lambda uow, step=signed: uow.add_step(step, closes=False))
    result = taken(there, sent(here))
    assert result.held == ()
    with there.read() as queries:
        assert len(queries.proposal(made.id).steps) == 1


@pytest.mark.parametrize("number", ["9" * 7, "9" * 19, "9" * 30])
def test_a_number_that_no_branch_reaches_moves_no_counter(here, there, rows, number):
    far = replace(rows.notice("n1", "p1"), serial=f"PK26-{number}")
    written(here, "issued", lambda uow: uow.add_notices([far], {"n1": ["a1"]}))
    assert taken(there, sent(here)).held == ()
    with there.write() as uow:
        assert list(uow.next_serials("notice", 2026, 1)) == [1]
