"""What travels between branch and head office, and what the use cases need to make and read it.

Deltas go up, snapshots come down. The package room (``desktop/sync``) implements
:class:`Packages`, the stick's files :class:`Sticks`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from desktop.domain.errors import ExpectedFailure
from desktop.domain.package_names import Direction as Direction
from desktop.services.progress import Progress

FIRST_HASH = "0" * 64
"""What stands for the hash before the first entry."""

_TAG = b"qingshou-keys-1"
_FINGERPRINT_DIGITS = 20


class LineKind(StrEnum):
    """What a line of a package's payload holds."""

    ENTRY = "entry"
    """A journal entry; going down it is one that the branch lost, or that another PC wrote."""
    LOAN = "loan"
    """A loan as a ledger stated it."""
    ANSWER = "answer"
    """What happened to one package at head office."""
    HELD = "held"
    """An entry that waits at head office, with the reason."""
    POLICY = "policy"
    TEMPLATE = "template"
    DECISION = "decision"
    """Head office's decision about a proposal over the branch's limit."""
    TARGET = "target"
    CORRECTION = "correction"
    """The answer to a correction request."""
    CONTACT = "contact"
    """A way to reach a debtor that head office learned of."""
    DOUBLE = "double"
    """A repayment that head office decided was booked twice: the branch reverses it."""


class Line(NamedTuple):
    """One line of a payload: its kind and JSON data without floats."""

    kind: str
    data: Mapping[str, Any]


class EntryLine(NamedTuple):
    """A journal entry as it travels: the stored bytes, and the rows it wrote as text, "" for none.

    ``hash = SHA-256(tag || prev_hash || body)``; the body names the SHA-256 of ``rows``. A reader
    keeps an entry of an unknown kind, and holds it where its body says ``"required": true``.
    """

    body: str
    prev_hash: str
    hash: str
    rows: str

    def line(self) -> Line:
        """Return it as a line of a payload."""
        return Line(LineKind.ENTRY.value, self._asdict())


def digits_of(text: str) -> str:
    """Return the digits of a text, also those that a Chinese input method made wide."""
    return "".join(str(int(each)) for each in text if each.isdecimal())


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """By which a package is sealed to somebody (age) and his signature known (Ed25519, hex)."""

    sealing: str
    signing: str

    @property
    def fingerprint(self) -> str:
        """Return twenty digits in groups of four, read out over the telephone."""
        digest = hashlib.sha256(_TAG + f"{self.sealing} {self.signing}".encode()).digest()
        digits = f"{int.from_bytes(digest[:16], 'big') % 10**_FINGERPRINT_DIGITS:020d}"
        return " ".join(digits[i : i + 4] for i in range(0, _FINGERPRINT_DIGITS, 4))

    def are_heard_in(self, said: str) -> bool:
        """Return whether somebody said these twenty digits."""
        return digits_of(said) == digits_of(self.fingerprint)


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKeys:
    """The private halves; kept in the encrypted database and nowhere else."""

    sealing: str
    signing: str


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """What both sides count of one kind of entry: entries, fen, digit sum of the loan numbers."""

    kind: str
    count: int
    fen: int
    loan_digits: int


@dataclass(frozen=True, slots=True)
class PartMark:
    """A part that travels in a file of its own, known by the SHA-256 of its content."""

    sha256: str
    size: int
    file_name: str


@dataclass(frozen=True, slots=True)
class ReturnMark:
    """Which return a branch took in last."""

    epoch: int = 0
    number: int = 0
    hash: str = ""


NO_RETURN = ReturnMark()
"""What a branch names before its first return."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself; signed, and compared with what it holds.

    A draft has 0 and "" for lengths, hash and totals: writing the package fills them in. ``sender``
    and ``recipient`` are fingerprints of keys. ``schema`` is what its lines are written in: going
    down, what the branch can read; writing a package brings the lines to it. ``number``
    counts the packages of this replica (up) or the returns of this epoch (down). ``from_head`` is
    the entry before the first one carried, ``to_head`` the last; going down ``to_head`` is the end
    of the PC's journal from which it was reckoned what it lacks. ``previous`` is the hash of the
    manifest before this one. ``foreign_up_to`` is the highest arrival number of another line's
    entries that the branch has. ``reads_up_to`` is the newest schema the sender can read.
    """

    direction: Direction
    package_id: str
    number: int
    epoch: int
    installation_id: str
    branch: str
    replica_id: str
    sender: str
    recipient: str
    created_at: datetime
    app_version: str
    schema: str
    reads_up_to: str
    from_head: str
    to_head: str
    previous: str
    last_return: ReturnMark
    foreign_up_to: int
    parts: tuple[PartMark, ...] = ()
    next_keys: PublicKeys | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What only one direction has: see the use case that writes it. Unknown keys are kept."""
    payload_length: int = 0
    raw_length: int = 0
    sha256: str = ""
    totals: tuple[ControlTotal, ...] = ()


class PackageRefused(ExpectedFailure):
    """A package, part or key file that is not taken: the code says why, nothing was written."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Head office as its enrolment file names it: what a branch seals its packages to.

    ``escrow`` is the public sealing key whose other half lies in a safe.
    """

    bank: str
    installation_id: str
    keys: PublicKeys
    escrow: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Registration:
    """A branch's PC that asks to be registered; its keys' fingerprint is compared by telephone.

    ``office`` is the fingerprint of the head office whose enrolment it took.
    """

    branch: str
    name: str
    replica_id: str
    keys: PublicKeys
    office: str
    created_at: datetime


class OpenedPackage(Protocol):
    """A package whose seal, signature, lengths, hash, chain and totals were all checked."""

    @property
    def manifest(self) -> Manifest: ...

    @property
    def manifest_hash(self) -> str: ...

    def lines(self) -> Iterator[Line]:
        """Yield the payload anew each time it is called; memory does not grow with its length."""


SenderKeys = Callable[[Manifest], PublicKeys]
"""Finds whose signature a package must have; raises PackageRefused for an unknown sender.

