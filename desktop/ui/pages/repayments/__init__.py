"""Repayments: find, amount, who gets what, receipt; the list of the day and its close."""
