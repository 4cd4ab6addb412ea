"""What the facts of a guarantee are called: modes, periods, guarantors, acts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)


def mode_names() -> list[tuple[str, str]]:
    """Return the modes as chips; "" is a contract that names none."""
    translate = QCoreApplication.translate
    return [
        ("", translate("Guarantee", "Not agreed")),
        (GuaranteeMode.JOINT, translate("Guarantee", "Joint")),
        (GuaranteeMode.GENERAL, translate("Guarantee", "General")),
    ]


def term_names() -> list[tuple[PeriodTerm, str]]:
    """Return what a contract may say about the period, as chips."""
    translate = QCoreApplication.translate
    return [
        (PeriodTerm.NONE, translate("Guarantee", "Not agreed")),
        (PeriodTerm.UNCLEAR, translate("Guarantee", "Unclear, until all is paid")),
        (PeriodTerm.MONTHS, translate("Guarantee", "In months")),
    ]


def guarantor_kinds() -> list[tuple[GuarantorKind, str]]:
    """Return who may have guaranteed."""
    translate = QCoreApplication.translate
    return [
        (GuarantorKind.PERSON, translate("Guarantee", "Person")),
        (GuarantorKind.COMPANY, translate("Guarantee", "Company")),
        (GuarantorKind.GOVERNMENT, translate("Guarantee", "Government organ")),
        (GuarantorKind.VILLAGE_COMMITTEE, translate("Guarantee", "Village committee")),
        (GuarantorKind.PUBLIC_WELFARE, translate("Guarantee", "School, hospital, charity")),
    ]


def act_names() -> dict[ActKind, str]:
    """Return what may have been done towards a guarantor, in the order it is offered."""
    translate = QCoreApplication.translate
    return {
        ActKind.DEMAND_ARRIVED: translate("Guarantee", "Demand reached the guarantor"),
        ActKind.DEMAND_SENT: translate("Guarantee", "Demand sent, arrival not proved"),
        ActKind.SUIT_AGAINST_GUARANTOR: translate("Guarantee", "Suit against the guarantor"),
        ActKind.SUIT_WITHDRAWN_SERVED: translate(
            "Guarantee", "Suit withdrawn, complaint served on the guarantor"
        ),
        ActKind.SUIT_AGAINST_DEBTOR: translate("Guarantee", "Suit or arbitration against debtor"),
        ActKind.DEED_ENFORCED: translate("Guarantee", "Notarised deed enforced"),
        ActKind.REFUSAL_RIGHT_LOST: translate("Guarantee", "Debtor proved unable to pay"),
        ActKind.GUARANTOR_PAID: translate("Guarantee", "Guarantor paid"),
        ActKind.ORDINARY_NOTICE_SIGNED: translate("Guarantee", "Ordinary notice signed"),
        ActKind.NEW_GUARANTEE_SIGNED: translate("Guarantee", "New guarantee signed"),
    }


def contract_words(contract: GuaranteeContract | None) -> str:
    """Return a contract in a line: day, mode, period; that it is missing where it is."""
    translate = QCoreApplication.translate
    if contract is None:
        return translate("Guarantee", "not entered yet")
    day = contract.contract_on or translate("Guarantee", "day unknown")
    mode = dict(mode_names())[contract.mode or ""]
    if contract.term is PeriodTerm.MONTHS:
        months = contract.months or 0
        period = translate("Guarantee", "%n month(s)", "", months)
    else:
        period = dict(term_names())[contract.term]
    words = translate("Guarantee", "{day}  mode: {mode}  period: {period}")
    return words.format(day=day, mode=mode, period=period)
