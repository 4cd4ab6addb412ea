"""How a key is locked: by a password, or to the public half of a key pair.

A password never is a key: Argon2id stretches it, and AES-256-GCM wraps a private half with the
result. What is sealed to a public half (X25519, HKDF-SHA256, AES-256-GCM) is opened by the private
half alone, so that sealing anew asks nobody for a password (ADR 9).
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter_ns
from typing import Self

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.storage.engine import KEY_BYTES

_SALT_BYTES = 16
_NONCE_BYTES = 12
_ONCE = bytes(_NONCE_BYTES)
"""The nonce of a sealed key: its AES key is drawn for this one message and never used again."""

_LEAST_KIB, _LEAST_PASSES, _LEAST_LANES = 19 * 1024, 2, 1
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 64, 16
_SLOWEST_MS = 1_000
_FASTEST_MS = 300


class WrongSecret(Exception):  # noqa: N818 - a wrong password is no error of the program
    """The password or private half does not open this; or somebody changed what it opens."""


@dataclass(frozen=True, slots=True)
class StretchCost:
    """What a guess of a password costs: KiB of memory, passes, lanes (Argon2id).

    ValueError outside of the bounds: below them a guess is cheap, above them a slot file that was
    tampered with could stop the machine.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        if self.memory_kib < _LEAST_KIB or self.passes < _LEAST_PASSES or self.lanes < _LEAST_LANES:
            raise ValueError("below the floor of 19 MiB, 2 passes, 1 lane")
        if self.memory_kib > _MOST_KIB or self.passes > _MOST_PASSES or self.lanes > _MOST_LANES:
            raise ValueError("above what a machine of a branch can do")


FLOOR = StretchCost(_LEAST_KIB, _LEAST_PASSES, _LEAST_LANES)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A private half behind a password."""

    cost: StretchCost
    salt: bytes
    nonce: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """A data key for the owner of a private half; ``ephemeral`` is the sender's public half."""

    ephemeral: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 pair as raw bytes."""

    private: bytes
    public: bytes

    @classmethod
    def new(cls) -> Self:
        """Draw a pair."""
        return cls.of(X25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def of(cls, private: bytes) -> Self:
        """Return the pair of a private half."""
        known = X25519PrivateKey.from_private_bytes(private)
        return cls(private, known.public_key().public_bytes_raw())


def calibrate(took_ms: Callable[[StretchCost], int] | None = None) -> StretchCost:
    """Return a cost that takes this machine between 0.3 and 1.0 seconds, where that can be had.

    A fast machine makes more passes; a slow one uses less memory, never below the floor.
    """
    took_ms = took_ms or _measure
    cost = StretchCost()
    taken = took_ms(cost)
    while taken > _SLOWEST_MS and cost != FLOOR:
        if cost.memory_kib > _LEAST_KIB:
            cost = StretchCost(max(_LEAST_KIB, cost.memory_kib // 2), cost.passes, cost.lanes)
        else:
            cost = FLOOR
        taken = took_ms(cost)
    while taken < _FASTEST_MS and cost.passes * 2 <= _MOST_PASSES:
        cost = StretchCost(cost.memory_kib, cost.passes * 2, cost.lanes)
        taken = took_ms(cost)
    return cost


def stretch(password: str, salt: bytes, cost: StretchCost) -> bytes:
    """Return the 32-byte key that a password gives."""
    return hash_secret_raw(
        password.encode("utf-8"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def wrap(secret: bytes, password: str, cost: StretchCost, context: bytes) -> Wrapped:
    """Put a secret behind a password, bound to ``context``."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    content = AESGCM(stretch(password, salt, cost)).encrypt(nonce, secret, context)
    return Wrapped(cost, salt, nonce, content)


def unwrap(wrapped: Wrapped, password: str, context: bytes) -> bytes:
    """Return the secret; WrongSecret for another password, context or changed bytes."""
    try:
        key = stretch(password, wrapped.salt, wrapped.cost)
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.content, context)
    except (InvalidTag, ValueError) as error:
        raise WrongSecret from error


def seal(data_key: bytes, public: bytes, context: bytes) -> Sealed:
    """Lock a data key to a public half, bound to ``context``."""
    sender = X25519PrivateKey.generate()
    ephemeral = sender.public_key().public_bytes_raw()
    shared = sender.exchange(X25519PublicKey.from_public_bytes(public))
    cipher = AESGCM(_derived(shared, ephemeral, public))
    return Sealed(ephemeral, cipher.encrypt(_ONCE, data_key, context))


def open_sealed(sealed: Sealed, pair: KeyPair, context: bytes) -> bytes:
    """Return the data key; WrongSecret for another pair, context or changed bytes."""
    try:
        sender = X25519PublicKey.from_public_bytes(sealed.ephemeral)
        shared = X25519PrivateKey.from_private_bytes(pair.private).exchange(sender)
        cipher = AESGCM(_derived(shared, sealed.ephemeral, pair.public))
        return cipher.decrypt(_ONCE, sealed.content, context)
    except (InvalidTag, ValueError) as error:
        raise WrongSecret from error


def text_of(data: bytes) -> str:
    """Return bytes as the text that stands in a file."""
    return base64.b64encode(data).decode("ascii")


def bytes_of(text: str) -> bytes:
    """Return the bytes of such a text; ValueError for anything else."""
    data = base64.b64decode(text, validate=True)
    if text_of(data) != text:
        raise ValueError("no canonical base64")
    return data


def _derived(shared: bytes, ephemeral: bytes, public: bytes) -> bytes:
    info = b"qingshou-seal-1" + ephemeral + public
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(shared)


def _measure(cost: StretchCost) -> int:
    start = perf_counter_ns()
    stretch("a password of usual length", bytes(_SALT_BYTES), cost)
    return (perf_counter_ns() - start) // 1_000_000
