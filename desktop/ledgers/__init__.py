"""Reading the ledgers that core systems and clerks export."""
