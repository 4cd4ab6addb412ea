"""The recovery code on paper: 160 random bits that can be read out and typed with two fingers.

Nine groups of four, without letters that look like digits; the last group is a checksum, so that a
slip of the finger is told apart from a wrong code.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from desktop.domain.errors import RuleViolation

CODE_BYTES = 20
CODE_SIGNS = 36
"""Letters and digits of a code, its checksum among them."""

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": None, " ": None})
_BITS = 5
_DRAWN, _CHECKED, _GROUP = 32, 4, 4


def code_of(content: bytes) -> str:
    """Return the code of 20 random bytes, in groups."""
    if len(content) != CODE_BYTES:
        raise ValueError("a recovery code has 20 bytes")
    drawn = _digits(int.from_bytes(content, "big"), _DRAWN)
    return grouped(drawn + _checksum(drawn))


def read_code(typed: str) -> str:
    """Return a typed code as it was drawn, whatever its case, spaces and look-alikes.

    Raises RuleViolation ``recovery_code_mistyped`` where its checksum does not fit.
    """
    text = "".join(typed.split()).upper().translate(_LOOKS_LIKE)
    drawn, check = text[:_DRAWN], text[_DRAWN:]
    if len(text) != _DRAWN + _CHECKED or set(text) - set(_DIGITS) or check != _checksum(drawn):
        raise RuleViolation("recovery_code_mistyped", field="code")
    return grouped(text)


def grouped(text: str) -> str:
    """Return a code's digits in groups of four."""
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


@dataclass(frozen=True, slots=True)
class Slip:
    """A code with what stands around it on the paper that is sealed and locked away."""

    code: str
    branch: str
    made_on: date

    @property
    def code_lines(self) -> tuple[str, ...]:
        """The code as it is printed, three groups a line."""
        groups = self.code.split("-")
        return tuple("    ".join(groups[start : start + 3]) for start in range(0, len(groups), 3))

    def text(self) -> str:
        """Return the whole slip."""
        return "\n".join(
            (
                "清收通 恢复码",
                f"网点：{self.branch}",
                f"制作日期：{self.made_on.isoformat()}",
                "",
                *self.code_lines,
                "",
                "全部主任都忘记密码时，凭此码为主任重设密码。",
                "封入信封，两人骑缝签名，入库保管；不得拍照、复印、存入电脑。",
                "用过一次即作废，须另制新码。",
                "",
                "封存人：　　　　　　　　监封人：",
                "",
            )
        )


def _digits(number: int, count: int) -> str:
    shifts = range((count - 1) * _BITS, -1, -_BITS)
    return "".join(_DIGITS[number >> shift & 0x1F] for shift in shifts)


def _checksum(drawn: str) -> str:
    digest = hashlib.sha256(b"qingshou-recovery-code-1" + drawn.encode("utf-8")).digest()
    return _digits(int.from_bytes(digest[:3], "big") >> 4, _CHECKED)
