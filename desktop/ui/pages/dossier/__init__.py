"""Dossier: everything about one debtor, and why."""
