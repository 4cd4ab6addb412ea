"""What copies, their states and what restoring one would lose are called."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication

from desktop.services.backup_ports import BackupCopy, CopyState, Loss, Restored
from desktop.services.backups import Checked
from desktop.ui.errors import words
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.dossier.journal_words import sort_pill
from desktop.ui.theme import Tone

_MB = 1 << 20


def state_pill(state: CopyState) -> Pill:
    """Return the state of a copy in a word."""
    translate = QCoreApplication.translate
    return {
        CopyState.GOOD: Pill(translate("Backup", "good"), Tone.GOOD),
        CopyState.DAMAGED: Pill(translate("Backup", "damaged"), Tone.DANGER),
        CopyState.UNLISTED: Pill(translate("Backup", "no manifest"), Tone.WARNING),
        CopyState.OTHER_BRANCH: Pill(translate("Backup", "another branch"), Tone.WARNING),
        CopyState.NEWER: Pill(translate("Backup", "newer program"), Tone.INFO),
    }[state]


def reason_name(reason: str) -> str:
    """Return why a copy was made."""
    translate = QCoreApplication.translate
    names = {
        "day": translate("Backup", "end of the day"),
        "day_close": translate("Backup", "day closed"),
        "manual": translate("Backup", "by hand"),
        "import": translate("Backup", "before an import"),
        "upgrade": translate("Backup", "before an upgrade"),
        "restore": translate("Backup", "before a restore"),
        "new_key": translate("Backup", "before a new key"),
    }
    return names.get(reason, reason)


def size_words(size: int) -> str:
    """Return a size in MB with one decimal."""
    tenths = size * 10 // _MB
    return f"{tenths // 10:,}.{tenths % 10} MB"


def made_words(copy: BackupCopy) -> str:
    """Return when a copy was made, to the minute."""
    return f"{copy.made_at:%Y-%m-%d %H:%M}" if copy.made_at else "-"


def copy_columns() -> list[Column[BackupCopy]]:
    """Return the columns of a list of copies."""
    translate = QCoreApplication.translate
    return [
        Column("made", translate("Backup", "Made"), made_words, 140),
        Column("reason", translate("Backup", "Reason"), lambda each: reason_name(each.reason), 110),
        Column("state", translate("Backup", "State"), None, 100, pill=_pill),
        Column(
            "entries",
            translate("Backup", "Journal entries"),
            lambda each: f"{each.entries:,}",
            110,
            right=True,
            order=lambda each: each.entries,
        ),
        Column(
            "size",
            translate("Backup", "Size"),
            _size,
            150,
            right=True,
            order=lambda each: each.size,
        ),
        Column(
            "place",
            translate("Backup", "Folder"),
            lambda each: str(each.path.parent),
            320,
            muted=True,
            tip=lambda each: str(each.path),
        ),
    ]


def _size(copy: BackupCopy) -> str:
    if not copy.with_branches:
        return size_words(copy.size)
    told = QCoreApplication.translate("Backup", "{size} with branches")
    return told.format(size=size_words(copy.size))


def check_words(checked: Checked, language: str) -> tuple[str, str]:
    """Return a title and a text for what the full check of a copy found."""
    translate = QCoreApplication.translate
    if checked.findings:
        found = [words(each.code, {"detail": each.detail}, language) for each in checked.findings]
        title = translate("Backup", "{file} cannot be restored").format(file=checked.copy.name)
        return title, "\n".join(found)
    if not checked.is_opened:
        title = translate("Backup", "{file} is checked when two people have signed")
        later = translate("Backup", "Nothing is replaced before every page, row and sum is right.")
        return title.format(file=checked.copy.name), later
    title = translate("Backup", "{file} can be restored").format(file=checked.copy.name)
    done = translate(
        "Backup", "Every page, row and sum, the journal and the evidence are as they were."
    )
    return title, done


def loss_words(loss: Loss) -> str:
    """Return what restoring a copy would lose, in a sentence or two."""
    translate = QCoreApplication.translate
    if not loss.known:
        return translate(
            "Backup",
            "What was entered since this copy was made is not in it. How much that is cannot be "
            "told: the database of now cannot be read, or does not continue this copy.",
        )
    if not loss.entries:
        return translate("Backup", "Nothing was entered since this copy was made.")
    told = translate(
        "Backup", "Not in this copy, journal entries from {first} to {last}: {count} ({kinds})"
    )
    return told.format(
        count=loss.entries, first=loss.first, last=loss.last, kinds=_sorts(loss.by_kind)
    )


def restored_words(restored: Restored) -> tuple[str, str]:
    """Return a title and a text for a restore that is done."""
    translate = QCoreApplication.translate
    lines = [translate("Session", "{copy} is in place now.").format(copy=restored.copy)]
    if restored.kept_as:
        kept = translate("Session", "The file before it is kept as {name}.")
        lines.append(kept.format(name=restored.kept_as))
    if restored.with_branches:
        lines.append(
            translate(
                "Session",
                "So is the database of the branches. Branches send again what it lacks.",
            )
        )
    lines.append(loss_words(restored.lost))
    lines.append(translate("Session", "Sign in with the password of the copy's day."))
    return translate("Session", "Restored"), "\n".join(lines)


def _sorts(by_kind: tuple[tuple[str, int], ...]) -> str:
    """Return what the entries tell of, most frequent first: ``收款 12、通知书 3``."""
    counts: Counter[str] = Counter()
    for kind, count in by_kind:
        counts[sort_pill(kind).text] += count
    return "、".join(f"{name} {count}" for name, count in counts.most_common())


def _pill(copy: BackupCopy) -> Pill:
    return state_pill(copy.state)
