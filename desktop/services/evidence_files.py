"""Files that prove something, read to be kept inside the encrypted database."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable
from pathlib import Path

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.services.branch import new_id
from desktop.services.records import Evidence

LARGEST_EVIDENCE = 20 * 1024 * 1024
"""Bytes; a photograph of a slip needs a tenth of it."""


def read_evidence(path: Path) -> Evidence:
    """Return a file's content with its hash.

    Raises RuleViolation ``evidence_too_large`` or ``evidence_empty``, ExpectedFailure
    ``evidence_unreadable``.
    """
    try:
        if path.stat().st_size > LARGEST_EVIDENCE:
            raise RuleViolation("evidence_too_large", field="evidence", file=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise ExpectedFailure("evidence_unreadable", file=path.name) from error
    if not content:
        raise RuleViolation("evidence_empty", field="evidence", file=path.name)
    return Evidence(
        id=new_id(),
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=path.name,
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        size=len(content),
        content=content,
    )


def hashes(files: Iterable[Evidence]) -> list[dict[str, object]]:
    """Return what the journal keeps of evidence files: hash and size, never a content."""
    return [{"sha256": file.sha256, "size": file.size} for file in files]
