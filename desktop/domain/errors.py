"""The three kinds of trouble a use case can end with.

An exception carries a code and its parameters; the words for people stand in
``desktop/ui/errors.py``, in Chinese and English, and a test checks that no code is without.
Anything else that is raised is a bug of ours.
"""

from __future__ import annotations


class CodedError(Exception):
    """An error known by its ``code``; ``params`` fill the words that are shown for it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code}({details})" if details else self.code


class RuleViolation(CodedError):  # noqa: N818 - named as the design names it
    """What was asked is against a rule; ``field`` names the input to correct."""

    def __init__(self, code: str, field: str = "", **params: object) -> None:
        super().__init__(code, **params)
        self.field = field


class ExpectedFailure(CodedError):  # noqa: N818 - named as the design names it
    """The world said no: disk full, file open elsewhere, wrong key, damaged file."""


class Cancelled(Exception):  # noqa: N818 - not an error: a person stopped the work
    """The person cancelled; nothing was changed and nothing is shown."""
