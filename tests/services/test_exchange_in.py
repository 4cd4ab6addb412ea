"""Taking returns in: what they change, what they are refused for, and never twice."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Role
from desktop.domain.policy.codec import NamedRow
from desktop.domain.policy.dated import Dated
from desktop.printing.shelf import built_in_text
from desktop.services import approvals
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.checked_acts import Applied, CheckedAct
from desktop.services.exchange import corrections, decisions, enrolment, incoming, opening, outgoing
from desktop.services.exchange.loan_lines import LedgerMark, loan_line
from desktop.services.exchange.packing import newest_return
from desktop.services.exchange.return_lines import (
    AnswerLine,
    ContactLine,
    CorrectionLine,
    DecisionLine,
    HeldLine,
    TargetLine,
    line_of,
    policy_line,
)
from desktop.services.exchange_ports import CorrectionSubject
from desktop.services.package_ports import PackageRefused
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.progress import NoProgress
from desktop.services.records import LoanStatus
from tests import exchange_rows
from tests.exchange_rows import NOW
from tests.fake_office import FakeOffice
from tests.meanwhile import Meanwhile
from tests.people import at_desk, employ
from tests.ui.branch_desk import TODAY, VILLAGERS, branch_desk, row

QUIET = NoProgress()


@pytest.fixture
def desk(tmp_path):
    with branch_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    return FakeOffice(folder)


@pytest.fixture
def package(desk, office, tmp_path):
    """The branch's first package, opened by head office."""
    made = enrolment.enrol(desk, office.file(), office.fingerprint, tmp_path, branch_code="0417")
    office.register(made.request)
    return office.open(outgoing.export_package(desk, None, None, QUIET)[0].path)


def take(desk, path):
    return incoming.take_return(desk, path, None, QUIET)


