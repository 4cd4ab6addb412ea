"""Letters to users of the money and to heirs, and the announcement for the missing."""

from datetime import date

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import EventKind
from desktop.services.claims import record_event
from desktop.services.documents.issuing import Wish, draft
from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold
from desktop.ui.errors import explain, words

TODAY = date(2026, 10, 10)
USER, HEIRS = DocumentKind.ACTUAL_USER_LETTER, DocumentKind.HEIRS_LETTER
ANNOUNCEMENT = DocumentKind.MISSING_ANNOUNCEMENT
SEARCHES = "2026-09-01 彭春兰、刘建国到户，门锁\n\n  2026-09-20 村委会书面证明去向不明 "


def loan_of(desk, loan_no):
    with desk.store.read() as queries:
        return queries.loan_by_no(loan_no)


@pytest.fixture
def debtor(desk, take_in, ledger):
    """Import loans of one debtor; return the debtor's id."""

    def make(**loans: dict[str, object]) -> str:
        take_in(*(ledger.row(loan_no, **changes) for loan_no, changes in loans.items()))
        return loan_of(desk, next(iter(loans))).borrower_id

    return make


def built(desk, party: str, kind: DocumentKind, **inputs: str):
    return draft(desk, [Wish(kind, party, inputs=inputs)], TODAY, NoProgress())


def reasons(answer) -> list[str]:
    """Return the codes; each says something in words."""
    assert all(words(each.code, each.params) for each in answer.refused)
    return [each.code for each in answer.refused]


def missing_input(desk, party: str, kind: DocumentKind) -> str:
    with pytest.raises(RuleViolation) as caught:
        built(desk, party, kind)
    assert caught.value.code == "field_missing"
    return caught.value.field


def test_the_letter_to_the_user_of_the_money_tells_no_debt(desk, debtor):
    party = debtor(L1={})
    [letter] = built(desk, party, USER, person="夏娟安", person_address="沙洲村 5 组").drafts
    assert (letter.subject, letter.fields["user"]) == ("夏娟安", "夏娟安")
    assert letter.fields["user_address"] == "（住沙洲村 5 组）"
    # Neither debtor, loan, nor amount can come to the paper: the facts do not hold them.
    texts = "".join(text for _, text in letter.texts())
    for secret in ("周田生", "L1", "10,000", "12,000", "4399", "金明村"):
        assert secret not in texts
    assert letter.loan_ids == (loan_of(desk, "L1").id,)


def test_the_letter_to_the_user_of_the_money_needs_a_name(desk, debtor):
    assert missing_input(desk, debtor(L1={}), USER) == "person"


@pytest.mark.parametrize("person", ["周田生", "王保证"])
def test_who_owes_or_guarantees_gets_no_letter_as_the_user_of_the_money(desk, debtor, person):
    party = debtor(L1={"guarantors": ("王保证",)})
    with pytest.raises(RuleViolation) as caught:
        built(desk, party, USER, person=person)
    assert (caught.value.code, caught.value.field) == ("user_is_party", "person")


def test_an_inquiry_for_impersonation_asks_the_user_of_the_money(desk, debtor):
    party = debtor(L1={})
    set_hold(desk, party, Hold.IMPERSONATION, "本人否认借款")
    [letter] = built(desk, party, USER, person="夏娟安").drafts
    assert letter.fields["user_address"] == ""


def test_no_heir_hears_of_a_debtor_who_lives(desk, debtor):
    party = debtor(L1={})
    answer = built(desk, party, HEIRS, heirs="王妻")
    assert (answer.drafts, reasons(answer)) == ((), ["debtor_not_deceased"])


def test_every_heir_gets_his_own_letter_about_all_loans(desk, debtor):
    party = debtor(L1={}, L2={})
    set_deceased(desk, party, True, "死亡证明")
    letters = built(desk, party, HEIRS, heirs="王妻\n 周小田 \n\n王妻", died_on="2026-03-01").drafts
    assert [each.subject for each in letters] == ["王妻", "周小田"]
    for letter in letters:
        assert letter.fields["heir"] == letter.subject
        assert letter.fields["died_on"] == "于 2026 年 3 月 1 日"
        assert letter.fields["principal"] == "20,000.00"
        assert [row[0] for row in letter.tables["loans"]] == ["L1", "L2"]


