"""Applying the rows that another line recorded, in the keys of this file."""

from desktop.storage.applying.entry import Applying, Outcome
from desktop.storage.applying.guards import days_open

__all__ = ["Applying", "Outcome", "days_open"]
