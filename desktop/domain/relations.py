"""Who besides the borrower may owe, and on what ground: heirs, successors, users, spouses.

A name alone binds nobody. What does: an estate received (民法典 §1161), a merger or division of
the debtor (§67), a signed joinder (§552), a signature as borrower (§518), a joint debt of spouses
(§1064).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from desktop.domain.errors import RuleViolation
from desktop.domain.estate import heir_liability
from desktop.domain.money import Money


class RelationKind(StrEnum):
    """What somebody is to the debt."""

    HEIR = "heir"
    SUCCESSOR = "successor"
    ACTUAL_USER = "actual_user"
    CO_BORROWER = "co_borrower"
    SPOUSE = "spouse"


class Ground(StrEnum):
    """What makes a related person a debtor; ``NONE`` does not."""

    NONE = ""
    MERGER = "merger"
    DIVISION = "division"
    ASSUMED = "assumed"
    JOINED = "joined"
    SIGNED = "signed"
    RATIFIED = "ratified"
    FAMILY_NEEDS = "family_needs"
    FAMILY_USE = "family_use"


GROUNDS = {
    RelationKind.HEIR: (Ground.NONE,),
    RelationKind.SUCCESSOR: (Ground.MERGER, Ground.DIVISION, Ground.ASSUMED, Ground.NONE),
    RelationKind.ACTUAL_USER: (Ground.NONE, Ground.JOINED),
    RelationKind.CO_BORROWER: (Ground.SIGNED,),
    RelationKind.SPOUSE: (
        Ground.NONE,
        Ground.SIGNED,
        Ground.RATIFIED,
        Ground.FAMILY_NEEDS,
        Ground.FAMILY_USE,
    ),
}
"""Which grounds there are for whom, the usual one first."""

KIND_WORDS = {
    RelationKind.HEIR: "继承人",
    RelationKind.SUCCESSOR: "承继单位",
    RelationKind.ACTUAL_USER: "实际用款人",
    RelationKind.CO_BORROWER: "共同借款人",
    RelationKind.SPOUSE: "配偶",
}
GROUND_WORDS = {
    Ground.NONE: "无",
    Ground.MERGER: "合并",
    Ground.DIVISION: "分立",
    Ground.ASSUMED: "债务转移",
    Ground.JOINED: "债务加入",
    Ground.SIGNED: "共同签字",
    Ground.RATIFIED: "事后追认",
    Ground.FAMILY_NEEDS: "家庭日常生活",
    Ground.FAMILY_USE: "用于共同生活、共同生产经营",
}
_SIGNED = (Ground.ASSUMED, Ground.JOINED, Ground.SIGNED, Ground.RATIFIED)


@dataclass(frozen=True, slots=True)
class Related:
    """Somebody related to a debt, as a person found out.

    ``proof`` names the paper it stands on, ``signed_on`` the day of a joinder or signature. Of an
    heir: ``share`` of the estate, ``received_fen`` the value of what was received (None while
    nobody knows), ``renounced_on`` the day of a written renunciation.
    """

    kind: RelationKind
    name: str
    ground: Ground = Ground.NONE
    proof: str = ""
    signed_on: date | None = None
    id_number: str = ""
    phone: str = ""
    address: str = ""
    share: Fraction | None = None
    received_fen: int | None = None
    renounced_on: date | None = None
    note: str = ""


class Owes(StrEnum):
    """How far a related person owes."""

    ALL = "all"
    UP_TO = "up_to"
    NOTHING = "nothing"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class RelatedAnswer:
    """How far somebody owes, and by which article; ``most`` belongs to ``Owes.UP_TO``."""

    owes: Owes
    words: str
    article: str
    most: Money | None = None


_BY_GROUND = {
    (RelationKind.SUCCESSOR, Ground.MERGER): (Owes.ALL, "合并后的法人承担全部债务", "第67条第1款"),
    (RelationKind.SUCCESSOR, Ground.DIVISION): (
        Owes.ALL,
        "分立后的法人负连带债务，与债权人另有约定的除外",
        "第67条第2款",
    ),
    (RelationKind.SUCCESSOR, Ground.ASSUMED): (
        Owes.ALL,
        "经债权人同意受让债务，以转移文件为准",
        "第551条第1款",
    ),
    (RelationKind.ACTUAL_USER, Ground.JOINED): (
        Owes.ALL,
        "在其愿意承担的债务范围内负连带债务，以其签署的文件为准",
        "第552条",
    ),
    (RelationKind.ACTUAL_USER, Ground.NONE): (
        Owes.NOTHING,
        "未签债务加入，不是债务人；向其送达不中断时效",
        "第552条",
    ),
    (RelationKind.CO_BORROWER, Ground.SIGNED): (Owes.ALL, "共同借款，负连带债务", "第518条"),
    (RelationKind.SPOUSE, Ground.NONE): (Owes.NOTHING, "没有共同债务的依据", "第1064条"),
}


def answer_of(related: Related, debt: Money) -> RelatedAnswer:
    """Return how far a related person owes of a debt, and why."""
    if related.kind is RelationKind.HEIR:
        return _heir(related, debt)
    found = _BY_GROUND.get((related.kind, related.ground))
    if found is not None:
        owes, words, article = found
        return RelatedAnswer(owes, words, f"民法典{article}")
    if related.kind is RelationKind.SPOUSE:
        return RelatedAnswer(Owes.ALL, "夫妻共同债务", "民法典第1064条")
    return RelatedAnswer(Owes.TO_CHECK, "承继的依据不明，请查登记档案", "民法典第67条")


def check_related(related: Related, today: date, deceased: bool, others: Sequence[Related]) -> None:
    """Refuse what does not hold together; ``others`` are the debtor's other related people.

    RuleViolation ``field_missing`` (name; proof of a successor, a renunciation or a joint debt;
    the day of a signature), ``relation_ground_unfit``, ``relation_in_future``,
    ``heir_of_living``, ``share_out_of_range``, ``shares_above_one``, ``amount_below_zero`` and
    ``relation_known`` for a second entry of the same person in the same part.
    """
    if not related.name.strip():
        raise RuleViolation("field_missing", field="name")
    if related.ground not in GROUNDS[related.kind]:
        raise RuleViolation("relation_ground_unfit", field="ground")
    _check_proof(related)
    for field in ("signed_on", "renounced_on"):
        day: date | None = getattr(related, field)
        if day is not None and day > today:
            raise RuleViolation("relation_in_future", field=field, date=day.isoformat())
    if related.kind is RelationKind.HEIR:
        _check_heir(related, deceased, others)
    if any(_who(each) == _who(related) for each in others):
        raise RuleViolation("relation_known", field="name", name=related.name)


def _heir(related: Related, debt: Money) -> RelatedAnswer:
    renounced = related.renounced_on is not None
    if related.received_fen is None and not renounced:
        words = "以所得遗产实际价值为限；遗产价值尚未查明"
        return RelatedAnswer(Owes.TO_CHECK, words, "民法典第1161条第1款")
    received = Money(related.received_fen or 0)
    answer = heir_liability(debt, received, renounced, Money(0))
    for doubt in answer.needs_person:
        return RelatedAnswer(Owes.TO_CHECK, doubt.words, answer.article)
    if not answer.most.fen:
        words = "已放弃继承，可以不清偿" if renounced else "没有取得遗产，无须清偿"
        return RelatedAnswer(Owes.NOTHING, words, answer.article)
    return RelatedAnswer(Owes.UP_TO, "以所得遗产实际价值为限", answer.article, answer.most)


def _check_proof(related: Related) -> None:
    """A successor, a renunciation and a ground stand on a paper; a signature has its day."""
    needs_paper = (
        related.kind is RelationKind.SUCCESSOR
        or related.renounced_on is not None
        or related.ground is not Ground.NONE
    )
    if needs_paper and not related.proof.strip():
        raise RuleViolation("field_missing", field="proof")
    if related.ground in _SIGNED and related.signed_on is None:
        raise RuleViolation("field_missing", field="signed_on")


def _check_heir(related: Related, deceased: bool, others: Sequence[Related]) -> None:
    if not deceased:
        raise RuleViolation("heir_of_living", field="kind")
    if related.received_fen is not None and related.received_fen < 0:
        raise RuleViolation("amount_below_zero", field="received")
    if related.share is None:
        return
    if not 0 <= related.share <= 1:
        raise RuleViolation("share_out_of_range", field="share")
    heirs = [each for each in others if each.kind is RelationKind.HEIR and not each.renounced_on]
    taken = sum((each.share or Fraction(0) for each in heirs), Fraction(0))
    if not related.renounced_on and taken + related.share > 1:
        raise RuleViolation("shares_above_one", field="share", taken=str(taken))


def _who(related: Related) -> tuple[str, str, str]:
    return (related.kind, related.name.strip(), related.id_number)
