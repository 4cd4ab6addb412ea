"""Table models: pages of a long list by key, and short lists in memory."""
