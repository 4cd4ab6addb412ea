"""Programs of other versions at either end of the stick: what they write is written here by hand.

Before 0005 a line of an entry had no place for rows where there were none. 0006, which nobody has
made yet, calls the hash of an entry otherwise, so that no program from before it can read one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.services.package_ports import Line, LineKind
from desktop.sync.container import head, manifest_hash
from desktop.sync.files import write_new
from desktop.sync.inspection import Inspection
from desktop.sync.manifest import manifest_bytes
from desktop.sync.payload import known_lines
from desktop.sync.room import PackageRoom
from desktop.sync.sealing import seal
from desktop.sync.strict_json import canonical
from desktop.sync.upcast import NEWEST
from tests.sync_packages import frame_of

TODAY = PackageRoom()
LATER = "0006"
SCHEMAS = ("0003", "0004", NEWEST, LATER)


class Program(PackageRoom):
    """The package room of the program that a schema came with."""

    def __init__(self, schema: str) -> None:
        self.schema = schema

    def write(self, path, draft, lines, sender, recipients, progress):
        if draft.schema == NEWEST:
            return super().write(path, draft, lines, sender, recipients, progress)
        inspection, raw = Inspection(draft.direction, draft.from_head), []
        for line in lines:
            inspection.take(line, canonical(line._asdict()).decode())
            raw += _written(line, draft.schema)
        frame = frame_of(raw)
        manifest = replace(
            draft,
            payload_length=len(frame),
            raw_length=sum(len(each.encode()) + 1 for each in raw),
            sha256=hashlib.sha256(frame).hexdigest(),
            totals=inspection.finish(draft.to_head),
        )
        plain = manifest_bytes(manifest)
        write_new(path, seal(head(plain, sender) + frame, recipients))
        return manifest, manifest_hash(plain)

    def open(self, path, own, sender):
        if self.schema == LATER:  # its check of lines is its own
            opened = TODAY.open(path, own, sender)
        else:
            opened = super().open(path, own, sender)
        return _Read(opened) if opened.manifest.schema != NEWEST else opened


@dataclass
class _Read:
    """A package as the program reads it in whose schema it is written."""

    opened: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.opened, name)

    def lines(self) -> Iterator[Line]:
        for line in known_lines(self.opened.payload, self.manifest.raw_length):
            is_entry = line.kind == LineKind.ENTRY
            yield Line(line.kind, _read(line.data, self.manifest.schema) if is_entry else line.data)


def _written(line: Line, schema: str) -> list[str]:
    if line.kind != LineKind.ENTRY:
        return [canonical(line._asdict()).decode()]
    hash_name = "digest" if schema == LATER else "hash"
    data = {hash_name: line.data["hash"], "prev_hash": line.data["prev_hash"]}
    texts = [name for name in ("body", "rows") if schema == LATER or line.data[name]]
    first = {"data": data, "kind": line.kind, "texts": texts}
    return [canonical(first).decode(), *(line.data[name] for name in texts)]


def _read(data: Mapping[str, Any], schema: str) -> Mapping[str, Any]:
    """Return an entry as today's program has it."""
    if schema == LATER:
        return {"hash" if name == "digest" else name: value for name, value in data.items()}
    assert data.get("rows") != "", "a field that a program from before 0005 does not know"
    return {"rows": "", **data}
