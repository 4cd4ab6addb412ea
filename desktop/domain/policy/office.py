"""Tables of work inside the branch: second persons, limits, passwords (security design, 等保)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.policy.dated import Dated

_SINCE = date(2000, 1, 1)
_OWN = "本系统"
_LEVEL_2 = "GB/T 22239-2019 二级 身份鉴别"


@dataclass(frozen=True, slots=True)
class OfficePolicy:
    """Days an item waits for its checker, and for head office's package; tries of a phone code, a
    teller's limit in fen, least length of a password, days after which it should be changed.
    """

    approval_days: Sequence[Dated[int]] = (Dated(_SINCE, 3, _OWN, "过期须重新提交"),)
    package_days: Sequence[Dated[int]] = (
        Dated(_SINCE, 62, _OWN, "等联社签批：数据包每月往返一次，留足两次往返"),
    )
    phone_code_tries: Sequence[Dated[int]] = (Dated(_SINCE, 3, _OWN),)
    teller_limit_fen: Sequence[Dated[int]] = (
        Dated(_SINCE, 5_000_000, "联社授权", "示例数额，须换成本联社的授权", uncertain=True),
    )
    password_length: Sequence[Dated[int]] = (Dated(_SINCE, 8, _LEVEL_2),)
    password_days: Sequence[Dated[int]] = (Dated(_SINCE, 90, _LEVEL_2),)
