"""What goes along with an issued paper: the cover of its EMS, the record of its arrival."""

from datetime import date

import pytest

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.services.documents import issuing
from desktop.services.documents.issuing import Wish, draft
from desktop.services.guarantees import record_contract
from desktop.services.notices import Choice
from desktop.services.notices import issue as issue_notices
from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold
from desktop.ui.errors import words

TODAY = date(2026, 10, 10)
EMS, ARRIVAL = DocumentKind.EMS_COVER, DocumentKind.ARRIVAL_RECORD
QUIET = NoProgress()


@pytest.fixture
def loans(desk, take_in, ledger):
    """The loans of one debtor."""
    take_in(ledger.row("L1"), ledger.row("L2"))
    with desk.store.read() as queries:
        return [queries.loan_by_no(number) for number in ("L1", "L2")]


@pytest.fixture
def party(loans) -> str:
    return loans[0].borrower_id


@pytest.fixture
def notice(desk, party) -> str:
    """The serial of a demand notice to the debtor."""
    [facts] = issue_notices(desk, [Choice(party, 1)], TODAY, QUIET).facts
    return facts.serial


@pytest.fixture
def guarantor_notice(desk, loans, party) -> str:
    contract = GuaranteeContract(
        "王保证", date(2021, 10, 13), GuaranteeMode.JOINT, PeriodTerm.MONTHS, 36
    )
    record_contract(desk, loans[0].id, contract)
    return issued(desk, party, DocumentKind.GUARANTOR_NOTICE)


def issued(desk, party: str, kind: DocumentKind, **inputs: str) -> str:
    """Issue a document; return its serial."""
    return issuing.issue(desk, [Wish(kind, party, inputs=inputs)], TODAY, QUIET).facts[0].serial


def built(desk, party: str, kind: DocumentKind, serial: str, **inputs: str):
    wish = Wish(kind, party, inputs={"notice_serial": serial, **inputs})
    return draft(desk, [wish], TODAY, QUIET)


def fields(desk, party: str, kind: DocumentKind, serial: str, **inputs: str):
    [paper] = built(desk, party, kind, serial, **inputs).drafts
    return paper.fields


def refusal(desk, party: str, kind: DocumentKind, serial: str) -> tuple[str, str]:
    with pytest.raises(RuleViolation) as caught:
        built(desk, party, kind, serial)
    return caught.value.code, caught.value.field


def kept_back(desk, party: str, kind: DocumentKind, serial: str) -> str:
    """Return why a paper may not go out any more."""
    answer = built(desk, party, kind, serial)
    assert not answer.drafts
    [refused] = answer.refused
    assert words(refused.code, refused.params)
    return refused.code


def test_the_content_of_an_ems_names_loans_and_what_is_claimed(desk, party, notice):
    said = fields(desk, party, EMS, notice)
    assert said["item_name"] == (
        "逾期贷款催收通知书（借据号L1、L2，要求归还本金20,000.00元及利息1,062.84元）"
    )
    assert (said["receiver"], said["receiver_address"]) == ("周田生", "牌口镇金明村3组")
    assert said["receiver_phone"] == "13812341234"
    assert said["paper_serial"] == notice
    assert said["paper_issued_on"] == "2026 年 10 月 10 日"


def test_an_ems_goes_to_the_address_of_the_contract_where_it_is_typed(desk, party, notice):
    typed = {"person_address": "沙洲村 5 组 12 号", "person_phone": "0000-0000003"}
    said = fields(desk, party, EMS, notice, **typed)
    assert said["receiver_address"] == "沙洲村 5 组 12 号"
    assert said["receiver_phone"] == "0000-0000003"


def test_a_notice_without_an_address_goes_to_the_village(desk, take_in, ledger):
    take_in(ledger.row("L1", address=""))
    with desk.store.read() as queries:
        party = queries.loan_by_no("L1").borrower_id
    [facts] = issue_notices(desk, [Choice(party, 1)], TODAY, QUIET).facts
    assert fields(desk, party, EMS, facts.serial)["receiver_address"] == "牌口镇金明村3组"


def test_a_guarantor_notice_goes_to_the_guarantor(desk, party, guarantor_notice):
    said = fields(desk, party, EMS, guarantor_notice, person_address="沙洲村")
    assert (said["receiver"], said["receiver_phone"]) == ("王保证", "")
    assert said["item_name"] == (
        "担保人履行担保责任通知书（借据号L1，要求承担保证责任，清偿本金10,000.00元及利息531.42元）"
    )


def test_a_letter_to_somebody_else_needs_an_address(desk, party, guarantor_notice):
    assert refusal(desk, party, EMS, guarantor_notice) == ("field_missing", "person_address")


