"""Repayments from quote to receipt, reversal and closed day, on a real encrypted database."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.interest import interest_to
from desktop.domain.limitation import EventKind
from desktop.domain.permissions import Role
from desktop.domain.repayment.kinds import RecoveryKind, RepaymentKind
from desktop.domain.rounds import NoticeState
from desktop.services import approvals, claims
from desktop.services.agreements.signing import sign as sign_agreement
from desktop.services.documents.issuing import Wish, issue, mark_documents
from desktop.services.dossier import dossier
from desktop.services.list_records import LedgerFilter
from desktop.services.progress import NoProgress
from desktop.services.proposals import interest_basis, propose
from desktop.services.repayments.days import day_list, open_days
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import find, owed, quote, repayments_of
from desktop.services.repayments.requests import close_day, record, reopen_day, reverse
from desktop.services.verify import verify
from tests.people import NAMES, at_desk, employ
from tests.signed_agreements import made, officer

TODAY = date(2026, 10, 10)
QUIET = NoProgress()


@pytest.fixture
def branch(desk, ledger, take_in):
    """A branch with its people and one debtor of three loans; returns a desk by role."""
    take_in(
        ledger.row("4320210", on_balance_interest_fen=1_000),
        ledger.row("4320211", balance_fen=300_000, off_balance_interest_fen=0, rate=Decimal(9)),
        ledger.row(
            "4320212", balance_fen=200_000, guarantors=("王五",), off_balance_interest_fen=0
        ),
    )
    employ(desk)
    return lambda role=Role.TELLER, user_id="": at_desk(desk, role, user_id)


@pytest.fixture
def party(branch):
    with branch().store.read() as queries:
        return queries.loan_by_no("4320210").borrower_id


@pytest.fixture
def loan_id(branch):
    def of(loan_no="4320210"):
        with branch().store.read() as queries:
            return queries.loan_by_no(loan_no).id

    return of


@pytest.fixture
def pay(branch, party):
    """Record a payment as it is quoted; more is what differs from cash of today."""

    def pay(fen, desk=None, again=False, **more):
        desk = desk or branch()
        payment = Payment(party, fen, more.pop("paid_on", TODAY), **more)
        return record(desk, payment, quote(desk, payment).token, again)

    return pay


def sign(desk, submitted):
    item = submitted.item
    return approvals.approve(desk, item.proposal.id, item.proposal.item_hash, desk.operator.user_id)


def refused(code):
    return pytest.raises(RuleViolation, match=code)


def figures(desk, party_id):
    """Everything that a repayment changes and a reversal must put back."""
    with desk.store.read() as queries:
        loans = queries.loans_of(party_id)
        lines = queries.ledger_lines([loan.id for loan in loans])
        stored = queries.stored_reductions()
        interest = [interest_to(interest_basis(loan), date(2027, 3, 1)) for loan in loans]
        return loans, lines, stored, interest, queries.ledger_sums(LedgerFilter())


def number(repayment):
    """The number of its receipt, without the letters of the branch."""
    return repayment.receipt.split("-")[1]


def kinds(desk):
    with desk.store.read() as queries:
        rows = queries._connection.exec_driver_sql("SELECT kind FROM journal ORDER BY local_no")
        return [row[0] for row in rows]


def test_a_quote_shows_each_share_its_reason_and_what_it_does_to_the_clock(branch, party):
    found = quote(branch(), Payment(party, 310_000, TODAY))
    shares = {share.loan_no: share for share in found.shares}
    # The dearer of the two that nobody secures comes first, its interest before its principal.
    assert shares["4320211"].principal.fen == 300_000
    assert "缺乏担保" in shares["4320211"].why_loan
    assert shares["4320210"].on_balance.fen == 1_000
    assert sum(share.total.fen for share in found.shares) == 310_000
    assert shares["4320212"].total.fen == 0
    assert [effect.loan_no for effect in found.effects] == ["4320210", "4320211"]
    assert found.effects[0].after == date(2029, 10, 10)
    assert (found.needs_check, found.twins, found.method) == ((), (), "现金")


def test_an_agreement_sets_the_order_from_the_day_it_is_signed(desk, branch, party, loan_id):
    payment = Payment(party, 100_000, TODAY, designated=(loan_id(),))

    def share():
        found = quote(branch(), payment)
        return next(each for each in found.paid if each.loan_no == "4320210")

    serial = made(desk, party, [loan_id()], order="principal_first")
    assert (share().interest.fen > 0, share().order.article) == (True, "民法典第561条")
    sign_agreement(officer(desk), serial, TODAY, ())
    assert (share().interest.fen, share().principal.fen) == (0, 100_000)
    assert serial in share().order.reason
    assert share().order.article == "民法典第561条但书"
    later = quote(branch(), replace(payment, designated=(loan_id("4320212"),)))
    assert later.paid[0].order.article == "民法典第561条"


def test_a_payment_is_booked_with_its_receipt_in_one_entry(branch, party, pay, loan_id):
    before = len(kinds(branch()))
    paid = pay(100_000, designated=(loan_id(),), costs={loan_id(): 12_000}).repayment
    assert kinds(branch())[before:] == ["repayment_recorded"]
    assert number(paid) == "S0001"
    (share,) = paid.shares
    assert (share.cost_fen, share.on_balance_fen) == (12_000, 1_000)
    assert share.total_fen == 100_000
    with branch().store.read() as queries:
        (document,) = queries.documents([paid.receipt])
        (event,) = queries.events_of([loan_id()])[loan_id()]
    facts = DocumentFacts.from_json(document.facts)
    assert facts.fields["order"] == "费用→利息→本金"
    assert facts.fields["total_capital"] == "人民币壹仟元整"
    assert facts.tables["items"][0][0] == "4320210"
    assert (event.kind, event.ref, event.proved) == (EventKind.PART_PAYMENT, paid.receipt, True)
    assert verify(branch(), QUIET) == []
    assert [each.title for each in find(branch(), paid.receipt)] == [paid.receipt]
    assert list(repayments_of(branch(), party)) == [paid]


def test_what_was_repaid_is_owed_no_more_and_a_loan_paid_off_is_not_demanded(
    branch, party, pay, loan_id
):
    most = owed(branch(), party, TODAY).most.fen
    assert len(propose(branch(Role.CREDIT_OFFICER), TODAY)[0].loans) == 3
    first = owed(branch(), party, TODAY).debts[1].total.fen
    pay(first, designated=(loan_id("4320211"),))
    assert owed(branch(), party, TODAY).most.fen == most - first
    (proposal,) = propose(branch(Role.CREDIT_OFFICER), TODAY)
    assert [each.loan.loan_no for each in proposal.loans] == ["4320210", "4320212"]
    assert dossier(branch(), party).balance_fen == 1_200_000
    pay(most - first)
    assert propose(branch(Role.CREDIT_OFFICER), TODAY + timedelta(days=20)) == []
    with refused("nothing_owed"):
        owed(branch(), party, TODAY)


def test_an_amount_above_the_debt_is_refused_with_the_most_and_nothing_is_booked(
    branch, party, pay
):
    most = owed(branch(), party, TODAY).most
    before = figures(branch(), party)
    with refused("payment_above_debt") as caught:
        pay(most.fen + 1)
    assert caught.value.params["most"] == str(most)
    assert figures(branch(), party) == before


def test_a_reversal_restores_everything_exactly_and_deletes_nothing(branch, party, pay, clock):
    before = figures(branch(), party)
    paid = pay(345_678).repayment
    assert figures(branch(), party) != before
    asked = reverse(branch(), paid.receipt.lower(), "点错金额")
    assert figures(branch(), party) != before
    sign(branch(Role.ACCOUNTANT), asked)
    assert figures(branch(), party) == before
    (stored,) = repayments_of(branch(), party)
    assert (stored.reversal.reason, stored.reversal.checkers) == ("点错金额", ("accountant",))
    with branch().store.read() as queries:
        stored_events = queries.events_of([loan.id for loan in before[0]]).values()
    events = [each for of_loan in stored_events for each in of_loan]
    assert events and all(each.withdrawn for each in events)
    assert verify(branch(), QUIET) == []
    with refused("repayment_is_reversed"):
        reverse(branch(), paid.receipt, "再来")
    assert number(pay(345_678).repayment) == "S0002"


def test_nobody_reverses_alone(branch, pay):
    paid = pay(10_000).repayment
    asked = reverse(branch(), paid.receipt, "点错金额")
    with refused("not_permitted"):
        sign(branch(Role.TELLER, "another"), asked)
    with refused("not_permitted"):
        reverse(branch(Role.MANAGER), paid.receipt, "点错金额")
    with refused("reason_missing"):
        reverse(branch(), paid.receipt, " ")
    with refused("repayment_unknown"):
        reverse(branch(), "PA26-S0099", "点错金额")


def test_above_the_limit_a_second_person_signs_before_anything_is_booked(
    branch, party, take_in, ledger
):
    take_in(ledger.row("4329999", "大户", balance_fen=90_000_000, id_number=""))
    with branch().store.read() as queries:
        big = queries.loan_by_no("4329999").borrower_id
    payment = Payment(big, 5_000_001, TODAY)
    asked = record(branch(), payment, quote(branch(), payment).token)
    assert asked.repayment is None
    assert list(repayments_of(branch(), big)) == []
    with refused("item_waiting"):
        record(branch(), payment, quote(branch(), payment).token)
    booked = sign(branch(Role.MANAGER), asked).result
    assert (booked.teller_id, booked.checkers) == ("teller", ("manager",))
    assert booked.approval_id == asked.item.proposal.id
    with branch().store.read() as queries:
        [entry] = queries.journal_of_kind("repayment_recorded")
    assert entry.body["teller_name"] == NAMES[Role.TELLER]  # not the manager, who signed
    # What is paid in parts on one day is judged together.
    part = replace(payment, amount_fen=1)
    assert quote(branch(), part).needs_check == ("over_limit",)


def test_a_checked_payment_is_refused_where_the_figures_changed_meanwhile(
    branch, party, pay, clock
):
    clock.day = TODAY + timedelta(days=1)
    asked = pay(20_000)
    assert asked.item is not None
    pay(10_000, paid_on=clock.day)
    with refused("repayment_after_it"):
        sign(branch(Role.MANAGER), asked)


def test_a_back_dated_payment_waits_and_is_booked_on_its_own_day(branch, party, pay, clock):
    clock.day = TODAY + timedelta(days=2)
    asked = pay(20_000)
    assert quote(branch(), Payment(party, 20_000, TODAY)).needs_check == ("back_dated",)
    booked = sign(branch(Role.ACCOUNTANT), asked).result
    assert booked.paid_on == TODAY
    (line,) = day_list(branch(), TODAY).lines
    assert (line.repayment.id, line.repayment.shares) == (booked.id, booked.shares)


@pytest.mark.parametrize(
    ("days", "code"), [(1, "repayment_in_future"), (-11, "repayment_before_ledger")]
)
def test_a_day_to_come_and_one_before_the_ledger_are_refused(branch, party, days, code):
    with refused(code):
        quote(branch(), Payment(party, 1_000, TODAY + timedelta(days=days)))


def test_two_tellers_with_the_same_payment_book_it_once(branch, party, pay):
    payment = Payment(party, 20_000, TODAY)
    token = quote(branch(), payment).token
    first = record(branch(), payment, token).repayment
    with refused("repayment_twice") as caught:
        record(branch(), payment, token)
    assert caught.value.params["serial"] == first.receipt
    with refused("figures_changed"):
        record(branch(), payment, token, again=True)
    assert number(pay(20_000, again=True).repayment) == "S0002"


def test_only_a_teller_takes_money_and_only_where_people_are_known(branch, party, desk):
    payment = Payment(party, 1_000, TODAY)
    token = quote(branch(), payment).token
    for role in (Role.CREDIT_OFFICER, Role.ACCOUNTANT, Role.MANAGER):
        with refused("not_permitted"):
            record(branch(role), payment, token)
    with refused("users_needed"):
        record(desk, payment, token)


def test_a_payment_after_expiry_is_taken_and_revives_nothing(branch, party, pay, loan_id, clock):
    clock.day = date(2026, 10, 14)  # the period ended on 2026-10-13
    paid = pay(5_000, paid_on=clock.day, designated=(loan_id(),)).repayment
    assert paid.shares[0].event_id
    found = quote(branch(), Payment(party, 5_000, clock.day, designated=(loan_id(),)))
    assert found.effects[0].effect == "too_late"


def test_what_a_guarantor_or_a_stranger_pays_interrupts_nothing(branch, party, loan_id):
    only = (loan_id("4320212"),)
    guarantor = Payment(party, 1_000, TODAY, RepaymentKind.GUARANTOR, "王五", designated=only)
    assert quote(branch(), guarantor).effects == ()
    with refused("payer_not_guarantor"):
        quote(branch(), replace(guarantor, payer="赵六"))
    with refused("payer_not_guarantor"):
        quote(branch(), replace(guarantor, payer=""))
    cash = Payment(party, 1_000, TODAY, payer="周小明", designated=only)
    assert quote(branch(), cash).effects == ()
    assert len(quote(branch(), replace(cash, authorised=True)).effects) == 1


def test_what_a_guarantor_pays_goes_to_the_loans_he_stands_for_alone(branch, party, loan_id):
    payment = Payment(party, 1_000, TODAY, RepaymentKind.GUARANTOR, "王五")
    assert [share.loan_no for share in quote(branch(), payment).paid] == ["4320212"]
    with refused("debt_unknown"):
        quote(branch(), replace(payment, designated=(loan_id(),)))
    with refused("payment_above_debt"):
        quote(branch(), replace(payment, amount_fen=1_000_000))


def test_the_dead_do_not_pay(branch, party):
    with branch().store.write() as uow:
        uow.set_deceased(party, True)
        uow.record("test", party, {}, TODAY)
        uow.commit()
    with refused("payer_deceased"):
        quote(branch(), Payment(party, 1_000, TODAY))
    found = quote(branch(), Payment(party, 1_000, TODAY, payer="周小明", authorised=True))
    assert (found.by_debtor, found.effects) == (False, ())


def test_a_subsidy_is_set_off_only_by_a_consent_that_was_given(branch, party, desk):
    subsidy = Payment(party, 20_000, TODAY, RepaymentKind.SUBSIDY)
    with refused("consent_missing"):
        quote(branch(), subsidy)
    wish = Wish(DocumentKind.SUBSIDY_CONSENT, party, inputs={"subsidy": "arable_land"})
    (consent,) = issue(desk, [wish], TODAY, QUIET).facts
    subsidy = replace(subsidy, consent=consent.serial)
    with refused("consent_not_signed"):
        quote(branch(), subsidy)
    mark_documents(desk, [consent.serial], NoticeState.HANDED_OUT)
    found = quote(branch(), subsidy)
    assert found.method == f"补贴代扣：耕地地力保护补贴（授权书 {consent.serial}）"
    assert found.event is EventKind.AUTH_DEDUCTION
    paid = record(branch(), subsidy, found.token).repayment
    assert paid.consent == consent.serial
    with refused("consent_unknown"):
        quote(branch(), replace(subsidy, consent=paid.receipt))
    with refused("consent_not_wanted"):
        quote(branch(), replace(subsidy, kind=RepaymentKind.CASH))


def test_another_s_subsidy_is_paid_by_its_holder_and_demands_nothing_of_the_debtor(
    branch, party, desk
):
    inputs = {"subsidy": "arable_land", "person": "周小明"}
    wish = Wish(DocumentKind.SUBSIDY_CONSENT, party, inputs=inputs)
    (consent,) = issue(desk, [wish], TODAY, QUIET).facts
    mark_documents(desk, [consent.serial], NoticeState.HANDED_OUT)
    subsidy = Payment(party, 20_000, TODAY, RepaymentKind.SUBSIDY, consent=consent.serial)
    for payer in ("", "赵六"):
        with refused("consent_of_another"):
            quote(branch(), replace(subsidy, payer=payer))
    found = quote(branch(), replace(subsidy, payer="周小明"))
    assert (found.event, found.payer) == (None, "周小明")


def test_an_event_of_a_repayment_is_not_taken_back_alone(branch, pay):
    paid = pay(5_000).repayment
    with refused("event_of_repayment"):
        claims.withdraw_event(branch(Role.CREDIT_OFFICER), paid.shares[0].event_id, "试试")


def test_the_day_list_keeps_tellers_kinds_cash_and_conversion_apart(branch, party, pay):
    pay(20_000)
    second = pay(30_000, desk=branch(Role.TELLER, "teller-2")).repayment
    pay(40_000, kind=RepaymentKind.ASSET)
    sign(branch(Role.MANAGER), reverse(branch(), second.receipt, "点错"))
    found = day_list(branch(), TODAY)
    assert found.by_teller == {"teller": 60_000, "teller-2": 0}
    assert found.by_kind == {RepaymentKind.CASH: 20_000, RepaymentKind.ASSET: 40_000}
    assert found.by_recovery == {
        RecoveryKind.CASH_RECOVERY: 20_000,
        RecoveryKind.CONVERSION: 40_000,
    }
    assert (found.cash_fen, len(found.lines), found.names["teller"]) == (20_000, 4, "丁柜员")


def test_the_cash_of_a_day_is_told_apart_by_the_pcs_that_took_it(branch, party, pay):
    def at_pc(letter):
        with branch().store.write() as uow:
            uow.save_installation(replace(uow.installation(), replica_letter=letter))
            uow.record("branch_head_changed", "x", {}, TODAY)
            uow.commit()

    at_pc("U")
    pay(20_000)
    pay(90_000, kind=RepaymentKind.TRANSFER)
    at_pc("V")
    pay(30_000)
    found = day_list(branch(), TODAY)
    assert [line.pc for line in found.lines] == ["U", "U", "V"]
    assert (found.cash_fen, found.cash_by_pc) == (50_000, {"U": 20_000, "V": 30_000})


def test_a_day_is_closed_by_two_and_stays_closed(branch, party, pay, clock):
    paid = pay(20_000).repayment
    with refused("counts_differ"):
        close_day(branch(), TODAY, 20_000, {10_000: 1})
    with refused("close_reason_missing"):
        close_day(branch(), TODAY, 19_900)
    with refused("denomination_unknown"):
        close_day(branch(), TODAY, 20_000, {3_000: 1})
    asked = close_day(branch(), TODAY, 20_000, {10_000: 2})
    with refused("not_permitted"):
        sign(branch(Role.MANAGER), asked)
    sign(branch(Role.ACCOUNTANT), asked)
    assert day_list(branch(), TODAY).close.checkers == ("accountant",)
    for attempt in (
        lambda: pay(1_000),
        lambda: reverse(branch(), paid.receipt, "点错"),
        lambda: close_day(branch(), TODAY, 20_000),
    ):
        with refused("day_closed"):
            attempt()
    clock.day = TODAY + timedelta(days=1)
    with refused("day_closed"):
        pay(1_000)
    # What is wrong is put right today, on today's list.
    sign(branch(Role.ACCOUNTANT), reverse(branch(), paid.receipt, "点错"))
    assert day_list(branch(), clock.day).cash_fen == -20_000
    assert day_list(branch(), TODAY).cash_fen == 20_000


def test_a_closed_day_is_backed_up(branch, pay):
    pay(20_000)
    sign(branch(Role.ACCOUNTANT), close_day(branch(), TODAY, 20_000, {10_000: 2}))
    newest = branch().store.shelf.copies(NoProgress())[0]
    assert (newest.reason, newest.state) == ("day_close", "good")
    assert not branch().store.shelf.is_due()


def test_a_copy_that_cannot_be_made_keeps_no_day_open_and_stays_due(branch, pay):
    pay(20_000)
    shutil.rmtree(branch().store.path.parent / "backup", ignore_errors=True)
    (branch().store.path.parent / "backup").write_bytes(b"a file where the folder should be")
    sign(branch(Role.ACCOUNTANT), close_day(branch(), TODAY, 20_000, {10_000: 2}))
    assert day_list(branch(), TODAY).close is not None
    assert branch().store.shelf.is_due()


def test_a_closed_day_is_reopened_by_accountant_and_manager(branch, pay):
    pay(20_000)
    sign(branch(Role.ACCOUNTANT), close_day(branch(), TODAY, 19_000, reason="少一张，已查"))
    with refused("not_permitted"):
        reopen_day(branch(), TODAY, "漏记")
    with refused("reason_missing"):
        reopen_day(branch(Role.ACCOUNTANT), TODAY, "")
    sign(branch(Role.MANAGER), reopen_day(branch(Role.ACCOUNTANT), TODAY, "漏记一笔"))
    assert number(pay(1_000).repayment) == "S0002"
    with refused("day_not_closed"):
        reopen_day(branch(Role.ACCOUNTANT), TODAY, "再来")


def test_the_day_list_names_nobody_in_full_and_the_receipt_does(branch, pay, party):
    paid = pay(1_000, payer="周小明", authorised=True).repayment
    (line,) = day_list(branch(), TODAY).lines
    assert (line.repayment.debtor, line.repayment.payer) == ("周**", "周**")
    assert paid.payer == "周小明"


def test_a_close_is_void_where_a_payment_came_in_before_it_was_signed(branch, pay):
    pay(20_000)
    asked = close_day(branch(), TODAY, 20_000)
    pay(1_000)
    with refused("figures_changed"):
        sign(branch(Role.ACCOUNTANT), asked)


def test_a_day_with_a_waiting_payment_is_not_closed_and_open_days_are_told(branch, pay, clock):
    pay(20_000)
    clock.day = TODAY + timedelta(days=1)
    pay(30_000)
    with refused("day_has_waiting"):
        close_day(branch(), TODAY, 20_000)
    with refused("day_without_repayments"):
        close_day(branch(), clock.day, 0)
    assert open_days(branch()) == [TODAY]
    assert day_list(branch(), clock.day).open_before == (TODAY,)


def test_a_payment_that_waited_too_long_holds_no_day_open(branch, pay, clock):
    pay(20_000)
    clock.day = TODAY + timedelta(days=1)
    pay(30_000)
    assert len(day_list(branch(), TODAY).waiting) == 1
    clock.day += timedelta(days=4)
    assert day_list(branch(), TODAY).waiting == ()
    sign(branch(Role.ACCOUNTANT), close_day(branch(), TODAY, 20_000))
    assert open_days(branch()) == []


def test_what_was_tampered_with_in_the_rows_of_money_is_found(branch, pay, database, desk):
    paid = pay(20_000).repayment
    with desk.store.write() as uow:
        run = uow._connection.exec_driver_sql
        run("DROP TRIGGER repayment_no_update")
        run("UPDATE repayment SET payer = 'x'")
        run("UPDATE loan_reduction SET principal_fen = principal_fen + 1")
        uow.record("tampered", "x", {}, TODAY)
        uow.commit()
    found = {(each.code, each.detail) for each in verify(branch(), QUIET)}
    assert found == {
        ("repayment_differs", paid.receipt),
        ("reduction_differs", paid.shares[0].loan_id),
    }
