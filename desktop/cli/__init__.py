"""The command line, one module an area; the same services as the window."""