The manifest it is given has not been checked: only ``branch``, ``replica_id`` and ``sender``
are to be looked at.
"""


class Packages(Protocol):
    """Making and reading package files."""

    @property
    def schema(self) -> str:
        """The newest schema that lines are written in and read from."""

    @property
    def oldest(self) -> str:
        """The oldest one."""

    def new_keys(self) -> PrivateKeys: ...

    def public(self, keys: PrivateKeys) -> PublicKeys: ...

    def write_enrolment(self, path: Path, enrolment: Enrolment, keys: PrivateKeys) -> None:
        """Write head office's enrolment file, durably, signed by itself; raises as :meth:`write`.

        ``keys`` are the other halves of the keys in it.
        """

    def read_enrolment(self, path: Path) -> Enrolment:
        """Read an enrolment file whose signature is its own.

        That proves who holds the keys, not who he is: a person compares the fingerprint. Raises
        PackageRefused ``key_file_damaged``, ``key_file_other`` (a file of another kind),
        ``package_newer``.
        """

    def write_request(self, path: Path, registration: Registration, keys: PrivateKeys) -> None:
        """Write a branch's request to be registered; as :meth:`write_enrolment`."""

    def read_request(self, path: Path) -> Registration:
        """Read a branch's request; as :meth:`read_enrolment`."""

    def write(
        self,
        path: Path,
        draft: Manifest,
        lines: Iterable[Line],
        sender: PrivateKeys,
        recipients: Sequence[PublicKeys],
        progress: Progress,
    ) -> tuple[Manifest, str]:
        """Write a package durably to a new file and return its manifest, filled in, and its hash.

        ``recipients`` are all who can open it, by their sealing keys; the first is the one the
        draft names. Cancelled or failed, no file is left. ExpectedFailure ``disk_full``,
        ``package_exists`` (nothing is overwritten), ``package_unwritable``. PackageRefused where a
        reader would refuse what is to be written: a journal changed from outside is
        ``package_chain_broken``.
        """

    def open(self, path: Path, own: PrivateKeys, sender: SenderKeys) -> OpenedPackage:
        """Check everything about a package and return it; the file is only read.

        Raises PackageRefused: ``package_damaged``, ``package_not_ours``,
        ``package_sender_unknown``, ``package_signature_wrong``, ``package_for_other``,
        ``package_totals_wrong``, ``package_chain_broken``, ``package_content_wrong``,
        ``package_too_large``, ``package_newer``, ``package_older``; ExpectedFailure
        ``package_unreadable`` where the disk fails. A package of a newer *schema* is opened for
        its manifest; its lines were not looked at, and asking for them raises ``package_newer``.
        """

    def write_part(self, path: Path, content: bytes, recipients: Sequence[PublicKeys]) -> None:
        """Write a sealed part, durably; raises as :meth:`write`."""

    def read_part(self, path: Path, own: PrivateKeys, mark: PartMark) -> bytes:
        """Return a part's content; PackageRefused ``package_part_wrong`` where it is not."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A removable drive: where it is, its label, free bytes, and whether it can be written."""

    path: Path
    label: str
    free: int
    writable: bool


class Sticks(Protocol):
    """Removable drives, and files carried onto and off them."""

    def found(self) -> Sequence[Stick]:
        """Return the removable drives that are plugged in now."""

    def carry_out(self, files: Sequence[Path], folder: Path, progress: Progress) -> Sequence[Path]:
        """Copy files onto a stick, into its folder 清收通: ``.part``, fsync, read back, rename.

        A folder among ``files`` (a package's parts) goes with all its files, one level deep.
        Returns the paths on the stick, one for each given, when the stick may be removed. Nothing
        that was there is overwritten. ExpectedFailure ``stick_full``, ``stick_read_only``,
        ``stick_gone``, ``stick_read_back_wrong``, ``stick_file_too_large``, ``stick_file_exists``
        (one of that name with other content), ``stick_name_refused``, ``stick_no_source``; what
        was not finished is gone again.
        """

    def carry_in(self, files: Sequence[Path], inbox: Path, progress: Progress) -> Sequence[Path]:
        """Copy files from a stick into an inbox and return the copies; the originals stay.

        A folder among ``files`` goes with all its files, one level deep. What the inbox has
        already, by content, is not copied again; other content of the same name becomes
        ``NAME (2)``. Somebody else's carrying into it is waited for. ExpectedFailure
        ``stick_gone``, ``disk_full``, ``inbox_unwritable``.
        """

    def packages_on(self, folder: Path, direction: Direction, branch: str = "") -> Sequence[Path]:
        """Return the package files in a folder and its 清收通, by branch, oldest number first.

        With no branch named, files that bear no name of ours come last. ``parts_beside`` finds
        the parts of one. ExpectedFailure ``stick_gone``.
        """

    def parts_beside(self, package: Path) -> Path | None:
        """Return the folder of a package's parts, None where it has none."""
