"""Keys of a package: X25519 by age to seal, Ed25519 to sign."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.services.package_ports import PrivateKeys, PublicKeys
from desktop.sync.sealing import new_identity, read_sealing, recipient_of
from desktop.sync.strict_json import wrong

SIGNATURE_BYTES = 64
_ENTRY_TAG = b"qingshou-journal-1"
_HEX = re.compile(r"[0-9a-f]{64}")


def new_keys() -> PrivateKeys:
    """Draw a pair to seal and a pair to sign."""
    signing = Ed25519PrivateKey.generate().private_bytes_raw()
    return PrivateKeys(new_identity(), signing.hex())


def public(keys: PrivateKeys) -> PublicKeys:
    """Return the halves that may be shown to anybody."""
    signing = _signer(keys).public_key().public_bytes_raw()
    return PublicKeys(recipient_of(keys.sealing), signing.hex())


def sign(keys: PrivateKeys, message: bytes) -> bytes:
    """Return the signature of a message."""
    return _signer(keys).sign(message)


def is_signed(keys: PublicKeys, message: bytes, signature: bytes) -> bool:
    """Return whether the owner of these keys signed a message."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys.signing))
        key.verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def plain_keys(keys: PublicKeys) -> dict[str, str]:
    """Return public keys as JSON data."""
    return {"sealing": keys.sealing, "signing": keys.signing}


def read_keys(value: Any) -> PublicKeys:
    """Return public keys from JSON data; PackageRefused ``package_content_wrong``."""
    if not isinstance(value, Mapping):
        raise wrong("keys")
    return PublicKeys(read_sealing(value.get("sealing")), read_hash(value.get("signing")))


def read_hash(value: Any) -> str:
    """Return 32 bytes in hex digits from JSON data; PackageRefused as :func:`read_keys`."""
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise wrong("a hash")
    return value


def entry_hash(prev_hash: str, body: str) -> str:
    """Return what the hash of a journal entry must be.

    ValueError for a ``prev_hash`` that is none, or a body that no file could hold.
    """
    before = bytes.fromhex(prev_hash)
    return hashlib.sha256(_ENTRY_TAG + before + body.encode("utf-8")).hexdigest()


def sha256_of(text: str) -> str:
    """Return the hash of a text's bytes in hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _signer(keys: PrivateKeys) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys.signing))
