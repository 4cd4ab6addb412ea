"""Repayments: set off over the loans of a debtor, and found again in a later ledger."""
