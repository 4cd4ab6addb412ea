"""How an answer came about, as it is shown: one plain structure for window, paper and command line.

Everything here is finished Chinese text in reading order; figures stand as they are printed. The
answers themselves (clocks, breakdowns, classes) stay what the rules return.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.findings import NeedsPerson
from desktop.domain.notices import BankHead


@dataclass(frozen=True, slots=True)
class DerivationStep:
    """One step: what was found, its article ("" where none applies), the day it led to if any."""

    words: str
    article: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DerivationTable:
    """Rows of text under headings, each row as long as the headings.

    ``total`` is the last row or (); ``amounts`` are the numbers (from 0) of the columns that hold
    figures and stand flush right; ``notes`` says in words how a row is checked.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    amounts: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """One question answered: ``title`` asks it, ``answer`` says it in a line, ``steps`` say why."""

    title: str
    answer: str
    steps: tuple[DerivationStep, ...] = ()
    table: DerivationTable | None = None
    needs_person: tuple[NeedsPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivationSheet:
    """Everything derived for one loan on ``as_of``.

    ``reported_on`` is the core system's day that the figures start from; what is later is an
    estimate. ``debtor`` is the full name as on the dossier, numbers of persons do not occur.
    ``bank`` is None where no branch was set up.
    """

    loan_no: str
    debtor: str
    as_of: date
    reported_on: date
    derivations: tuple[Derivation, ...]
    bank: BankHead | None = None

    @property
    def needs_person(self) -> tuple[NeedsPerson, ...]:
        """Every point that a person must look at, in the order of the derivations, each once."""
        found = (each for derivation in self.derivations for each in derivation.needs_person)
        return tuple(dict.fromkeys(found))
