"""How was this computed: the derivation of a loan's clocks, interest and class.

:func:`derive` holds the answers of the rules together, :func:`sheet` puts them into words.
"""

from __future__ import annotations

from desktop.services.derivation.answers import LoanDerivation, derive, derive_all, derive_by_no
from desktop.services.derivation.sheets import sheet

__all__ = ["LoanDerivation", "derive", "derive_all", "derive_by_no", "sheet"]
