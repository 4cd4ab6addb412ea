"""What a rule cannot decide alone: a person must look, and is told at what and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """A point that no rule may settle by a silent default.

    ``code`` names the kind of doubt and has words in the window; ``field`` names the fact to
    check; ``words`` say in Chinese what was found and what to do.
    """

    code: str
    field: str
    words: str
