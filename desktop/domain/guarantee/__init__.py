"""The guarantee clock, a guarantor at a time (rules section 2)."""
