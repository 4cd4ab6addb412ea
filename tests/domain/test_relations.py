from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.relations import (
    GROUNDS,
    Ground,
    Owes,
    Related,
    RelationKind,
    answer_of,
    check_related,
)

TODAY = date(2026, 10, 10)
DEBT = Money(1_000_000)
HEIR = Related(RelationKind.HEIR, "周建国")


@pytest.mark.parametrize(
    ("related", "owes", "most", "article"),
    [
        (HEIR, Owes.TO_CHECK, None, "第1161条第1款"),
        (replace(HEIR, received_fen=300_000), Owes.UP_TO, Money(300_000), "第1161条第1款"),
        (replace(HEIR, received_fen=9_000_000), Owes.UP_TO, DEBT, "第1161条第1款"),
        (replace(HEIR, received_fen=0), Owes.NOTHING, None, "第1161条第1款"),
        (replace(HEIR, renounced_on=TODAY), Owes.NOTHING, None, "第1161条第2款"),
        (
            replace(HEIR, renounced_on=TODAY, received_fen=1),
            Owes.TO_CHECK,
            None,
            "第1161条第2款",
        ),
        (Related(RelationKind.SUCCESSOR, "新厂", Ground.MERGER), Owes.ALL, None, "第67条第1款"),
        (Related(RelationKind.SUCCESSOR, "新厂", Ground.DIVISION), Owes.ALL, None, "第67条第2款"),
        (Related(RelationKind.SUCCESSOR, "新厂"), Owes.TO_CHECK, None, "第67条"),
        (Related(RelationKind.ACTUAL_USER, "李四"), Owes.NOTHING, None, "第552条"),
        (Related(RelationKind.ACTUAL_USER, "李四", Ground.JOINED), Owes.ALL, None, "第552条"),
        (
            Related(RelationKind.CO_BORROWER, "李四", Ground.SIGNED),
            Owes.ALL,
            None,
            "第518条",
        ),
        (Related(RelationKind.SPOUSE, "李桂兰"), Owes.NOTHING, None, "第1064条"),
        (
            Related(RelationKind.SPOUSE, "李桂兰", Ground.FAMILY_NEEDS),
            Owes.ALL,
            None,
            "第1064条",
        ),
    ],
)
def test_how_far_somebody_owes_follows_from_the_ground_not_from_the_name(
    related, owes, most, article
):
    answer = answer_of(related, DEBT)
    assert (answer.owes, answer.most, answer.article) == (owes, most, f"民法典{article}")


def test_every_ground_of_every_kind_has_an_answer():
    for kind, grounds in GROUNDS.items():
        for ground in grounds:
            assert answer_of(Related(kind, "某人", ground), DEBT).words


def refused(related, deceased=True, others=()):
    with pytest.raises(RuleViolation) as error:
        check_related(related, TODAY, deceased, others)
    return error.value.code, error.value.field


def test_a_renunciation_and_a_succession_stand_on_a_paper():
    assert refused(replace(HEIR, renounced_on=TODAY)) == ("field_missing", "proof")
    assert refused(Related(RelationKind.SUCCESSOR, "新厂")) == ("field_missing", "proof")


def test_a_joinder_has_the_day_it_was_signed():
    user = Related(RelationKind.ACTUAL_USER, "李四", Ground.JOINED, "债务加入协议")
    assert refused(user) == ("field_missing", "signed_on")
    check_related(replace(user, signed_on=TODAY), TODAY, False, ())
    assert refused(replace(user, signed_on=date(2026, 10, 11)))[0] == "relation_in_future"


def test_nobody_inherits_from_the_living():
    assert refused(HEIR, deceased=False) == ("heir_of_living", "kind")


def test_a_ground_belongs_to_its_kind():
    assert refused(replace(HEIR, ground=Ground.JOINED))[0] == "relation_ground_unfit"


def test_the_shares_of_the_heirs_are_no_more_than_the_estate():
    half, third = replace(HEIR, share=Fraction(1, 2)), replace(HEIR, share=Fraction(2, 3))
    other = replace(half, name="周建军")
    check_related(half, TODAY, True, [other])
    assert refused(third, others=[other])[0] == "shares_above_one"
    renounced = replace(other, renounced_on=TODAY, proof="放弃继承声明")
    check_related(third, TODAY, True, [renounced])
    assert refused(replace(HEIR, share=Fraction(3, 2)))[0] == "share_out_of_range"


def test_the_same_person_is_entered_once_a_namesake_by_his_number():
    assert refused(HEIR, others=[HEIR])[0] == "relation_known"
    check_related(replace(HEIR, id_number="439985194806046550"), TODAY, True, [HEIR])
