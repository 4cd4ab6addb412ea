"""Sealing to somebody's key and opening what was sealed to one's own: age, in one call each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyrage
from pyrage import x25519

from desktop.services.package_ports import PackageRefused, PrivateKeys, PublicKeys
from desktop.sync.strict_json import wrong

_STRANGER = "No matching keys"
"""How age says that a file was sealed to others, its words for everything else being damage."""


def new_identity() -> str:
    """Draw the private half of a sealing key."""
    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the public half of a sealing key."""
    return str(x25519.Identity.from_str(identity).to_public())


def read_sealing(value: Any) -> str:
    """Return a public sealing key from JSON data; PackageRefused ``package_content_wrong``."""
    try:
        return str(x25519.Recipient.from_str(value))
    except (pyrage.RecipientError, TypeError) as error:
        raise wrong("a sealing key") from error


def seal(content: bytes, recipients: Sequence[PublicKeys]) -> bytes:
    """Return content that any of the recipients can open."""
    known = [x25519.Recipient.from_str(each.sealing) for each in recipients]
    sealed: bytes = pyrage.encrypt(content, known)
    return sealed


def unseal(sealed: bytes, own: PrivateKeys) -> bytes:
    """Return the content, all of it or nothing.

    Raises PackageRefused ``package_not_ours``, ``package_damaged``.
    """
    try:
        content: bytes = pyrage.decrypt(sealed, [x25519.Identity.from_str(own.sealing)])
    except pyrage.DecryptError as error:
        code = "package_not_ours" if _STRANGER in str(error) else "package_damaged"
        raise PackageRefused(code) from error
    return content