def test_the_envelope_of_a_letter_that_claims_nothing_tells_no_debt(desk, party):
    serial = issued(desk, party, DocumentKind.ACTUAL_USER_LETTER, person="夏娟安")
    said = fields(desk, party, EMS, serial, person_address="沙洲村")
    assert said["item_name"] == f"实际用款人通知（编号 {serial}）"
    assert "周田生" not in "".join(said.values())
    assert fields(desk, party, ARRIVAL, serial)["claim"] == ""


def test_a_letter_to_an_heir_claims_from_the_estate(desk, party):
    set_deceased(desk, party, True, "死亡证明")
    serial = issued(desk, party, DocumentKind.HEIRS_LETTER, heirs="王妻")
    said = fields(desk, party, EMS, serial, person_address="金明村")
    assert (said["receiver"], "在遗产实际价值范围内主张本金" in said["item_name"]) == ("王妻", True)


def test_a_cover_has_the_loans_of_its_paper(desk, loans, party, guarantor_notice):
    [paper] = built(desk, party, ARRIVAL, guarantor_notice).drafts
    assert (paper.subject, paper.loan_ids) == ("王保证", (loans[0].id,))


def test_a_record_of_arrival_says_what_the_paper_claimed(desk, party, notice):
    said = fields(desk, party, ARRIVAL, notice)
    assert (said["receiver"], said["debtor"], said["paper_serial"]) == ("周田生", "周田生", notice)
    assert said["claim"] == "借据号L1、L2，要求归还本金20,000.00元及利息1,062.84元"


@pytest.mark.parametrize("kind", [EMS, ARRIVAL])
def test_a_serial_that_does_not_exist_is_refused(desk, party, kind):
    assert refusal(desk, party, kind, "PA26-9999") == ("serial_unknown", "notice_serial")
    assert refusal(desk, party, kind, " ") == ("field_missing", "notice_serial")


@pytest.mark.parametrize("kind", [EMS, ARRIVAL])
def test_the_paper_of_another_debtor_is_refused(desk, take_in, ledger, loans, party, kind):
    rows = [ledger.row(each.loan_no) for each in loans]
    take_in(*rows, ledger.row("M1", "夏文水", id_number="439998198809268810"))
    with desk.store.read() as queries:
        other = queries.loan_by_no("M1").borrower_id
    [facts] = issue_notices(desk, [Choice(other, 1)], TODAY, QUIET).facts
    letter = issued(desk, other, DocumentKind.ACTUAL_USER_LETTER, person="夏娟安")
    for serial in (facts.serial, letter):
        assert refusal(desk, party, kind, serial) == ("serial_of_another", "notice_serial")


def test_a_paper_that_is_no_letter_is_not_sent(desk, party, notice):
    cover = issued(desk, party, EMS, notice_serial=notice)
    assert refusal(desk, party, EMS, cover) == ("paper_not_sent", "notice_serial")


@pytest.mark.parametrize("kind", [EMS, ARRIVAL])
def test_no_demand_goes_out_to_the_dead(desk, party, notice, kind):
    set_deceased(desk, party, True, "死亡证明")
    assert kept_back(desk, party, kind, notice) == "deceased"


@pytest.mark.parametrize("kind", [EMS, ARRIVAL])
def test_no_claim_goes_out_while_the_debtor_disputes_having_borrowed(desk, party, notice, kind):
    letter = issued(desk, party, DocumentKind.ACTUAL_USER_LETTER, person="夏娟安")
    set_hold(desk, party, Hold.IMPERSONATION, "本人否认借款")
    assert kept_back(desk, party, kind, notice) == "impersonation_hold"
    assert built(desk, party, kind, letter, person_address="沙洲村").drafts


@pytest.mark.parametrize("kind", [EMS, ARRIVAL])
def test_a_paper_that_names_a_settled_loan_stays(desk, take_in, ledger, party, notice, kind):
    paid = {"balance_fen": 0, "off_balance_interest_fen": 0}
    take_in(ledger.row("L1", **paid), ledger.row("L2"), as_of=TODAY)
    assert kept_back(desk, party, kind, notice) == "paper_settled"


@pytest.mark.parametrize("kind", [EMS, ARRIVAL])
def test_a_demand_to_a_guarantor_stays_once_his_period_is_over(
    desk, clock, party, guarantor_notice, kind
):
    clock.day = date(2026, 10, 13)
    inputs = {"notice_serial": guarantor_notice, "person_address": "沙洲村"}
    assert draft(desk, [Wish(kind, party, inputs=inputs)], clock.day, QUIET).drafts
    clock.day = date(2026, 10, 14)
    [refused] = draft(desk, [Wish(kind, party, inputs=inputs)], clock.day, QUIET).refused
    assert (refused.subject, refused.code) == ("王保证", "guarantee_over_on_the_way")
