"""Notices of invented debtors for the printing benchmarks: one to five loans, three rounds."""

from __future__ import annotations

from datetime import date

from desktop.domain.notices import BankHead, NoticeFacts, NoticeLoan

_SURNAMES = "周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华"
_NAMES = "田生桂香建国春兰志强海燕玉莲冬生满秀金凤新德明华覃玲𫖮㛃𬱖䶮"
_DEMANDED = (date(2023, 10, 13), date(2025, 4, 2))
_BANK = BankHead(
    bank_name="某某县农村信用合作联社",
    branch_name="牌口信用社",
    licence_no="E0000S000000000",
    address="枫林镇解放路 12 号",
    phone="0700-0000002",
    complaints_phone="0700-0000001",
    account_name="牌口信用社",
    account_no="8100 0000 0000",
)


def sample_notices(count: int, first: int = 0) -> list[NoticeFacts]:
    """Return ``count`` different one-page notices, always the same ones from ``first`` on."""
    return [_notice(index) for index in range(first, first + count)]


def _notice(index: int) -> NoticeFacts:
    given = _NAMES[index * 7 % len(_NAMES)] + _NAMES[index * 11 % len(_NAMES)]
    rounds = index % 3
    return NoticeFacts(
        serial=f"P26-{index + 1:05d}",
        round=rounds + 1,
        party_id=f"party-{index}",
        debtor=_SURNAMES[index % len(_SURNAMES)] + given,
        id_masked=f"4399**********{index % 10_000:04d}",
        township="枫林镇",
        village="常家湖村",
        group=f"{index % 12 + 1}组",
        address=f"枫林镇常家湖村{index % 12 + 1}组",
        issued_on=date(2026, 10, 10),
        computed_to=date(2026, 10, 10),
        deadline=date(2026, 10, 31),
        demanded_on=_DEMANDED[:rounds],
        officer="彭春兰",
        officer_phone="0700-0000000",
        bank=_BANK,
        loans=tuple(_loan(index, number) for number in range(1 + index % 5)),
    )


def _loan(index: int, number: int) -> NoticeLoan:
    year = 1990 + (index + 7 * number) % 30
    return NoticeLoan(
        loan_id=f"loan-{index}-{number}",
        loan_no=f"43{year}{index % 12 + 1:02d}15{index % 1000:03d}{number:02d}",
        contract_no="",
        disbursed_on=date(year, index % 12 + 1, 15),
        due_on=date(year + 2, index % 12 + 1, 15),
        amount_fen=1_000_000 + 7_919 * index,
        principal_fen=800_000 + 6_131 * index,
        interest_fen=950_000 + 104_729 * (index + number),
    )
