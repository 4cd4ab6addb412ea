"""A tiny head office: the real package room, its keys, and returns that say what a test wants."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.package_names import Direction
from desktop.services.exchange.return_lines import ReturnMarks
from desktop.services.package_ports import (
    NO_RETURN,
    Enrolment,
    Manifest,
    PackageRefused,
    ReturnMark,
)
from desktop.services.progress import NoProgress
from desktop.sync.room import PackageRoom

QUIET = NoProgress()
NOW = datetime(2026, 10, 10, 10, tzinfo=UTC)


class FakeOffice:
    """Registers every PC that asks, and answers as it is told."""

    def __init__(self, folder):
        self.folder = folder
        self.room = PackageRoom()
        self.keys, escrow = self.room.new_keys(), self.room.new_keys()
        self.escrow = escrow
        self.public = self.room.public(self.keys)
        self.enrolment = Enrolment(
            "测试联社", "office-1", self.public, self.room.public(escrow).sealing, NOW
        )
        self.registered = []
        self.epoch, self.number = 1, 0

    @property
    def fingerprint(self):
        return self.public.fingerprint

    def file(self):
        path = self.folder / "office.qsk"
        if not path.exists():
            self.room.write_enrolment(path, self.enrolment, self.keys)
        return path

    def register(self, request):
        self.registered.append(self.room.read_request(request))

    def sender(self, manifest):
        for each in self.registered:
            if each.keys.fingerprint == manifest.sender:
                return each.keys
        raise PackageRefused("package_sender_unknown")

    def open(self, path):
        return self.room.open(path, self.keys, self.sender)

    def answer(self, to, lines=(), heads=(), **changes):
        """Write a return for whoever sent the package that was opened."""
        self.number += 1
        sender = self.sender(to.manifest)
        keys = changes.pop("sealed_to", sender)
        marks = ReturnMarks(tuple(heads), changes.pop("arrival", 0), changes.pop("parts", ()))
        extra = {**marks.plain(), **changes.pop("extra", {})}
        draft = Manifest(
            direction=Direction.DOWN,
            package_id=f"return-{self.epoch}-{self.number}",
            number=self.number,
            epoch=self.epoch,
            installation_id=self.enrolment.installation_id,
            branch=to.manifest.branch,
            replica_id=to.manifest.replica_id,
            sender=self.fingerprint,
            recipient=keys.fingerprint,
            created_at=NOW,
            app_version="1",
            schema=self.room.schema,
            reads_up_to=self.room.schema,
            from_head="0" * 64,
            to_head="0" * 64,
            previous="",
            last_return=NO_RETURN,
            foreign_up_to=0,
            extra=extra,
        )
        draft = replace(draft, **changes)
        path = self.folder / f"return-{draft.epoch}-{draft.number}.qsp"
        _, digest = self.room.write(path, draft, lines, self.keys, [keys], QUIET)
        return path, ReturnMark(draft.epoch, draft.number, digest)
