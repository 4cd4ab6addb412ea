"""The class of a loan in words: what the ledger says beside the best the rule allows."""

from __future__ import annotations

from desktop.domain.derivation import Derivation, DerivationStep
from desktop.services.derivation.answers import LoanDerivation


def class_derivation(answers: LoanDerivation) -> Derivation:
    """Return the floor by days overdue, and whether the ledger's class is better than that."""
    floor, doubt = answers.class_floor, answers.class_doubt
    stated = answers.loan.five_class.strip() or "未写明"
    allowed = f"按规则至少{floor.at_least.label}" if floor.at_least else "按规则无法判断"
    verdict = "" if floor.at_least is None else "，请核对" if doubt else "，符合规则"
    steps = [DerivationStep(f"台账五级分类：{stated}", "台账", answers.loan.reported_on)]
    steps += [DerivationStep(step.words, step.article) for step in floor.steps]
    doubts = (*floor.needs_person, *((doubt,) if doubt else ()))
    return Derivation(
        "五级分类", f"台账{stated}；{allowed}{verdict}", tuple(steps), needs_person=doubts
    )
