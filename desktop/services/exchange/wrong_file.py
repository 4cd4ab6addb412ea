"""Files that people take for a package: what they are, where their names tell."""

from __future__ import annotations

from desktop.domain.package_names import Direction, parse_name
from desktop.services.package_ports import PackageRefused

_LEDGERS = (".xlsx", ".xlsm", ".xls", ".et", ".csv")


def in_plain_words(refused: PackageRefused, file: str, wanted: Direction) -> PackageRefused:
    """Return why a file cannot be opened, ``package_is_ledger`` for a ledger and, for a package
    that goes the other way, ``return_not_a_return`` or ``package_wrong_way``.

    Only who it is sealed to can open a package; its sender has no more than its name to go by.
    """
    if refused.code == "package_damaged" and file.lower().endswith(_LEDGERS):
        return PackageRefused("package_is_ledger", file=file)
    name = parse_name(file)
    if refused.code == "package_not_ours" and name is not None and name.direction is not wanted:
        if wanted is Direction.DOWN:
            return PackageRefused("return_not_a_return", file=file)
        return PackageRefused("package_wrong_way", file=file)
    return refused
