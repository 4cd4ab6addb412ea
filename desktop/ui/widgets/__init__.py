"""The window's own widgets, one file each; they know no page and no service."""
