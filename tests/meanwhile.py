"""What somebody else does at the worst moment: after we have looked and before we write."""

from collections.abc import Callable
from typing import Any


class Meanwhile:
    """A store or a collection at which somebody acts once, just before the next one writes."""

    def __init__(self, of: Any, act: Callable[[], object]) -> None:
        self._of, self._acts = of, [act]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of, name)

    def signed_by(self, operator_id: str) -> "Meanwhile":
        other = Meanwhile(self._of.signed_by(operator_id), lambda: None)
        other._acts = self._acts
        return other

    def write(self, *about: str) -> Any:
        while self._acts:
            self._acts.pop()()
        return self._of.write(*about)
