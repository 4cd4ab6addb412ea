"""Taking in entries of other lines, and noting everything for those to whom ours go."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain.errors import ExpectedFailure
from desktop.services.entry_ports import TakenEntries
from desktop.services.package_ports import EntryLine
from desktop.storage.applying import Applying, Outcome, days_open
from desktop.storage.capture import note_all
from desktop.storage.journal import NAMED, is_sound, read_body
from desktop.storage.tables import awaited_file, foreign_entry, foreign_subject, journal, loan
from desktop.storage.tables.foreign import APPLIED, HELD, KEPT
from desktop.storage.values import among, from_day
from desktop.storage.writes.recording import Recording
from desktop.storage.writes.serials import keep_ahead

_NAMED = tuple(name for name in NAMED if name != "run_id")


class EntryWrites(Recording):
    """Writes about entries that travel."""

    def note_everything(self) -> None:
        note_all(self._connection)
        self._is_whole = True

    def take_entries(self, entries: Iterable[EntryLine]) -> TakenEntries:
        kept = [self._keep(line) for line in entries]
        return replace(self.retry_held(), new=sum(kept), known=len(kept) - sum(kept))

    def retry_held(self) -> TakenEntries:
        applying, total, applied = Applying(self._connection), Outcome(), 0
        waiting = list(self._waiting())
        with days_open(self._connection), self._not_our_own():
            wrote = True
            while wrote and waiting:
                wrote, still = False, []
                for pk in waiting:
                    outcome = self._try(applying, pk)
                    _add_up(total, outcome)
                    wrote = wrote or not outcome.held or outcome.wrote > 0
                    if outcome.held:
                        still.append(pk)
                applied += len(waiting) - len(still)
                waiting = still
        held = tuple(self.held_entries())
        letter_taken = keep_ahead(self._connection, total.serials)
        return TakenEntries(
            new=0,
            known=0,
            applied=applied,
            held=held,
            conflicts=tuple(total.conflicts),
            loans=frozenset(self._loan_ids(total.loans)),
            missing_files=tuple(total.missing_files),
            letter_taken=letter_taken,
        )

    def file_photo(self, content: bytes) -> Sequence[str]:
        applying, filed = Applying(self._connection), []
        digest = hashlib.sha256(content).hexdigest()
        wanted = select(awaited_file).where(awaited_file.c.sha256 == digest)
        with self._not_our_own():
            for row in self._connection.execute(wanted).mappings().all():
                if applying.file(row["event_id"], json.loads(row["row"]), content):
                    filed.append(row)
        ids = [row["id"] for row in filed]
        self._connection.execute(delete(awaited_file).where(among(awaited_file.c.id, ids)))
        return ids

    def set_aside(self, event_id: str, by: str, note: str) -> None:
        is_held = (foreign_entry.c.event_id == event_id, foreign_entry.c.state == HELD)
        if not self._connection.execute(select(foreign_entry.c.pk).where(*is_held)).first():
            raise KeyError(event_id)
        kept = {"state": KEPT, "decided_by": by, "note": note}
        self._connection.execute(update(foreign_entry).where(*is_held).values(**kept))

    def _keep(self, line: EntryLine) -> bool:
        """Store an entry to be tried; False for one that is here. ``entry_altered`` as promised."""
        body = _checked(line)
        for table in (journal, foreign_entry):
            here = select(table.c.hash).where(table.c.event_id == body["event_id"])
            known = self._connection.execute(here).scalar()
            if known is not None:
                if known != line.hash:
                    raise ExpectedFailure("entry_altered", event=body["event_id"])
                return False
        row = {name: body[name] for name in _NAMED} | line._asdict()
        waits = {"state": HELD, "reason": "", "waits_for": "", "left_rows": line.rows}
        nobody = {"decided_by": "", "note": ""}
        came = {"arrived_on": from_day(self._clock.today())}
        self._connection.execute(insert(foreign_entry).values(**row, **waits, **nobody, **came))
        return True

    def _waiting(self) -> Iterable[int]:
        wanted = select(foreign_entry.c.pk).where(foreign_entry.c.state.in_((HELD, KEPT)))
        return self._connection.execute(wanted.order_by(foreign_entry.c.pk)).scalars()

    def _try(self, applying: Applying, pk: int) -> Outcome:
        wanted = select(foreign_entry).where(foreign_entry.c.pk == pk)
        row = self._connection.execute(wanted).mappings().one()
        body = read_body(row["body"])
        outcome = applying.apply(body, row["left_rows"])
        if outcome.held is None:
            became = {"state": APPLIED, "reason": "", "waits_for": "", "left_rows": ""}
        else:
            became = {"reason": outcome.held.reason.value, "waits_for": outcome.held.waits_for}
            if outcome.left:
                became["left_rows"] = json.dumps(outcome.left, ensure_ascii=False)
        self._connection.execute(
            update(foreign_entry).where(foreign_entry.c.pk == pk).values(**became)
        )
        self._name_subjects(row["event_id"], outcome.subjects)
        return outcome

    def _name_subjects(self, event_id: str, subjects: Iterable[str]) -> None:
        rows = [{"subject_id": each, "event_id": event_id} for each in subjects]
        if rows:
            statement = upsert(foreign_subject).on_conflict_do_nothing()
            self._connection.execute(statement, rows)

    def _loan_ids(self, pks: Iterable[int]) -> Iterable[str]:
        wanted = select(loan.c.id).where(among(loan.c.pk, sorted(pks)))
        return self._connection.execute(wanted).scalars()

    @contextmanager
    def _not_our_own(self) -> Iterator[None]:
        """Forget what the triggers note meanwhile: others did it, and their entries carry it."""
        run = self._connection.exec_driver_sql
        noted = run("SELECT coalesce(max(pk), 0) FROM row_change").scalar_one()
        yield
        run("DELETE FROM row_change WHERE pk > ?", (noted,))


def _checked(line: EntryLine) -> dict[str, Any]:
    """Return the body of an entry whose hashes are right; ExpectedFailure ``entry_altered``."""
    if not is_sound(line.prev_hash, line.body, line.hash, line.rows):
        raise ExpectedFailure("entry_altered", event=line.hash[:8])
    return read_body(line.body)


def _add_up(total: Outcome, one: Outcome) -> None:
    total.loans |= one.loans
    total.serials += one.serials
    total.conflicts += one.conflicts
    total.missing_files += one.missing_files
