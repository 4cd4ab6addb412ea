"""Start: opening a database, or setting a new one up."""
