"""A proposal's background in sentences: when it was made, what head office's ledger says."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import yuan_text
from desktop.services.office.asked import Person
from desktop.services.office.known_debt import KnownDebt
from desktop.services.office.proposals import OfficeProposal
from desktop.ui.errors import choice_name


def made_words(proposal: OfficeProposal, debt: KnownDebt | None, language: str) -> Iterator[str]:
    """Yield when it was asked for, by whom, who signed, and what head office knows of the debt."""
    translate = QCoreApplication.translate
    made = translate("Office", "Asked on {when}; {signed} of {wanted} of the branch have signed")
    yield made.format(
        when=f"{proposal.made_at.astimezone():%Y-%m-%d %H:%M}",
        signed=proposal.signed,
        wanted=proposal.wanted,
    )
    yield people_words(proposal, language)
    if debt is not None:
        words = translate(
            "Office", "By head office's ledger of {day}: principal {principal}, interest {interest}"
        )
        yield words.format(
            day=debt.as_of,
            principal=yuan_text(debt.principal_fen),
            interest=yuan_text(debt.interest_fen),
        )


def people_words(proposal: OfficeProposal, language: str) -> str:
    """Return who of the branch asked and who signed, in the window and by command."""
    maker = _person_words(proposal.maker, language)
    signers = "、".join(_person_words(each, language) for each in proposal.signers)
    words = choice_name("proposed", "signed" if signers else "unsigned", language)
    return words.format(maker=maker, signers=signers)


def _person_words(person: Person, language: str) -> str:
    """Return a name with its role; of one whose entry names nobody the id."""
    name = person.name or person.id
    if not person.role:
        return name
    role = choice_name("role", person.role, language)
    return f"{name} ({role})" if language == "en" else f"{name}（{role}）"


def difference_words(proposal: OfficeProposal, debt: KnownDebt | None) -> Iterator[str]:
    """Yield what does not agree with head office's own ledger: somebody should ask why."""
    translate = QCoreApplication.translate
    if debt is None:
        yield translate("Office", "Head office has no ledger of this branch to compare with.")
        return
    said = proposal.body.get("principal_fen")
    if debt.unknown:
        words = translate("Office", "Not in head office's ledger: {loans}")
        yield words.format(loans="、".join(debt.unknown))
    elif type(said) is int and said != debt.principal_fen:
        words = translate(
            "Office", "The branch reckons with a principal of {theirs}, the ledger says {ours}."
        )
        yield words.format(theirs=yuan_text(said), ours=yuan_text(debt.principal_fen))
