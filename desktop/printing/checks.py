"""What keeps a notice from being printed: blanks, and characters no font has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.derivation import DerivationSheet
from desktop.domain.errors import RuleViolation
from desktop.domain.notices import NoticeFacts
from desktop.printing.fonts import missing_glyphs
from desktop.services.paper_ports import PaperProblem

_ROUNDS = range(1, 4)
_NAMES = ("debtor", "officer")


def check_notices(facts: Sequence[NoticeFacts]) -> list[PaperProblem]:
    """Return blanks first, then characters that cannot be printed, in the order of the facts."""
    return find_blanks(facts) + find_missing_glyphs(facts)


def refuse_unprintable(facts: Sequence[NoticeFacts]) -> None:
    """Raise RuleViolation for the first thing that may not go to paper.

    Codes: ``nothing_to_print``, ``notice_blank``, ``glyph_private_use``, ``glyph_lost``,
    ``glyph_unknown``; each but the first names serial and field.
    """
    if not facts:
        raise RuleViolation("nothing_to_print")
    for each in facts:
        if not each.serial:
            raise RuleViolation("notice_blank", field="serial", serial="", characters="")
    for problem in check_notices(facts):
        raise RuleViolation(
            problem.code,
            field=problem.field,
            serial=problem.serial,
            characters=problem.characters,
        )


def refuse_lost_characters(sheet: DerivationSheet) -> None:
    """Raise RuleViolation for the first text of a sheet that no font can print.

    Codes: ``glyph_private_use``, ``glyph_lost``, ``glyph_unknown``; each with its field.
    """
    for field, text in _texts_of_sheet(sheet):
        for kind, characters in missing_glyphs(text, is_name=field in _NAMES).items():
            raise RuleViolation(f"glyph_{kind}", field=field, characters=characters)


def find_blanks(facts: Sequence[NoticeFacts]) -> list[PaperProblem]:
    """Return every required field that is empty, a ``notice_blank`` each.

    The serial is not asked for: a notice gets it when it is issued. The identity number, the
    address and the branch's own phone may be missing.
    """
    return [
        PaperProblem(each.serial, each.party_id, "notice_blank", field)
        for each in facts
        for field in _blanks(each)
    ]


def find_missing_glyphs(facts: Sequence[NoticeFacts]) -> list[PaperProblem]:
    """Return the characters that would not print, by notice, field and kind.

    Codes: ``glyph_private_use``, ``glyph_lost``, ``glyph_unknown`` (``MissingKind``).
    """
    return [
        PaperProblem(each.serial, each.party_id, f"glyph_{kind}", field, characters)
        for each in facts
        for field, text in _texts(each)
        for kind, characters in missing_glyphs(text, is_name=field in _NAMES).items()
    ]


def _blanks(facts: NoticeFacts) -> Iterator[str]:
    """Yield the names of the empty fields, once each."""
    bank = facts.bank
    required = {
        "debtor": facts.debtor.strip(),
        "round": facts.round in _ROUNDS,
        "loans": facts.loans,
        "demanded_on": facts.demanded_on or facts.round == 1,
        "officer": facts.officer.strip(),
        "officer_phone": facts.officer_phone.strip(),
        "bank_name": bank.bank_name.strip(),
        "branch_name": bank.branch_name.strip(),
        "licence_no": bank.licence_no.strip(),
        "branch_address": bank.address.strip(),
        "complaints_phone": bank.complaints_phone.strip(),
        "account_name": bank.account_name.strip(),
        "account_no": bank.account_no.strip(),
        "loan_no": all(loan.loan_no.strip() for loan in facts.loans),
        "loan_amount": all(loan.amount_fen > 0 for loan in facts.loans),
        "amount_owed": all(_owes(loan.principal_fen, loan.interest_fen) for loan in facts.loans),
    }
    return (field for field, value in required.items() if not value)


def _owes(principal_fen: int, interest_fen: int) -> bool:
    """Tell whether there is something to claim, and nothing below zero."""
    return principal_fen >= 0 and interest_fen >= 0 and principal_fen + interest_fen > 0


def _texts(facts: NoticeFacts) -> Iterator[tuple[str, str]]:
    """Yield every field that is printed as it stands."""
    bank = facts.bank
    yield "debtor", facts.debtor
    yield "address", facts.address
    yield "place", facts.township + facts.village + facts.group
    yield "officer", facts.officer
    yield "officer_phone", facts.officer_phone
    yield "id_number", facts.id_masked
    yield "loan_no", "".join(loan.loan_no for loan in facts.loans)
    yield "bank_name", bank.bank_name + bank.branch_name + bank.licence_no
    yield "branch_address", bank.address + bank.phone + bank.complaints_phone
    yield "account_no", bank.account_name + bank.account_no


def _texts_of_sheet(sheet: DerivationSheet) -> Iterator[tuple[str, str]]:
    yield "debtor", sheet.debtor
    yield "loan_no", sheet.loan_no
    if sheet.bank:
        yield "bank_name", sheet.bank.bank_name + sheet.bank.branch_name
    for each in sheet.derivations:
        yield "derivation", each.title + each.answer
        yield "derivation", "".join(step.words + step.article for step in each.steps)
        yield "derivation", "".join(found.words for found in each.needs_person)
        if each.table:
            rows = (each.table.headings, *each.table.rows, each.table.total, each.table.notes)
            yield "derivation", "".join(cell for row in rows for cell in row)
