"""一逾两呆: the labels of old books, where the book did not record one (rules section 4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from desktop.domain.dates import add_years
from desktop.domain.findings import NeedsPerson
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on


class LegacyClass(StrEnum):
    """正常, 逾期, 呆滞, 呆账; the value is the word of the books."""

    NORMAL = "正常"
    OVERDUE = "逾期"
    DOUBTFUL = "呆滞"
    BAD = "呆账"


def legacy_class(
    due_on: date | None,
    as_of: date,
    recognised_bad: bool = False,
    policy: Policy = DEFAULT_POLICY,
) -> LegacyClass | NeedsPerson:
    """Return the old label of a loan on a day, by the limits of that time.

    呆滞 began after three years (to 1996), two years (from 1997, 财政部通知), more than 180 days
    (from 2001, 财金〔2001〕25号 §五), later 90 days. 呆账 is only what was recognised as
    unrecoverable. Where a book recorded a label, that one is kept.
    """
    if recognised_bad:
        return LegacyClass.BAD
    if due_on is None:
        return NeedsPerson("due_date_unknown", "due_on", "到期日不明，不能确定一逾两呆，请补录")
    if as_of <= due_on:
        return LegacyClass.NORMAL
    limit = valid_on(policy.classes.legacy, as_of).value
    if limit.years:
        doubtful = as_of >= add_years(due_on, limit.years)
    else:
        doubtful = (as_of - due_on).days > limit.days
    return LegacyClass.DOUBTFUL if doubtful else LegacyClass.OVERDUE
