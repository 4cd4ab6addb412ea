"""A field that another line changed, against what stands here: merged by its base version."""

from __future__ import annotations

from typing import Any

from desktop.domain.rounds import NoticeState

_FORWARD = [
    NoticeState.GENERATED,
    NoticeState.PRINTED,
    NoticeState.HANDED_OUT,
    NoticeState.FAILED,
    NoticeState.SERVED,
]
_DAYS = frozenset({"printed_on", "handed_out_on", "served_on"})
_FOLLOWS = frozenset({"pinyin", "initials", "id_tail", "group_no"})
"""Columns computed from another one: that one is told."""


class DiffersError(Exception):
    """Changed here and there, to something else: ours stays, a person is told."""


def merged(name: str, here: Any, base: Any, there: Any) -> Any:
    """Return what a column is to hold; DiffersError where a person has to look.

    ``base`` is what the other line changed, ``there`` to what. Reprints of both count; a paper's
    state goes on to the further one of two, and its days are kept once they are known.
    """
    if name == "reprints":
        return here + there - base
    if here in (base, there):
        return there
    if name == "state":
        return max(here, there, key=_FORWARD.index)
    if name in _DAYS:
        return here or there
    if name in _FOLLOWS:
        return here
    raise DiffersError
