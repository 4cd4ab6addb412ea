"""The five classes of a loan and the words ledgers write them with."""

from __future__ import annotations

from enum import IntEnum

from desktop.domain.findings import NeedsPerson


class FiveClass(IntEnum):
    """五级分类; a greater number is a worse class, the last three are non-performing."""

    NORMAL = 1
    SPECIAL_MENTION = 2
    SUBSTANDARD = 3
    DOUBTFUL = 4
    LOSS = 5

    @property
    def label(self) -> str:
        """The Chinese name without 类."""
        return _LABELS[self]

    @property
    def non_performing(self) -> bool:
        return self >= FiveClass.SUBSTANDARD


_LABELS = dict(zip(FiveClass, ("正常", "关注", "次级", "可疑", "损失"), strict=True))
_BY_LABEL = {label: each for each, label in _LABELS.items()}


def read_five_class(text: str) -> FiveClass | NeedsPerson:
    """Return the class a ledger states (正常, 次级类, 4-可疑, 损失贷款 …).

    A blank, a word that names no class or one that names two is NeedsPerson: ``five_class_missing``
    or ``five_class_unknown``. A bare number is not read: banks count from 1 and from 0.
    """
    if not text.strip():
        return NeedsPerson("five_class_missing", "five_class", "台账没有写五级分类，请核对后补录")
    named = [each for label, each in _BY_LABEL.items() if label in text]
    if len(named) == 1:
        return named[0]
    return NeedsPerson(
        "five_class_unknown", "five_class", f"台账的五级分类“{text.strip()}”不能辨认，请核对"
    )
