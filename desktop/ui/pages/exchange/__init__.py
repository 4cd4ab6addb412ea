"""The exchange with head office: registering, a package up, a return down, what became of each."""
