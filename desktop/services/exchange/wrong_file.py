"""Files that people take for a package: what they are, where their names tell."""

from __future__ import annotations

from desktop.domain.package_names import Direction, parse_name
from desktop.services.package_ports import PackageRefused

_LEDGERS = (".xlsx", ".xlsm", ".xls", ".et", ".csv")
_WRONG_WAY = {Direction.DOWN: "return_not_a_return", Direction.UP: "package_wrong_way"}


def in_plain_words(
    refused: PackageRefused, file: str, wanted: Direction, branch: str = ""
) -> PackageRefused:
    """Return why a file cannot be opened, ``package_is_ledger`` for a ledger and, for a package
    that goes the other way, ``return_not_a_return`` or ``package_wrong_way``. One for ``branch``,
    where that is given, is another PC's: ``return_for_other_pc``.

    Only who it is sealed to can open a package; its sender has no more than its name to go by.
    """
    if refused.code == "package_damaged" and file.lower().endswith(_LEDGERS):
        return PackageRefused("package_is_ledger", file=file)
    name = parse_name(file)
    if refused.code != "package_not_ours" or name is None:
        return refused
    if name.direction is not wanted:
        return PackageRefused(_WRONG_WAY[wanted], file=file)
    if name.branch == branch:
        return PackageRefused("return_for_other_pc", file=file)
    return refused