def rows(desk):
    """Everything in the database but the journal."""
    with desk.store.read() as queries:
        run = queries._connection.exec_driver_sql
        tables = run("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {name: run(f'SELECT * FROM "{name}"').fetchall() for name in tables}


def head(desk):
    with desk.store.read() as queries:
        return queries.journal_head()


def a_ledger(as_of, *loans, signature="", at=NOW):
    lines = [loan_line(each) for each in loans]
    digest = hashlib.sha256(repr((as_of, loans)).encode()).hexdigest()
    sum_fen = sum(each.balance_fen for each in loans)
    mark = LedgerMark(as_of, "全辖.xlsx", digest, len(loans), sum_fen, signature, at)
    return lines, {"ledgers": [mark.plain()]}


def test_a_return_acknowledges_and_the_next_package_names_it(desk, office, package):
    answered = exchange_rows.answer(manifest_hash=package.manifest_hash)
    lines = [line_of(AnswerLine, answered), line_of(HeldLine, exchange_rows.HELD)]
    heads = [package.manifest.to_head]
    path, mark = office.answer(package, lines, heads, parts=frozenset({"e" * 64}))
    told = take(desk, path)
    assert (told.number, told.already, told.brought.answers) == (1, False, (answered,))
    with desk.store.read() as queries:
        assert queries.package_answers() == {package.manifest_hash: answered}
        assert list(queries.held_at_office()) == [exchange_rows.HELD]
        assert queries.parts_at_office() == {"e" * 64}
        assert newest_return(queries).mark == mark
    later = office.open(outgoing.export_package(desk, None, None, QUIET)[0].path)
    assert later.manifest.last_return == mark


def test_answers_about_packages_of_other_pcs_are_kept_and_are_no_news_here(desk, office, package):
    others = exchange_rows.answer(manifest_hash="f" * 64)
    path, _ = office.answer(package, [line_of(AnswerLine, others)], [package.manifest.to_head])
    assert take(desk, path).brought.answers == ()
    with desk.store.read() as queries:
        assert queries.package_answers() == {"f" * 64: others}


def test_the_same_return_at_two_windows_is_taken_in_once_and_known_to_the_other(
    desk, office, package
):
    path, _ = office.answer(package, [line_of(TargetLine, exchange_rows.TARGET)])
    first = []
    meanwhile = Meanwhile(desk.store, lambda: first.append(take(desk, path)))
    told = take(replace(desk, store=meanwhile), path)
    assert [first[0].already, told.already] == [False, True]
    with desk.store.read() as queries:
        assert len(queries.taken_returns()) == 1


def test_the_same_return_again_changes_nothing(desk, office, package):
    path, _ = office.answer(package, [line_of(TargetLine, exchange_rows.TARGET)])
    take(desk, path)
    before, at = rows(desk), head(desk)
    assert take(desk, path).already
    assert (rows(desk), head(desk)) == (before, at)


def test_an_older_return_is_refused_and_a_higher_epoch_is_not(desk, office, package):
    older, _ = office.answer(package)
    newer, _ = office.answer(package)
    take(desk, newer)
    before = rows(desk)
    with pytest.raises(PackageRefused, match="return_older"):
        take(desk, older)
    assert rows(desk) == before
    restored, _ = office.answer(package, epoch=2, number=1)
    assert take(desk, restored).epoch == 2


@pytest.fixture
def laid(office, package, tmp_path):
    """Return a function that lays a return for this branch onto a stick."""
    stick, another = tmp_path / "stick", office.room.public(office.room.new_keys())
    stick.mkdir()

    def lay(number, is_ours=True, **changes):
        sealed = {} if is_ours else {"sealed_to": another}
        path, _ = office.answer(package, number=number, **sealed, **changes)
        return path.rename(stick / f"B0417_D{number:04d}_20261010.qsp")

    return lay


def test_of_the_returns_on_a_stick_the_newest_for_this_pc_comes_first(desk, laid):
    laid(1)
    ours, others = laid(2), laid(3, is_ours=False)
    before = laid(4, replica_id="before the restore")
    assert opening.returns_on(desk, ours.parent, QUIET)[:3] == [ours, before, others]
    restored = laid(1, epoch=2)
    assert opening.returns_on(desk, ours.parent, QUIET)[0] == restored


def test_a_newest_return_that_cannot_be_read_comes_first_and_is_refused(desk, laid):
    older, cut = laid(1), laid(3)
    laid(2, is_ours=False)
    cut.write_bytes(cut.read_bytes()[:-1])
    assert opening.returns_on(desk, cut.parent, QUIET)[0] == cut
    with pytest.raises(PackageRefused, match="package_damaged"):
        take(desk, cut)
    assert take(desk, older).number == 1


def test_where_all_returns_are_another_pcs_that_is_said_of_the_newest(desk, laid):
    laid(1, is_ours=False)
    newest = laid(2, is_ours=False)
    assert opening.returns_on(desk, newest.parent, QUIET)[0] == newest
    with pytest.raises(PackageRefused, match="return_for_other_pc"):
        take(desk, newest)


def test_a_preview_tells_the_same_and_changes_nothing(desk, office, package):
    lines, extra = a_ledger(date(2026, 10, 9), row("L1", balance_fen=400_000))
    path, _ = office.answer(package, lines, extra=extra)
    before, at = rows(desk), head(desk)
    seen = incoming.preview_return(desk, path, QUIET)
    assert (rows(desk), head(desk)) == (before, at)
    taken = take(desk, path)
    [would], [did] = seen.brought.ledgers, taken.brought.ledgers
    assert (would.updated, did.updated) == (1, 1)
    assert would.missing == did.missing


def test_balances_of_head_office_are_confirmed_and_what_it_lists_no_more_is_missing(
    desk, office, package
):
    as_of = date(2026, 10, 9)
    listed = [row("L1", balance_fen=400_000), *VILLAGERS[2:]]
    lines, extra = a_ledger(as_of, *listed)
    take(desk, office.answer(package, lines, extra=extra)[0])
    with desk.store.read() as queries:
        assert queries.loan_by_no("L1").balance_fen == 400_000
        assert queries.loan_by_no("L2").status is LoanStatus.MISSING
        assert queries.loan_by_no("L3").reported_on == as_of


def test_an_older_ledger_of_head_office_does_not_come_back(desk, office, package):
    new, old = date(2026, 10, 9), date(2026, 8, 31)
    lines, extra = a_ledger(new, row("L1", balance_fen=400_000))
    take(desk, office.answer(package, lines, extra=extra)[0])
    lines, extra = a_ledger(old, row("L1", balance_fen=999_000))
    told = take(desk, office.answer(package, lines, extra=extra)[0])
    assert told.brought.ledgers == ()
    with desk.store.read() as queries:
        assert queries.loan_by_no("L1").balance_fen == 400_000


def test_policy_is_replaced_and_in_force_at_once(desk, office, package):
    years = NamedRow("limitation.years", Dated(date(2017, 10, 1), 4, "新法"))
    told = take(desk, office.answer(package, [policy_line(years)])[0])
    assert told.brought.policy_rows == 1
    assert any(each.value == 4 for each in told.desk.policy.limitation.years)
    again = take(desk, office.answer(package, [policy_line(years)])[0])
    assert again.brought.policy_rows == 0
    other = NamedRow("limitation.years", Dated(date(2018, 10, 1), 5, "新法"))
    changed = take(desk, office.answer(package, [policy_line(other)])[0])
    assert changed.brought.policy_rows == 2
    assert {each.value for each in changed.desk.policy.limitation.years}.isdisjoint({4})


def test_a_head_office_without_a_policy_of_its_own_leaves_the_branchs(desk, office, package):
    years = NamedRow("limitation.years", Dated(date(2017, 10, 1), 4, "新法"))
    told = take(desk, office.answer(package, [policy_line(years)])[0])
    later = take(told.desk, office.answer(package, [])[0])
    assert later.brought.policy_rows == 0
    assert any(each.value == 4 for each in later.desk.policy.limitation.years)


def test_a_template_arrives_once_and_one_that_cannot_print_does_not(desk, office, package):
    text = built_in_text("guarantor_notice") + "# ours"
    good = StoredTemplate("guarantor_notice/2", TemplateFormat.TOML, text.encode(), TODAY)
    bad = StoredTemplate("guarantor_notice/3", TemplateFormat.TOML, b"nonsense", TODAY)
    lines = [line_of(StoredTemplate, each) for each in (good, bad)]
    told = take(desk, office.answer(package, lines)[0])
    assert told.brought.templates == ("guarantor_notice/2",)
    assert told.desk.papers.newest_version("guarantor_notice") == "guarantor_notice/2"
    assert take(desk, office.answer(package, lines)[0]).brought.templates == ()


def test_a_contact_that_head_office_learned_of_is_added_once(desk, office, package):
    learned = ContactLine(
        "t1", "L1", ReachKind.PHONE, "0000-0000000", ContactSource.COURT, TODAY, "传票"
    )
    unknown = ContactLine("t2", "L99", ReachKind.PHONE, "1", ContactSource.COURT, TODAY, "")
    lines = [line_of(ContactLine, learned), line_of(ContactLine, unknown)]
    assert take(desk, office.answer(package, lines)[0]).brought.contacts == 1
    assert take(desk, office.answer(package, lines)[0]).brought.contacts == 0
    with desk.store.read() as queries:
        assert queries.contact("t1").contact.value == "0000-0000000"


def test_a_request_is_answered(desk, office, package):
    with desk.store.read() as queries:
        loan = queries.loan_by_no("L1")
    asked = corrections.request_correction(
        desk, loan.id, CorrectionSubject.BALANCE, "9,000.00", "9月还款未入账"
    )
    answer = CorrectionLine(asked, "已更正", True, "甲", TODAY)
    take(desk, office.answer(package, [line_of(CorrectionLine, answer)])[0])
    (found,) = corrections.corrections(desk)
    assert (found.says, found.answer) == ("10,000.00", answer)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"branch": "0999"}, "return_for_other_branch"),
        ({"replica_id": "another"}, "return_for_other_pc"),
    ],
)
def test_a_return_for_somebody_else_is_refused(desk, office, package, changes, code):
    path, _ = office.answer(package, **changes)
    before = rows(desk)
    with pytest.raises(PackageRefused, match=code):
        take(desk, path)
    assert rows(desk) == before


