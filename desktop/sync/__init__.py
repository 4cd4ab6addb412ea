"""Packages between branch and head office: container, manifest, keys, payload; no database."""
