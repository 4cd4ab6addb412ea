"""Today: what must be done, in order of danger."""