def test_unknown_heirs_are_written_to_as_such(desk, debtor):
    party = debtor(L1={})
    set_deceased(desk, party, True, "死亡证明")
    [letter] = built(desk, party, HEIRS).drafts
    assert letter.subject == letter.fields["heir"] == "周田生的继承人"
    assert letter.fields["died_on"] == ""


def test_the_day_of_death_must_be_a_day(desk, debtor):
    party = debtor(L1={})
    set_deceased(desk, party, True, "死亡证明")
    with pytest.raises(RuleViolation) as caught:
        built(desk, party, HEIRS, died_on="三月")
    assert (caught.value.code, caught.value.field) == ("input_not_a_day", "died_on")


def test_nobody_dies_tomorrow(desk, debtor):
    party = debtor(L1={})
    set_deceased(desk, party, True, "死亡证明")
    with pytest.raises(RuleViolation) as caught:
        built(desk, party, HEIRS, died_on="2026-10-11")
    assert (caught.value.code, caught.value.field) == ("died_in_future", "died_on")


def test_heirs_learn_which_loans_are_not_due_and_nothing_of_expired_ones(desk, debtor):
    old = {"due_on": date(2010, 1, 1), "disbursed_on": date(2009, 1, 1)}
    party = debtor(L1={}, L2={"due_on": date(2027, 1, 1)}, L3=old)
    set_deceased(desk, party, True, "死亡证明")
    answer = built(desk, party, HEIRS)
    [letter] = answer.drafts
    assert letter.fields["loan_nos"] == "L1、L2"
    assert letter.fields["undue_nos"] == "L2"
    assert [row[0] for row in letter.tables["loans"]] == ["L1", "L2"]
    assert letter.loan_ids == (loan_of(desk, "L1").id, loan_of(desk, "L2").id)
    assert reasons(answer) == ["heirs_claim_expired"]


def test_where_every_claim_has_expired_no_heir_is_written_to(desk, debtor):
    party = debtor(L1={"due_on": date(2010, 1, 1), "disbursed_on": date(2009, 1, 1)})
    set_deceased(desk, party, True, "死亡证明")
    answer = built(desk, party, HEIRS)
    assert (answer.drafts, reasons(answer)) == ((), ["heirs_claim_expired"])


@pytest.mark.parametrize(
    ("kind", "restart_on", "code"),
    [
        (EventKind.SUIT_FILED, None, "loan_before_court"),
        (EventKind.JUDGMENT, date(2026, 9, 1), "loan_before_court"),
        (EventKind.REPAY_PLAN, date(2028, 6, 30), "loan_deferred"),
        (EventKind.SUSPENSION, None, "announcement_too_late"),
    ],
)
def test_what_a_court_or_an_agreement_holds_is_not_made_public(
    desk, debtor, kind, restart_on, code
):
    party = debtor(L1={}, L2={})
    record_event(desk, loan_of(desk, "L1").id, ClaimAct(kind, date(2026, 8, 1), restart_on))
    answer = built(desk, party, ANNOUNCEMENT, searches=SEARCHES)
    [paper] = answer.drafts
    assert (paper.fields["loan_nos"], reasons(answer)) == ("L2", [code])


def test_an_announcement_has_name_numbers_and_amounts_only(desk, debtor):
    party = debtor(L1={}, L2={})
    [paper] = built(desk, party, ANNOUNCEMENT, searches=SEARCHES).drafts
    assert paper.fields["debtor"] == "周田生"
    assert paper.fields["loan_nos"] == "L1、L2"
    assert paper.fields["answer_days"] == "30"
    assert "identity" not in paper.fields
    texts = "".join(text for _, text in paper.texts())
    assert "4399" not in texts and "金明村" not in texts and "138" not in texts


def test_how_the_debtor_was_searched_for_is_listed(desk, debtor):
    [paper] = built(desk, debtor(L1={}), ANNOUNCEMENT, searches=SEARCHES, answer_days="60").drafts
    assert paper.tables["searches"] == (
        ("1", "2026-09-01 彭春兰、刘建国到户，门锁"),
        ("2", "2026-09-20 村委会书面证明去向不明"),
    )
    assert paper.fields["answer_days"] == "60"


def test_nobody_is_announced_who_was_not_searched_for(desk, debtor):
    assert missing_input(desk, debtor(L1={}), ANNOUNCEMENT) == "searches"


