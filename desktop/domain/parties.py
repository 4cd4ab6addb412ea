"""Who is who: one person with several loans is one party, a namesake elsewhere is not."""

from __future__ import annotations


def identity_key(id_number: str, name: str, village: str) -> str:
    """Return what makes a party one: the identity number, else the name within its village."""
    return id_number or f"{name}|{village}"
