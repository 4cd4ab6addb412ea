"""What head office reads of a forked chain: in words, whole, and why it forked."""

import json

import pytest

from desktop.services.collection_records import Fork
from desktop.services.office.views import ToDecide
from desktop.ui.pages.office.matter_detail import (
    MatterDetail,
    MatterInFull,
    entry_summary,
    why_words,
)
from desktop.ui.pages.office.matters import copied_words, matters, restored_words
from tests.collection_rows import chain

RESTORED = {
    "copy": "b1-20261126-053000.qsb",
    "kept_as": "b1.db.damaged-20261126-054312",
    "head_before": "a" * 64,
    "entries_before": 62,
    "head_after": "b" * 64,
    "entries_after": 57,
    "entries_lost": 5,
    "letter_after": "V",
    "disabled": ["0192f0c1-0000-7000-8000-000000000001", "0192f0c1-0000-7000-8000-000000000002"],
}


def forked(kind):
    """Return a fork of two PCs, one of which began with an entry of this kind."""
    [before, first] = chain("a b")
    [other] = chain("c", after=before.hash, replica="replica-2", kind=kind)
    data = RESTORED if kind == "restored" else {}
    other = other._replace(body=json.dumps({"data": data}))
    fork = Fork("0417", before.hash, ("b", "c"), ("replica-1", "replica-2"))
    [matter] = matters(ToDecide((), (fork,), (), ()), (), "zh")
    return MatterInFull(matter, (first, other), None)


def test_a_restore_is_read_in_chinese_and_without_hashes():
    summary = entry_summary(forked("restored").entries[1], "zh")
    said = {each.name: each.value for each in summary.lines[1:]}
    assert said.pop("备份文件").replace("\u200b", "") == RESTORED["copy"]
    assert said.pop("原库另存为").replace("\u200b", "") == RESTORED["kept_as"]
    assert said == {
        "发生日期": "2026-10-08",
        "登记时间": "2026-10-08 09:00",
        "恢复前条数": "62",
        "恢复后条数": "57",
        "少了条数": "5",
        "新机号": "V",
    }


@pytest.mark.parametrize(
    ("kind", "words"), [("restored", restored_words), ("copy_declared", copied_words)]
)
def test_the_entries_of_a_fork_say_whether_it_was_a_restore_or_a_copy(kind, words):
    matter, entries, _ = forked(kind)
    assert why_words(matter, entries) == words()
    assert why_words(matter, entries[:1]) == matter.why
    assert matter.why not in (restored_words(), copied_words())


def test_a_fork_side_by_side_stays_inside_its_card_on_a_small_screen(qtbot):
    detail = MatterDetail("zh")
    qtbot.addWidget(detail)
    detail.resize(440, 500)
    detail.show_matter(forked("restored"))
    detail.show()
    qtbot.waitExposed(detail)
    for view in detail.shown:
        assert view.widget().minimumSizeHint().width() <= view.viewport().width()
