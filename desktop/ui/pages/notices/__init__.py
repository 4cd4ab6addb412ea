"""The notices page: choose, check, preview, print, and ask whether it printed."""
