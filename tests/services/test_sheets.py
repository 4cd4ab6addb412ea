"""The branch's own papers, built from a real ledger: logs, computations, indexes, handovers."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import ActKind, GuaranteeContract, GuaranteeMode
from desktop.domain.interest import interest_to
from desktop.domain.limitation import EventKind
from desktop.domain.money import yuan_text
from desktop.services import claims, delivery, guarantees, notices
from desktop.services.documents.issuing import Wish, draft, issue, lay_out_documents
from desktop.services.ledger import decide_missing
from desktop.services.notices import Choice
from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.proposals import interest_basis, propose
from desktop.services.records import Hold, LoanStatus

TODAY = date(2026, 10, 10)
QUIET = NoProgress()
OTHER = {"borrower": "夏文水", "id_number": "439998198809268810"}
THIRD = {"borrower": "欧阳䶮", "id_number": "439998197503127747"}


def drafts(desk, kind, party_id="", loan_ids=(), **inputs):
    return draft(desk, [Wish(kind, party_id, loan_ids, inputs)], TODAY, QUIET)


def party_of(desk, loan_no):
    with desk.store.read() as queries:
        return queries.loan_by_no(loan_no).borrower_id


def loan_of(desk, loan_no):
    with desk.store.read() as queries:
        return queries.loan_by_no(loan_no)


def log(desk, **inputs):
    return drafts(
        desk, DocumentKind.WORK_LOG, **{"village": "金明村", "people": "甲、乙", **inputs}
    )


def test_a_work_log_names_the_households_in_the_order_of_the_route(desk, take_in, ledger):
    take_in(
        ledger.row("L1", group="10组"),
        ledger.row("L2", group="2组", **OTHER),
        ledger.row("L3", group="2组", **OTHER),
        ledger.row("L4", village="沙洲村", **THIRD),
    )
    [made] = log(desk).drafts
    rows = made.tables["households"]
    assert [row[:3] for row in rows] == [("1", "2组", "夏文水"), ("2", "10组", "周田生")]
    assert made.fields["route"] == "2组、10组"
    assert made.fields["household_count"] == "2"
    assert (made.place, made.subject, made.party_id) == (("牌口镇", "金明村"), "金明村", "")


def test_a_work_log_tells_which_notices_wait_to_be_served(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    first, second = issue_notices(desk)
    delivered(desk, first.serial)
    [made] = log(desk).drafts
    waiting = {row[2]: row[3] for row in made.tables["households"]}
    assert waiting == {first.debtor: "", second.debtor: second.serial}
    assert made.fields["notice_count"] == "1"


def test_a_work_log_says_neither_amounts_nor_identity_numbers(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    [made] = log(desk).drafts
    text = "".join(text for _, text in made.texts())
    assert "10,000" not in text and "4399" not in text and "13812341234" not in text


@pytest.mark.parametrize("people", ["", "彭春兰", "彭春兰、彭春兰", "彭春兰、"])
def test_nobody_goes_to_a_village_alone(desk, take_in, ledger, people):
    take_in(ledger.row("L1"))
    with pytest.raises(RuleViolation) as refused:
        log(desk, people=people)
    assert refused.value.field == "people"


def test_of_the_dead_only_who_administers_the_estate_is_visited(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    with desk.store.read() as queries:
        party = queries.loan_by_no("L1").borrower_id
    notices.issue(desk, [Choice(party, 1)], TODAY, NoProgress())
    set_deceased(desk, party, True, "死亡证明")
    wish = Wish(DocumentKind.WORK_LOG, inputs={"village": "金明村", "people": "彭春兰、刘建国"})
    [log] = draft(desk, [wish], TODAY, NoProgress()).drafts
    [row] = log.tables["households"]
    assert (row[3], row[5]) == ("", "已故，只联系遗产管理人")
    assert log.fields["notice_count"] == ""


def test_who_disputes_having_borrowed_is_not_visited(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    set_hold(desk, party_of(desk, "L2"), Hold.IMPERSONATION, "本人否认借款")
    built = log(desk)
    assert [row[2] for row in built.drafts[0].tables["households"]] == ["周田生"]
    assert [(each.subject, each.code) for each in built.refused] == [
        ("夏文水", "impersonation_hold")
    ]


def test_nobody_is_visited_for_what_is_not_due(desk, take_in, ledger):
    take_in(ledger.row("L1", due_on=date(2026, 12, 1)))
    with pytest.raises(RuleViolation, match="nothing_to_visit"):
        log(desk)
    [made] = log(desk, day="2026-12-02").drafts
    assert made.fields["day"] == "2026 年 12 月 2 日"


def test_the_same_village_name_in_two_townships_is_two_logs(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2", township="桃江镇", **OTHER))
    assert sorted(each.place for each in log(desk).drafts) == [
        ("桃江镇", "金明村"),
        ("牌口镇", "金明村"),
    ]
    assert len(log(desk, township="桃江镇").drafts) == 1


def test_an_interest_sheet_comes_to_what_the_rules_compute(desk, take_in, ledger):
    take_in(
        ledger.row("L1"),
        ledger.row("L2", on_balance_interest_fen=123),
        ledger.row("L3", due_on=date(2026, 10, 5)),
    )
    [made] = drafts(desk, DocumentKind.INTEREST_SHEET, party_of(desk, "L1")).drafts
    loans = [loan_of(desk, number) for number in ("L1", "L2", "L3")]
    interest = [interest_to(interest_basis(loan), TODAY, desk.policy).total.fen for loan in loans]
    assert [row[5] for row in made.tables["debts"]] == [yuan_text(fen) for fen in interest]
    assert made.fields["interest"] == yuan_text(sum(interest))
    amounts = [fen(row[7]) for row in made.tables["rows"]]
    assert sum(amounts) == sum(interest)
    kinds = [row[1] for row in made.tables["rows"]]
    assert set(kinds) == {"台账欠息", "利息", "罚息"}
    assert fen(made.fields["principal"]) + sum(interest) == fen(made.fields["total"])
    assert made.fields["total_capital"].startswith("人民币")


def fen(text):
    yuan, _, rest = text.replace(",", "").partition(".")
    return int(yuan) * 100 + int(rest)


def test_each_row_of_an_interest_sheet_can_be_computed_again_from_what_it_says(
    desk, take_in, ledger
):
    take_in(ledger.row("L1"), ledger.row("L2", rate=None))
    [made] = drafts(desk, DocumentKind.INTEREST_SHEET, party_of(desk, "L1")).drafts
    computed = [row for row in made.tables["rows"] if row[4]]
    assert [row[0] for row in computed] == ["L1"]
    [(_, kind, _, _, days, base, rate, amount, source)] = computed
    assert (kind, days, base, rate) == ("罚息", "10", "10,000.00", "3.14166667")
    assert round(fen(base) * int(days) * float(rate) / 10_000) == fen(amount)
    assert "251号" in source
    assert "L2" in made.fields["doubts"] and "L1" not in made.fields["doubts"]
    assert [row[3] for row in made.tables["debts"]] == ["月 7.25‰（年 8.7%）", "不明"]


def test_an_interest_sheet_may_be_of_chosen_loans_only(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"))
    wanted = (loan_of(desk, "L2").id,)
    [made] = drafts(desk, DocumentKind.INTEREST_SHEET, party_of(desk, "L1"), wanted).drafts
    assert {row[0] for row in made.tables["rows"]} == {"L2"}
    assert made.loan_ids == wanted


def test_two_hundred_loans_of_one_debtor_stand_on_one_sheet(desk, take_in, ledger):
    numbers = [f"L{n:03d}" for n in range(200)]
    take_in(*(ledger.row(number) for number in numbers))
    [made] = issue(
        desk, [Wish(DocumentKind.INTEREST_SHEET, party_of(desk, "L000"))], TODAY, QUIET
    ).facts
    pages = lay_out_documents(desk, [made.serial], False, QUIET)
    text = "".join(item.text for page in pages for item in page if hasattr(item, "text"))
    assert all(text.count(number) == 3 for number in numbers)  # the loan and two rows of interest
    assert made.fields["principal"] == "2,000,000.00"


def issue_notices(desk):
    choices = [
        Choice(each.party.id, each.proposal.round)
        for each in propose(desk, TODAY)
        if each.proposal.chosen
    ]
    return notices.issue(desk, choices, TODAY, QUIET).facts


def delivered(desk, serial, *files):
    act = DeliveryAct(
        Method.IN_PERSON, Signer.SELF, TODAY, Boxes(received=True), ("彭春兰", "刘建国")
    )
    return delivery.record(desk, serial, act, files)


@pytest.fixture
def proved(desk, take_in, ledger, tmp_path):
    """A debtor with evidence of a delivery, an event and an act towards a guarantor."""
    take_in(ledger.row("L1", guarantors=("刘㛃",)), ledger.row("L2", **OTHER))
    files = {}
    for name in ("回执.jpg", "起诉状.pdf", "邮单.png", "别人.jpg"):
        files[name] = tmp_path / name
        files[name].write_bytes(name.encode())
    first, second = issue_notices(desk)
    if first.debtor != "周田生":
        first, second = second, first
    delivered(desk, first.serial, files["回执.jpg"])
    delivered(desk, second.serial, files["别人.jpg"])
    loan = loan_of(desk, "L1")
    suit = ClaimAct(EventKind.SUIT_FILED, date(2026, 5, 1), ref="(2026)某0001民初12号")
    event = claims.record_event(desk, loan.id, suit, [files["起诉状.pdf"]])
    contract = GuaranteeContract("刘㛃", date(2021, 10, 13), GuaranteeMode.JOINT)
    guarantees.record_contract(desk, loan.id, contract)
    act = guarantees.EnteredAct(ActKind.DEMAND_ARRIVED, date(2026, 3, 2))
    guarantees.record_act(desk, loan.id, "刘㛃", act, [files["邮单.png"]])
    return loan.borrower_id, event.event.id


def test_an_evidence_index_names_everything_that_proves_by_day(desk, proved):
    party, _ = proved
    [made] = drafts(desk, DocumentKind.EVIDENCE_INDEX, party).drafts
    rows = made.tables["evidence"]
    assert [row[1] for row in rows] == ["邮单（影像）", "起诉状（PDF）", "回执（影像）"]
    assert [row[3] for row in rows] == ["2026-03-02", "2026-05-01", "2026-10-10"]
    assert "保证人刘㛃" in rows[0][2]
    assert rows[1][2:5:2] == ("借据 L1：起诉或同等程序", "(2026)某0001民初12号")
    assert "第一次催收通知书" in rows[2][2] and "彭春兰、刘建国" in rows[2][4]
    assert all(len(row[5]) == 16 for row in rows)
    assert made.fields["evidence_count"] == "3"
    assert "别人" not in "".join(text for _, text in made.texts())


def test_only_pictures_are_shown_small_and_the_index_points_at_them(desk, proved):
    party, _ = proved
    [made] = issue(desk, [Wish(DocumentKind.EVIDENCE_INDEX, party)], TODAY, QUIET).facts
    assert [caption for _, caption in made.tables["photos"]] == [
        "证据 1　2026-03-02",
        "证据 3　2026-10-10",
    ]
    pages = lay_out_documents(desk, [made.serial], False, QUIET)
    text = "".join(item.text for page in pages for item in page if hasattr(item, "text"))
    assert "图片无法显示" in text  # these files hold no picture
    assert "证据 3　2026-10-10" in text


def test_evidence_of_what_was_withdrawn_is_left_out(desk, proved):
    party, event = proved
    claims.withdraw_event(desk, event, "录错了")
    [made] = drafts(desk, DocumentKind.EVIDENCE_INDEX, party).drafts
    assert [row[1] for row in made.tables["evidence"]] == ["邮单（影像）", "回执（影像）"]


def test_a_corrected_entry_keeps_its_evidence_in_the_index(desk, proved):
    party, event = proved
    claims.end_procedure(desk, event, date(2026, 9, 1))
    [made] = drafts(desk, DocumentKind.EVIDENCE_INDEX, party).drafts
    assert "起诉状（PDF）" in [row[1] for row in made.tables["evidence"]]


def test_a_file_name_no_font_has_is_told_by_its_medium(desk, take_in, ledger, tmp_path):
    take_in(ledger.row("L1"))
    file = tmp_path / "回执\U0001f4f7.jpg"
    file.write_bytes(b"x")
    [notice] = issue_notices(desk)
    delivered(desk, notice.serial, file)
    issued = issue(desk, [Wish(DocumentKind.EVIDENCE_INDEX, party_of(desk, "L1"))], TODAY, QUIET)
    assert issued.problems == ()
    assert issued.facts[0].tables["evidence"][0][1] == "影像"


def test_without_evidence_there_is_no_index(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    with pytest.raises(RuleViolation, match="no_evidence"):
        drafts(desk, DocumentKind.EVIDENCE_INDEX, party_of(desk, "L1"))


def handover(desk, **inputs):
    return drafts(desk, DocumentKind.HANDOVER_SHEET, **{"officer": "彭春兰", **inputs})


def test_a_handover_sheet_lists_every_loan_of_an_officer_and_nobody_elses(desk, take_in, ledger):
    take_in(
        ledger.row("L1", balance_fen=100, on_balance_interest_fen=7),
        ledger.row("L2", due_on=date(2010, 1, 1), **OTHER),
        ledger.row("L3", officer="刘建国", **THIRD),
    )
    [made] = handover(desk, to_officer="刘建国").drafts
    rows = {row[1]: row for row in made.tables["loans"]}
    assert rows.keys() == {"L1", "L2"}
    assert rows["L1"][4:7] == ("1.00", "500.07", "2026-10-13")
    assert rows["L2"][6] == "已届满"
    assert (made.fields["loan_count"], made.fields["debtor_count"]) == ("2", "2")
    assert made.fields["principal"] == "10,001.00"
    assert made.fields["interest"] == "1,000.07"
    assert made.fields["reported_on"] == "2026 年 9 月 30 日"


def test_settled_loans_are_not_handed_over_and_missing_ones_are_marked(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"), ledger.row("L3"))
    take_in(ledger.row("L3"), as_of=date(2026, 10, 5))
    decide_missing(desk, loan_of(desk, "L1").id, LoanStatus.SETTLED, "还清")
    [made] = handover(desk).drafts
    assert {row[1]: row[8] for row in made.tables["loans"]} == {"L2": "台账中已不见", "L3": ""}


def test_an_officer_without_loans_has_nothing_to_hand_over(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    with pytest.raises(RuleViolation, match="nothing_to_hand_over"):
        handover(desk, officer="没有人")
    with pytest.raises(RuleViolation, match="field_missing"):
        handover(desk, officer=" ")


def test_a_sheet_of_the_branch_is_issued_and_stands_in_no_dossier(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    wish = Wish(DocumentKind.HANDOVER_SHEET, inputs={"officer": "彭春兰"})
    [made] = issue(desk, [wish], TODAY, QUIET).facts
    with desk.store.read() as queries:
        [stored] = queries.documents([each.serial for each in queries.newest_documents()])
        assert queries.documents_of(party_of(desk, "L1")) == []
    assert (stored.serial, stored.party_id, stored.subject) == (made.serial, "", "彭春兰")
    assert replace(made, serial="") == handover(desk).drafts[0]
