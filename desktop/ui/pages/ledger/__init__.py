"""台账: all loans, filtered and sorted by SQL."""
