"""Removable drives: finding them, and carrying files onto and off them so that nothing is lost."""
