"""Invented loans from 1987 on, some of whose limitation clocks run out soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from desktop.ledgers.sample_people import SamplePerson, invent_person

OFFICERS = ("周立新", "何秀莲", "陈国栋", "罗小满")
_PURPOSES = tuple("种植 养殖 建房 子女上学 看病 购买农机 经商周转 办厂 购买种子化肥".split())
_YUAN = (200, 340, 500, 1_000, 2_000, 3_000, 5_000, 8_000, 10_000, 30_000, 50_000, 100_000, 300_000)
_RATES = (  # monthly per mille, by the year of disbursement: up to it, then these
    (1995, "7.26 8.1 9.3"),
    (1999, "9.765 10.17 8.4"),
    (2007, "5.6667 7.26 8.4 9.3"),
    (2015, "8.4 9.3 10.17 9.765"),
    (MAXYEAR, "7.25 6.525 5.8 5.0833"),
)
_SOON = (7, 30, 90, 180)
_SOON_SHARE = 0.16


@dataclass(frozen=True, slots=True)
class SampleLoan:
    """One invented loan as a ledger should be read; amounts in fen."""

    loan_no: str
    contract_no: str
    person: SamplePerson
    disbursed_on: date
    due_on: date
    amount_fen: int
    balance_fen: int
    monthly_permille: Decimal
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    five_class: str
    guarantors: tuple[str, ...]
    officer: str
    purpose: str


def invent_loans(count: int, seed: int, as_of: date) -> list[SampleLoan]:
    """Return ``count`` loans of about half as many people: most have one, a few have many."""
    random = Random(seed)
    borrowers = _borrowers(random, count)
    people = list(dict.fromkeys(borrowers))
    return [_loan(random, number, who, people, as_of) for number, who in enumerate(borrowers)]


def _borrowers(random: Random, count: int) -> list[SamplePerson]:
    borrowers: list[SamplePerson] = []
    number = 0
    while len(borrowers) < count:
        loans = min(int(random.paretovariate(1.5)), 12)
        borrowers += [invent_person(random, number)] * loans
        number += 1
    return borrowers[:count]


def _loan(
    random: Random, number: int, who: SamplePerson, people: list[SamplePerson], as_of: date
) -> SampleLoan:
    disbursed, due = _term(random, as_of)
    amount = random.choice(_YUAN) * 100
    balance = amount if random.random() < 0.55 else random.randint(amount // 20, amount)
    rates = next(words for year, words in _RATES if disbursed.year <= year).split()
    rate = Decimal(random.choice(rates))
    overdue = (as_of - due).days
    interest = _interest(balance, rate, overdue)
    on_balance = interest if overdue <= 90 else 0
    others = random.sample(people, k=min(random.choice((0, 0, 1, 1, 2)), len(people)))
    return SampleLoan(
        loan_no=f"{random.choice((17, 43))}{disbursed:%Y%m%d}{number:06d}",
        contract_no=f"云信借字({disbursed.year})第{number % 900 + 1:03d}号",
        person=who,
        disbursed_on=disbursed,
        due_on=due,
        amount_fen=amount,
        balance_fen=balance,
        monthly_permille=rate,
        on_balance_interest_fen=on_balance,
        off_balance_interest_fen=interest - on_balance,
        five_class=_five_class(overdue),
        guarantors=tuple(dict.fromkeys(other.name for other in others if other is not who)),
        officer=random.choice(OFFICERS),
        purpose=random.choice(_PURPOSES),
    )


def _term(random: Random, as_of: date) -> tuple[date, date]:
    """Return the days of disbursement and repayment; one in six claims ends within months."""
    years = random.choice((1, 1, 2, 3))
    if random.random() < _SOON_SHARE:
        last_day = as_of + timedelta(days=random.randint(1, random.choice(_SOON)))
        due = _years_later(last_day, -3)
        return _years_later(due, -years), due
    first = date(1987, 1, 1)
    disbursed = first + timedelta(days=random.randrange((as_of - first).days - 30))
    return disbursed, _years_later(disbursed, years)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _interest(balance: int, rate: Decimal, overdue: int) -> int:
    """Return unpaid interest in fen: the contract rate to the due day, half as much more after."""
    if overdue <= 0:
        return 0
    owed = balance * rate / 1_000 / 30 * (Decimal(90) + overdue * Decimal("1.3"))
    return int(owed.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _five_class(overdue: int) -> str:
    for days, name in ((360, "损失"), (270, "可疑"), (90, "次级"), (0, "关注")):
        if overdue > days:
            return name
    return "正常"
