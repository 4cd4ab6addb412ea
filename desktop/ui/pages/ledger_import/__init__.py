"""Import: a ledger file read, checked by a person, and taken in."""