def test_only_claims_that_are_due_and_alive_are_made_public(desk, debtor):
    party = debtor(
        L1={},
        L2={"due_on": date(2027, 1, 1)},
        L3={"due_on": date(2010, 1, 1), "disbursed_on": date(2009, 1, 1)},
        L4={"due_on": TODAY},
        L5={"due_on": None},
    )
    [paper] = built(desk, party, ANNOUNCEMENT, searches=SEARCHES).drafts
    assert paper.fields["loan_nos"] == "L1"
    assert paper.fields["principal"] == "10,000.00"
    assert paper.loan_ids == (loan_of(desk, "L1").id,)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"due_on": date(2027, 1, 1)}, "announcement_not_due"),
        (
            {"due_on": date(2010, 1, 1), "disbursed_on": date(2009, 1, 1)},
            "announcement_too_late",
        ),
    ],
)
def test_an_announcement_that_would_do_nothing_is_refused(desk, debtor, changes, code):
    answer = built(desk, debtor(L1=changes), ANNOUNCEMENT, searches=SEARCHES)
    assert (answer.drafts, reasons(answer)) == ((), [code])


def test_a_claim_that_was_interrupted_may_still_be_announced(desk, debtor):
    party = debtor(L1={"due_on": date(2023, 6, 1)})
    refused = built(desk, party, ANNOUNCEMENT, searches=SEARCHES)
    assert reasons(refused) == ["announcement_too_late"]
    act = ClaimAct(EventKind.SIGNED_NOTICE, date(2024, 6, 1))
    record_event(desk, loan_of(desk, "L1").id, act)
    [paper] = built(desk, party, ANNOUNCEMENT, searches=SEARCHES).drafts
    assert paper.fields["loan_nos"] == "L1"


def test_what_the_newest_ledger_does_not_know_is_not_made_public(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"), as_of=date(2026, 6, 30))
    take_in(ledger.row("L1", balance_fen=900_000))
    party = loan_of(desk, "L1").borrower_id
    [paper] = built(desk, party, ANNOUNCEMENT, searches=SEARCHES).drafts
    assert paper.fields["loan_nos"] == "L1"
    answer = draft(
        desk,
        [Wish(ANNOUNCEMENT, party, (loan_of(desk, "L2").id,), {"searches": SEARCHES})],
        TODAY,
        NoProgress(),
    )
    assert (answer.drafts, reasons(answer)) == ((), ["missing_from_ledger"])


@pytest.mark.parametrize("kind", [HEIRS, ANNOUNCEMENT])
def test_a_loan_under_inquiry_for_impersonation_is_not_spoken_of(desk, debtor, kind):
    party = debtor(L1={})
    set_hold(desk, party, Hold.IMPERSONATION, "本人否认借款")
    answer = built(desk, party, kind, searches=SEARCHES)
    assert (answer.drafts, reasons(answer)) == ((), ["impersonation_hold"])


def test_the_dead_are_not_announced_as_missing(desk, debtor):
    party = debtor(L1={})
    set_deceased(desk, party, True, "死亡证明")
    answer = built(desk, party, ANNOUNCEMENT, searches=SEARCHES)
    assert (answer.drafts, reasons(answer)) == ((), ["deceased"])


@pytest.mark.parametrize("days", ["0", "6"])
def test_an_announcement_leaves_a_week_at_least(desk, debtor, days):
    with pytest.raises(RuleViolation) as refused:
        built(desk, debtor(L1={}), ANNOUNCEMENT, searches=SEARCHES, answer_days=days)
    assert (refused.value.code, refused.value.field) == ("answer_days_too_few", "answer_days")


def test_a_search_of_two_words_proves_nothing(desk, debtor):
    party = debtor(L1={})
    with pytest.raises(RuleViolation) as refused:
        built(desk, party, ANNOUNCEMENT, searches="找过了")
    assert (refused.value.code, refused.value.field) == ("search_too_thin", "searches")
    assert built(desk, party, ANNOUNCEMENT, searches="问过村里\n问过家里").drafts


def test_a_number_below_nought_is_told_the_least_there_may_be(desk, debtor):
    with pytest.raises(RuleViolation) as refused:
        built(desk, debtor(L1={}), ANNOUNCEMENT, searches=SEARCHES, answer_days="-3")
    assert "至少 1" in explain(refused.value)[1]
