"""Head office's pages: its branches, the packages they send, what waits for a person, returns."""
