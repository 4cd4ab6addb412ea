"""Use cases: every change of the data is one function here."""
