"""What a return brings is said in words, a line each."""

from dataclasses import replace

import pytest

from desktop.services.entry_ports import EntryConflict, TakenEntries
from desktop.services.exchange.incoming import ReturnTaken
from desktop.services.exchange.photos import Photos
from desktop.services.exchange.return_content import Brought
from desktop.services.exchange.return_lines import DoubleLine, TargetLine
from desktop.storage.applying.allowed import _CHANGES
from desktop.ui.errors import field_name
from desktop.ui.pages.exchange.return_words import _NAMES, change_lines

ENTRIES = TakenEntries(1, 0, 1, (), (), frozenset(), (), False)
NOTHING = Brought(0, (), (), ENTRIES, 0, (), (), (), (), (), (), "")


def told(*conflicts):
    entries = replace(ENTRIES, conflicts=conflicts)
    return change_lines(of(replace(NOTHING, entries=entries)), "zh")


def of(brought):
    return ReturnTaken(0, 1, "a" * 64, 0, None, False, brought, (), Photos(), None)


def test_a_field_that_differs_is_named_with_both_values_and_nobody_in_full():
    address = ("周田生", "party", "p1", "address", "牌口镇金明村3组", "云坪镇新村1组")
    number = ("周田生", "party", "p1", "id_number", "439900194806046550", "439900194806046551")
    lines = told(EntryConflict("e1", *address), EntryConflict("e2", *number))
    [count] = [each for each in lines if "两边都改过" in each]
    about = lines[lines.index(count) + 1 :][:2]
    assert "2 处" in count
    assert "住址" in about[0]
    for secret in ("周田生", "3组", "1组", "19480604"):
        assert secret not in "".join(about)


@pytest.mark.parametrize("table", ["party", "guarantee", "loan"])
def test_every_field_that_may_differ_has_a_name(table):
    for field in _CHANGES[table] - {"pinyin", "initials", "id_tail", "group_no"}:
        assert field_name(_NAMES.get(field, field)) != field


def test_what_became_of_a_loan_is_said_in_words():
    [*_, about] = told(EntryConflict("e1", "周田生", "loan", "No-a1", "status", "moved", "settled"))
    assert "“已转走”" in about
    assert "“已结清”" in about


def test_a_target_names_its_measure_in_words():
    target = TargetLine(2026, "cash_recovery", 100_000_000)
    lines = change_lines(of(replace(NOTHING, targets=(target,))), "zh")
    assert "任务指标：2026 年 现金清收 1,000,000.00 元" in lines


def test_a_branch_reads_which_receipt_it_has_to_reverse():
    double = DoubleLine("r1", "B26-S0002", ("A26-S0001",), "只收了一次")
    lines = change_lines(of(replace(NOTHING, doubles=(double,))), "zh")
    said = "联社认定收据 B26-S0002 与 A26-S0001 是同一笔，请冲正 B26-S0002（只收了一次）"
    assert said in lines


def test_entries_that_are_here_already_are_told_apart_from_new_ones():
    lines = change_lines(of(replace(NOTHING, entries=replace(ENTRIES, new=4, known=23))), "zh")
    assert any("4 条" in line and "找回" in line for line in lines)
    assert "带回的记录中本机已有 23 条，不重复记" in lines
