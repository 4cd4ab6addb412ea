"""Backups: the list of copies, making and checking one, the second folder, restoring."""
