"""What lies inside the seal: magic, manifest with its length, signature, payload."""

from __future__ import annotations

import hashlib
import struct
from typing import NamedTuple

from desktop.services.package_ports import PackageRefused, PrivateKeys, PublicKeys
from desktop.sync.keys import SIGNATURE_BYTES, is_signed, sign
from desktop.sync.limits import MANIFEST_BYTES

MAGIC = b"qingshou-package\n"
_TAG = b"qingshou-package-signature-1"
_LENGTH = struct.Struct(">I")
_START = len(MAGIC) + _LENGTH.size


class Parcel(NamedTuple):
    """A container taken apart; nothing of it has been looked at."""

    manifest: bytes
    signature: bytes
    payload: memoryview

    def is_signed_by(self, keys: PublicKeys) -> bool:
        """Return whether the manifest bears this signature."""
        return is_signed(keys, _message(self.manifest), self.signature)


def head(manifest: bytes, sender: PrivateKeys) -> bytes:
    """Return all that stands before the payload; PackageRefused ``package_too_large``."""
    if len(manifest) > MANIFEST_BYTES:
        raise PackageRefused("package_too_large")
    signature = sign(sender, _message(manifest))
    return b"".join((MAGIC, _LENGTH.pack(len(manifest)), manifest, signature))


def take_apart(content: bytes) -> Parcel:
    """Split a container; PackageRefused ``package_damaged``, ``package_too_large``."""
    if len(content) < _START or not content.startswith(MAGIC):
        raise PackageRefused("package_damaged")
    (length,) = _LENGTH.unpack_from(content, len(MAGIC))
    if length > MANIFEST_BYTES:
        raise PackageRefused("package_too_large")
    end = _START + length
    if len(content) < end + SIGNATURE_BYTES:
        raise PackageRefused("package_damaged")
    signature = content[end : end + SIGNATURE_BYTES]
    return Parcel(content[_START:end], signature, memoryview(content)[end + SIGNATURE_BYTES :])


def manifest_hash(manifest: bytes) -> str:
    """Return the hash that a manifest is known by."""
    return hashlib.sha256(manifest).hexdigest()


def _message(manifest: bytes) -> bytes:
    return _TAG + hashlib.sha256(manifest).digest()
