"""Personal data as services hand it out: lists, dossier, one field in full."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.masks import mask_address
from desktop.domain.permissions import Role
from desktop.domain.rounds import NoticeState
from desktop.services import lists
from desktop.services.delivery_day import delivery_day
from desktop.services.dossier import dossier
from desktop.services.export import export_ledger
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.notice_problems import find_problems
from desktop.services.notices import Choice, issue, mark
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.reveals import Masked, reveal
from desktop.services.today import today_board
from tests.people import at_desk, employ

TODAY = date(2026, 10, 10)
QUIET = NoProgress()
PERSON = ("周田生", "439985194806046550", "13812341234", "牌口镇金明村3组")


@pytest.fixture
def party(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    return propose(desk, TODAY)[0].party.id


def issued(desk, party):
    return issue(desk, [Choice(party, 1)], TODAY, QUIET).facts[0]


def ids(desk):
    return lists.ledger_view(desk, LedgerFilter(), SortKey.ROUTE, False, False).ids


LISTS = {
    "ledger": lambda desk: lists.ledger_lines(desk, ids(desk)),
    "search by name": lambda desk: lists.search(desk, "周田生"),
    "search by loan": lambda desk: lists.search(desk, "L1"),
    "search by serial": lambda desk: lists.search(desk, "26-0001"),
    "claims": lambda desk: [each.line for each in lists.claims_by_last_day(desk, TODAY, None)],
    "proposals": lambda desk: [each.party for each in propose(desk, TODAY)],
    "deliveries": lambda desk: [each.facts for each in delivery_day(desk).waiting],
    "today": lambda desk: today_board(desk).lines,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_tells_the_surname_and_no_number(desk, party, name):
    serial = issued(desk, party).serial
    mark(desk, [serial], NoticeState.PRINTED)
    shown = LISTS[name](desk)
    told = repr(shown)
    assert "周**" in told
    assert not [each for each in PERSON if each in told]


def test_what_an_import_changed_and_what_it_lost_is_masked(desk, party, take_in, ledger):
    changed = take_in(ledger.row("L1", balance_fen=900_000), as_of=date(2026, 10, 1))
    assert [each.borrower for each in lists.import_changes(desk, changed.id)] == ["周**"]
    take_in(ledger.row("L2", "夏文水"), as_of=date(2026, 10, 2))
    assert [each.borrower for each in lists.missing_loans(desk)] == ["周**"]


def test_a_paper_names_in_full_whom_a_list_masks(desk, party):
    facts = issued(desk, party)
    assert (facts.debtor, facts.address) == ("周田生", "牌口镇金明村3组")


def test_a_character_no_font_has_is_found_behind_the_mask(desk, take_in, ledger):
    take_in(ledger.row("L1", "周\U00030000生"))
    [found] = find_problems(desk, propose(desk, TODAY), TODAY)
    assert found.party.name == "周**"
    assert [each.characters for each in found.problems if each.characters] == ["\U00030000"]


def test_the_list_for_excel_is_masked_like_the_list_on_the_screen(desk, party, tmp_path):
    path = tmp_path / "ledger.xlsx"
    export_ledger(desk, LedgerFilter(), SortKey.ROUTE, False, path, QUIET)
    cells = [str(cell.value) for row in load_workbook(path).active for cell in row]
    assert "周**" in cells
    assert not set(PERSON) & set(cells)


def test_the_dossier_shows_the_name_and_the_ends_of_the_rest(desk, party):
    shown = dossier(desk, party)
    assert shown.party.name == "周田生"
    assert shown.id_masked == shown.party.id_number == "439***********6550"
    assert shown.phone_masked == shown.party.phone == "138****1234"
    assert shown.party.address == "牌口镇****"
    told = repr(replace(shown, notices=(), documents=(), timeline=()))
    assert not [each for each in PERSON[1:] if each in told]


def test_an_address_is_shown_to_its_township():
    assert mask_address("某某县枫林乡白水村 2 组") == "某某县枫林乡****"
    assert mask_address("解放路 12 号") == "****"
    assert mask_address("") == ""


def test_an_organisation_is_nobodys_personal_data(desk, take_in, ledger):
    take_in(ledger.row("L1", "某某县农机修造厂"))
    assert lists.ledger_lines(desk, ids(desk))[0].borrower == "某某县农机修造厂"


def entries(desk, kind):
    with desk.store.read() as queries:
        return list(queries.journal_of_kind(kind))


@pytest.mark.parametrize(
    ("field", "value"),
    [(Masked.ID_NUMBER, PERSON[1]), (Masked.PHONE, PERSON[2]), (Masked.ADDRESS, PERSON[3])],
)
def test_one_field_is_shown_in_full_and_the_journal_says_why_and_not_what(
    desk, party, field, value
):
    employ(desk)
    teller = at_desk(desk, Role.TELLER)
    assert reveal(teller, party, field, "核对本人身份", "teller") == value
    [entry] = entries(desk, "field_revealed")
    assert (entry.operator_id, entry.entity_id) == ("teller", party)
    assert entry.body == {"field": field.value, "reason": "核对本人身份"}
    assert value not in repr(entry)


def test_without_the_right_password_nothing_is_shown_or_written(desk, party):
    employ(desk)
    with pytest.raises(ExpectedFailure, match="wrong_password"):
        reveal(at_desk(desk, Role.TELLER), party, Masked.PHONE, "核对", "guess")
    with pytest.raises(RuleViolation, match="reason_missing"):
        reveal(at_desk(desk, Role.TELLER), party, Masked.PHONE, " ", "teller")
    assert entries(desk, "field_revealed") == []


def test_a_database_without_users_asks_for_no_password_and_writes_it_down_all_the_same(desk, party):
    assert reveal(desk, party, Masked.PHONE, "核对", "") == PERSON[2]
    assert len(entries(desk, "field_revealed")) == 1


def test_what_is_not_recorded_cannot_be_shown(desk, take_in, ledger):
    take_in(ledger.row("L1", phone=""))
    party = propose(desk, TODAY)[0].party.id
    with pytest.raises(RuleViolation, match="nothing_to_reveal"):
        reveal(desk, party, Masked.PHONE, "核对", "")