def test_a_package_of_ones_own_is_no_return(desk, office, package):
    path = next(desk.store.folder(outgoing.OUTBOX).glob("*.qsp"))
    with pytest.raises(PackageRefused, match="return_not_a_return"):
        take(desk, path)


def test_a_return_of_another_head_office_is_refused(desk, office, package, tmp_path):
    folder = tmp_path / "stranger"
    folder.mkdir()
    stranger = FakeOffice(folder)
    stranger.registered = office.registered
    path, _ = stranger.answer(package)
    with pytest.raises(PackageRefused, match="package_sender_unknown"):
        take(desk, path)


def test_new_keys_are_in_use_once_a_return_is_sealed_to_them(desk, office, package):
    old = enrolment.own_fingerprint(desk)
    new = enrolment.rotate_key(desk)
    later = office.open(outgoing.export_package(desk, None, None, QUIET)[0].path)
    assert enrolment.own_fingerprint(desk) == old
    take(desk, office.answer(later, sealed_to=later.manifest.next_keys)[0])
    assert enrolment.own_fingerprint(desk) == new


@pytest.fixture
def proposal(desk, monkeypatch):
    """A proposal that one more signature would carry out."""
    act = CheckedAct(
        "probe",
        Action.AGREEMENT,
        lambda desk, queries, body: None,
        lambda desk, uow, body, signed: Applied("t1", {}, desk.clock.today()),
    )
    monkeypatch.setitem(CHECKED_ACTS, act.kind, act)

    def propose():
        employ(desk)
        officer = at_desk(desk, Role.CREDIT_OFFICER)
        return approvals.submit(officer, "probe", "t1", "户", {}).item.proposal

    return propose


