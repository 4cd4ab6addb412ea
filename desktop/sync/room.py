"""The package room: what the use cases of both sides know it by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.services.package_ports import (
    Enrolment,
    Line,
    Manifest,
    OpenedPackage,
    PackageRefused,
    PartMark,
    PrivateKeys,
    PublicKeys,
    Registration,
    SenderKeys,
)
from desktop.services.progress import Progress
from desktop.sync import enrolment as key_files
from desktop.sync import keys
from desktop.sync.container import Parcel, head, manifest_hash, take_apart
from desktop.sync.files import read_bounded, write_new
from desktop.sync.inspection import Inspection
from desktop.sync.limits import FILE_BYTES, MIB, PART_BYTES, RAW_BYTES
from desktop.sync.manifest import manifest_bytes, read_manifest
from desktop.sync.payload import checked_lines, compress, known_lines
from desktop.sync.sealing import seal, unseal
from desktop.sync.upcast import NEWEST, OLDEST, require_readable, upcast


@dataclass(frozen=True, slots=True)
class _Opened:
    """A package that passed every check; its payload stays compressed in memory."""

    file: str
    is_readable: bool
    manifest: Manifest
    manifest_hash: str
    payload: memoryview = field(repr=False)

    def lines(self) -> Iterator[Line]:
        if not self.is_readable:
            raise PackageRefused("package_newer", file=self.file, schema=self.manifest.schema)
        for line in known_lines(self.payload, self.manifest.raw_length):
            yield upcast(line, self.manifest.schema)


class PackageRoom:
    """Implements :class:`~desktop.services.package_ports.Packages`."""

    schema, oldest = NEWEST, OLDEST

    def new_keys(self) -> PrivateKeys:
        return keys.new_keys()

    def public(self, private: PrivateKeys) -> PublicKeys:
        return keys.public(private)

    def write_enrolment(self, path: Path, enrolment: Enrolment, keys: PrivateKeys) -> None:
        key_files.write_enrolment(path, enrolment, keys)

    def read_enrolment(self, path: Path) -> Enrolment:
        return key_files.read_enrolment(path)

    def write_request(self, path: Path, registration: Registration, keys: PrivateKeys) -> None:
        key_files.write_request(path, registration, keys)

    def read_request(self, path: Path) -> Registration:
        return key_files.read_request(path)

    def write(
        self,
        path: Path,
        draft: Manifest,
        lines: Iterable[Line],
        sender: PrivateKeys,
        recipients: Sequence[PublicKeys],
        progress: Progress,
    ) -> tuple[Manifest, str]:
        if (draft.sender, draft.recipient) != (
            keys.public(sender).fingerprint,
            recipients[0].fingerprint,
        ):
            raise ValueError("the draft names other keys")
        with _named(path):
            require_readable(draft.schema)
            inspection = Inspection(draft.direction, draft.from_head, json.loads)
            made = compress(lines, draft.schema, inspection, progress)
            manifest = replace(
                draft,
                payload_length=made.length,
                raw_length=made.raw_length,
                sha256=made.sha256,
                totals=inspection.finish(draft.to_head),
            )
            plain = manifest_bytes(manifest)
            content = b"".join((head(plain, sender), *made.pieces))
            del made
            progress.report("write")
            write_new(path, seal(content, recipients))
        return manifest, manifest_hash(plain)

    def open(self, path: Path, own: PrivateKeys, sender: SenderKeys) -> OpenedPackage:
        with _named(path):
            parcel = take_apart(unseal(read_bounded(path, FILE_BYTES), own))
            manifest = read_manifest(parcel.manifest)
            _require_sender(parcel, manifest, sender)
            if manifest.recipient != keys.public(own).fingerprint:
                raise PackageRefused("package_for_other")
            _require_whole(parcel, manifest)
            is_readable = manifest.schema <= self.schema
            if is_readable:  # what newer lines must be, only a newer program knows
                _require_sound_lines(parcel, manifest)
            hashed = manifest_hash(parcel.manifest)
            return _Opened(path.name, is_readable, manifest, hashed, parcel.payload)

    def write_part(self, path: Path, content: bytes, recipients: Sequence[PublicKeys]) -> None:
        if len(content) > PART_BYTES:
            raise PackageRefused("package_too_large", file=path.name)
        write_new(path, seal(content, recipients))

    def read_part(self, path: Path, own: PrivateKeys, mark: PartMark) -> bytes:
        with _named(path):
            content = unseal(read_bounded(path, PART_BYTES + MIB), own)
            if hashlib.sha256(content).hexdigest() != mark.sha256 or len(content) != mark.size:
                raise PackageRefused("package_part_wrong")
            return content


def _require_sender(parcel: Parcel, manifest: Manifest, sender: SenderKeys) -> None:
    known = sender(manifest)
    if known.fingerprint != manifest.sender:
        raise PackageRefused("package_sender_unknown")
    if not parcel.is_signed_by(known):
        raise PackageRefused("package_signature_wrong")


def _require_whole(parcel: Parcel, manifest: Manifest) -> None:
    """Compare lengths, hash and schema before anything is decompressed."""
    require_readable(manifest.schema)
    if manifest.raw_length > RAW_BYTES:
        raise PackageRefused("package_too_large")
    if len(parcel.payload) != manifest.payload_length:
        raise PackageRefused("package_content_wrong", detail="length")
    if hashlib.sha256(parcel.payload).hexdigest() != manifest.sha256:
        raise PackageRefused("package_content_wrong", detail="hash")


def _require_sound_lines(parcel: Parcel, manifest: Manifest) -> None:
    inspection = Inspection(manifest.direction, manifest.from_head)
    for line, text in checked_lines(parcel.payload, manifest.raw_length):
        inspection.take(line, text)
    if inspection.finish(manifest.to_head) != manifest.totals:
        raise PackageRefused("package_totals_wrong")


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Give every refusal the name of the file."""
    try:
        yield
    except PackageRefused as error:
        raise PackageRefused(error.code, **{"file": path.name, **error.params}) from error
