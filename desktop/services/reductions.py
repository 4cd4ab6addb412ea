"""What lists subtract of loans: computed again for those that something happened to."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.services.ports import UnitOfWork


def refresh_reductions(uow: UnitOfWork, loan_ids: Iterable[str]) -> None:
    """Write what is repaid or waived of these loans and is in no ledger yet, for lists and sums."""
    loans = [loan for loan in map(uow.loan, dict.fromkeys(loan_ids)) if loan is not None]
    uow.save_reductions({loan.id: loan.reduced for loan in loans})
