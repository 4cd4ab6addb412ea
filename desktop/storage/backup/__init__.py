"""Copies of the database: made, listed, checked, rotated, carried to another disk, restored."""

from desktop.storage.backup.listing import last_backup
from desktop.storage.backup.making import back_up

__all__ = ["back_up", "last_backup"]