def decided(proposal, **changes):
    values = {"proposal_id": proposal.id, "item_hash": proposal.item_hash, **changes}
    return exchange_rows.decision(**values)


def outcome(desk, decision):
    with desk.store.write() as uow:
        uow.save_decisions([decision])
        uow.record("noted", "x", {}, TODAY)
        uow.commit()
    return [each.outcome for each in decisions.carry_out_decisions(desk)]


@pytest.mark.parametrize("approved", [True, False])
def test_what_head_office_decided_is_carried_out(desk, office, package, proposal, approved):
    path, _ = office.answer(
        package, [line_of(DecisionLine, decided(made := proposal(), approved=approved))]
    )
    teller = at_desk(desk, Role.TELLER)
    with pytest.raises(RuleViolation, match="second_person_needed"):
        take(teller, path)
    second = incoming.SecondPerson("accountant", "accountant")
    told = incoming.take_return(teller, path, second, QUIET)
    assert [each.outcome for each in told.decisions] == ["done"]
    with desk.store.read() as queries:
        (step,) = queries.proposal(made.id).steps
    assert (step.checker_id, step.means.value) == ("head-office", "package")
    assert step.decision.value == ("approved" if approved else "refused")
    assert decisions.carry_out_decisions(desk) == ()


def test_a_decision_about_other_words_is_told_and_not_forced(desk, proposal):
    made = proposal()
    assert outcome(desk, decided(made, item_hash="0" * 64)) == ["item_edited"]
    with desk.store.read() as queries:
        assert queries.proposal(made.id).steps == ()


@pytest.mark.parametrize("approved", [True, False])
def test_a_decision_that_another_program_carries_out_meanwhile_is_done(desk, proposal, approved):
    """At two windows somebody signs in: to both it is done, and to neither impossible."""
    made, came = proposal(), []
    with desk.store.write() as uow:
        uow.save_decisions([decided(made, approved=approved)])
        uow.record("noted", "x", {}, TODAY)
        uow.commit()
    meanwhile = Meanwhile(desk.store, lambda: came.extend(decisions.carry_out_decisions(desk)))
    came += decisions.carry_out_decisions(replace(desk, store=meanwhile))
    assert [each.outcome for each in came] == ["done", "done"]
    with desk.store.read() as queries:
        assert len(queries.proposal(made.id).steps) == 1
        assert [each.outcome for each in queries.office_decisions()] == ["done"]


def test_a_decision_about_an_unknown_proposal_waits(desk):
    assert outcome(desk, exchange_rows.decision()) == [""]
    assert [each.outcome for each in decisions.carry_out_decisions(desk)] == [""]


def test_a_decision_that_was_cut_off_before_its_note_is_carried_out_once(
    desk, proposal, monkeypatch
):
    made = proposal()
    really = decisions._note
    monkeypatch.setattr(decisions, "_note", lambda *_: None)
    outcome(desk, decided(made))
    monkeypatch.setattr(decisions, "_note", really)
    assert [each.outcome for each in decisions.carry_out_decisions(desk)] == ["done"]
    with desk.store.read() as queries:
        assert len(queries.proposal(made.id).steps) == 1


def test_a_return_with_a_ledger_of_a_day_to_come_is_refused_whole_and_kept(
    desk, office, package, monkeypatch
):
    lines, extra = a_ledger(date(2026, 10, 31), row("L1", balance_fen=400_000))
    path, _ = office.answer(
        package, [*lines, line_of(TargetLine, exchange_rows.TARGET)], extra=extra
    )
    before, at = rows(desk), head(desk)
    for act in (take, lambda *to: incoming.preview_return(*to, QUIET)):
        with pytest.raises(PackageRefused, match="return_ledger_in_future") as refused:
            act(desk, path)
    assert refused.value.params["date"] == "2026-10-31"
    assert refused.value.params["today"] == f"{TODAY}"
    assert (rows(desk), head(desk)) == (before, at)
    monkeypatch.setattr(type(desk.clock), "today", lambda clock: date(2026, 11, 2))
    [done] = take(desk, path).brought.ledgers
    assert done.updated == 1
    monkeypatch.undo()
    assert take(desk, path).already, "a clock that goes wrong later refuses nothing that is here"
