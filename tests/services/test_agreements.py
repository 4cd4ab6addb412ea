"""Papers that are signed or decided on: issued from a branch's own data, or refused."""

from datetime import date

import pytest

from desktop.domain.documents import DocumentKind
from desktop.domain.page import TextRun
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import Wish, case_of, draft, issue, lay_out_documents
from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold

TODAY = date(2026, 10, 10)
QUIET = NoProgress()
KINDS = [
    DocumentKind.REPAYMENT_AGREEMENT,
    DocumentKind.SUBSIDY_CONSENT,
    DocumentKind.RELIEF_APPLICATION,
    DocumentKind.ASSET_SETTLEMENT,
]


def one(built):
    (facts,) = built.drafts
    return facts


def fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def text_of(pages) -> str:
    return "".join(item.text for page in pages for item in page if isinstance(item, TextRun))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_issued_and_says_who_and_how_much(desk, party, usual_inputs, kind):
    issued = issue(desk, [Wish(kind, party, inputs=usual_inputs[kind])], TODAY, QUIET)
    (facts,) = issued.facts
    assert issued.problems == ()
    text = text_of(lay_out_documents(desk, [facts.serial], False, QUIET))
    assert facts.serial in text and "周田生" in text
    assert facts.fields["principal"] in text and "4321002" in text
    assert "439985194806046550" not in text and "13812341234" not in text


class Listened(dict):
    """Inputs that remember which of them were asked for."""

    def __init__(self, given):
        super().__init__(given)
        self.asked = set()

    def get(self, name, otherwise=""):
        self.asked.add(name)
        return super().get(name, otherwise)


@pytest.mark.parametrize("kind", KINDS)
def test_every_input_that_is_read_is_offered_and_the_other_way_round(
    desk, party, usual_inputs, kind
):
    relief = {"relief_amount": "10", "approval_no": "第 1 号", "valid_until": "2027-12-31"}
    variants = (
        {},
        relief,
        {"third_parties": "卜二"},
        {"rhythm": "given", "days": "2026-11-30"},
        {"subsidy": "other", "subsidy_name": "租金补贴"},
    )
    asked = set()
    for more in variants:
        inputs = Listened({**usual_inputs[kind], **more})
        wish = Wish(kind, party, inputs=inputs)
        with desk.store.read() as queries:
            case = case_of(desk, queries, queries.installation(), wish, TODAY)
            assert BUILDERS[kind].build(case).drafts
        asked |= inputs.asked
    assert asked == {each.name for each in BUILDERS[kind].inputs}


@pytest.mark.parametrize("kind", KINDS)
def test_the_dead_sign_nothing(desk, party, draft_paper, kind):
    set_deceased(desk, party, True, "户籍注销")
    built = draft_paper(kind)
    assert (built.drafts, [each.code for each in built.refused]) == ((), ["signer_deceased"])


@pytest.mark.parametrize("kind", KINDS)
def test_who_disputes_having_borrowed_signs_nothing(desk, party, draft_paper, kind):
    set_hold(desk, party, Hold.IMPERSONATION, "本人否认借款")
    built = draft_paper(kind)
    assert (built.drafts, [each.code for each in built.refused]) == ((), ["signer_disputes"])


@pytest.mark.parametrize("kind", [DocumentKind.REPAYMENT_AGREEMENT, DocumentKind.ASSET_SETTLEMENT])
def test_a_loan_that_is_not_due_is_left_out_and_named(draft_paper, kind):
    built = draft_paper(kind)
    assert [row[0] for row in one(built).tables["loans"]] == ["4321001", "4321002"]
    assert [(each.code, each.params) for each in built.refused] == [
        ("loan_not_due", {"loan_no": "4321003"})
    ]


def test_where_nothing_is_due_there_is_no_agreement(desk, ledger, take_in, usual_inputs):
    take_in(ledger.row("4321009", "卜二", id_number="", due_on=TODAY))
    with desk.store.read() as queries:
        party_id = queries.loan_by_no("4321009").borrower_id
    wish = Wish(
        DocumentKind.REPAYMENT_AGREEMENT,
        party_id,
        inputs=usual_inputs[DocumentKind.REPAYMENT_AGREEMENT],
    )
    built = draft(desk, [wish], TODAY, QUIET)
    assert (built.drafts, [each.code for each in built.refused]) == ((), ["loan_not_due"])


def test_there_is_no_door_to_a_receipt_without_a_repayment():
    assert DocumentKind.RECEIPT not in BUILDERS
