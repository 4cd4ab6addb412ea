"""Repayment agreements: proposed, checked, printed, signed, followed, called in."""
