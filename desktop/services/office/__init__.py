"""Head office: its branches, what they send, and what goes back to them."""
