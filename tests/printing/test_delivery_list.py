from collections.abc import Callable
from itertools import pairwise

from desktop.domain.money import yuan_text
from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Page, TextRun
from desktop.printing.forms.delivery_list import (
    by_officer_and_village,
    compose_delivery_list,
    compose_delivery_lists,
)

MakeNotice = Callable[..., NoticeFacts]


def texts(page: Page) -> list[str]:
    return [item.text for item in page if isinstance(item, TextRun)]


def test_a_list_shows_no_amounts_and_no_identity_numbers(make_notice: MakeNotice) -> None:
    notice = make_notice(loans=2)
    text = "".join(t for page in compose_delivery_lists([notice]) for t in texts(page))
    assert notice.debtor in text and notice.serial in text
    assert notice.id_masked not in text and "4399" not in text
    for fen in (notice.total_fen, notice.principal_fen, notice.loans[0].interest_fen):
        assert yuan_text(fen) not in text
    assert "元" not in text and "¥" not in text


def test_every_village_begins_on_a_new_page_in_the_order_of_the_notices(
    make_notice: MakeNotice,
) -> None:
    notices = [
        make_notice(serial=f"P26-{n:04d}", village=village)
        for n, village in enumerate(("新塘村", "常家湖村", "新塘村"))
    ]
    pages = compose_delivery_lists(notices)
    places = [next(t for t in texts(page) if t.startswith("枫林镇")) for page in pages]
    assert places == ["枫林镇　新塘村", "枫林镇　常家湖村"]


def test_the_same_village_name_in_another_township_is_another_list(
    make_notice: MakeNotice,
) -> None:
    notices = [make_notice(township=township) for township in ("枫林镇", "桃江镇")]
    assert len(by_officer_and_village(notices)) == 2


def test_debtors_stand_by_group_as_a_number_then_by_serial(make_notice: MakeNotice) -> None:
    groups = ("10组", "2组", "", "2组")
    notices = [make_notice(serial=f"P26-{9 - n}", group=group) for n, group in enumerate(groups)]
    assert [each.group for each in by_officer_and_village(notices)[0]] == ["", "2组", "2组", "10组"]
    serials = [each.serial for each in by_officer_and_village(notices)[0]]
    assert serials[1] < serials[2]


def test_a_long_list_repeats_its_head_and_counts_once(make_notice: MakeNotice) -> None:
    notices = [make_notice(serial=f"P26-{n:04d}", loans=1 + n % 2) for n in range(70)]
    listed = compose_delivery_list(notices)
    count = len(listed.pages)
    assert count == 3
    for number, page in enumerate(listed.pages, start=1):
        assert {"编号", "姓名", "签收人、日期", f"第 {number} 页 共 {count} 页"} <= set(texts(page))
        assert any("共 70 份" in text for text in texts(page))
    everything = [text for page in listed.pages for text in texts(page)]
    assert everything.count("合计 70 份") == 1
    assert everything.count("105") == 1
    assert "送达人（两人签名）" in texts(listed.pages[-1])


def test_each_serial_is_on_the_page_it_is_said_to_be_on(make_notice: MakeNotice) -> None:
    notices = [make_notice(serial=f"P26-{n:04d}") for n in range(70)]
    listed = compose_delivery_list(notices)
    for serial, page in listed.page_of.items():
        assert serial in texts(listed.pages[page])
    pages = [listed.page_of[each.serial] for each in notices]
    assert all(a <= b for a, b in pairwise(pages))


def test_every_officer_has_a_list_of_his_own_for_each_village(make_notice: MakeNotice) -> None:
    carried = [
        ("彭春兰", "新塘村"),
        ("刘建国", "新塘村"),
        ("彭春兰", "常家湖村"),
        ("刘建国", "新塘村"),
    ]
    facts = [
        make_notice(serial=f"P26-000{n}", officer=officer, village=village)
        for n, (officer, village) in enumerate(carried)
    ]
    lists = by_officer_and_village(facts)
    assert [(each[0].officer, each[0].village, len(each)) for each in lists] == [
        ("彭春兰", "新塘村", 1),
        ("彭春兰", "常家湖村", 1),
        ("刘建国", "新塘村", 2),
    ]
    for page, each in zip(compose_delivery_lists(facts), lists, strict=True):
        assert f"经办人　{each[0].officer}" in texts(page)
        assert f"合计 {len(each)} 份" in texts(page)
        told = [text for text in texts(page) if text.startswith("P26-")]
        assert told == [notice.serial for notice in each]
