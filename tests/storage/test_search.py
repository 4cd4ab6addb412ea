import pytest

from desktop.services.list_records import SearchHit

DAY_NUMBER = "439985194806046550"


@pytest.fixture
def people(store, fill, rows):
    fill(
        rows.party("p1", "周田生", id_number=DAY_NUMBER, group="2组"),
        rows.party("p2", "单周", pinyin="shanzhou", initials="sz", id_number="11010519491231002X"),
        rows.party("p3", "周田", village="白水村"),
        loans=(rows.loan("a1", "p1", loan_no="80170001234567"), rows.loan("c1", "p3")),
    )
    with store.write() as uow:
        notice = rows.notice("n1", "p3", serial="PK26-0007")
        uow.add_notices([notice], {"n1": ["c1"]})
        uow.record("notices_issued", "b", {}, notice.issued_on)
        uow.commit()


def found(store, text: str, limit: int = 20) -> list[tuple[str, str]]:
    with store.read() as queries:
        return [(hit.kind, hit.entity_id) for hit in queries.search(text, limit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周田生", [("party", "p1")]),
        ("周田", [("party", "p3"), ("party", "p1")]),
        ("周", [("party", "p3"), ("party", "p1"), ("party", "p2")]),
        ("shanz", [("party", "p2")]),
        ("SZ", [("party", "p2")]),
        ("6550", []),
        ("周田生 6550", [("party", "p1")]),
        ("周6550", [("party", "p1")]),
        ("单002x", [("party", "p2")]),
        ("单 6550", []),
        ("13812341234", [("party", "p1"), ("party", "p2"), ("party", "p3")]),
        ("1381234", []),
        (DAY_NUMBER, [("party", "p1")]),
        ("白水", [("party", "p3")]),
        ("0001234567", [("loan", "a1")]),
        ("pk26-0007", [("notice", "n1")]),
        (" PK26 ", [("notice", "n1")]),
        ("", []),
        ("   ", []),
        ("%", []),
        ("nobody", []),
        ("' OR 1=1 --", []),
    ],
)
def test_one_text_finds_whatever_it_may_be(store, people, text, expected):
    hits = found(store, text)
    assert sorted(hits) == sorted(expected)
    assert hits[:1] in (expected[:1], [("party", "p1")], [("party", "p2")])


def test_an_exact_name_comes_first(store, people):
    assert found(store, "周田")[0] == ("party", "p3")


def test_a_hit_leads_to_the_debtor_and_says_where_they_live(store, people):
    with store.read() as queries:
        assert queries.search("周田生") == [
            SearchHit("party", "p1", "p1", "周田生", "牌口镇 金明村 2组", "周田生")
        ]
        assert queries.search("PK26-0007") == [
            SearchHit("notice", "n1", "p3", "PK26-0007", "周田", "周田")
        ]


def test_no_more_than_asked_for(store, people):
    assert len(found(store, "周", limit=2)) == 2


def test_a_loan_whose_number_ends_with_what_was_typed_comes_before_one_that_holds_it(
    store, fill, rows
):
    fill(
        rows.party("p1"),
        loans=(
            rows.loan("inside", "p1", loan_no="1720190000085"),
            rows.loan("end", "p1", loan_no="1720221000008"),
        ),
    )
    assert [entity for _, entity in found(store, "000008")] == ["end", "inside"]
