"""All acts that need a second person, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.services.checked_acts import CheckedAct

_ACTS: tuple[CheckedAct, ...] = ()

CHECKED_ACTS: Mapping[str, CheckedAct] = {each.kind: each for each in _ACTS}
