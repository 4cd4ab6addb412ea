"""Pages that are composed as they are taken: the first one need not wait for the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.page import Page
from desktop.services.progress import Progress


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages of some papers in order; each paper is composed when its first page is asked for.

    Whoever goes through them twice has them composed twice.
    """

    papers: Sequence[Callable[[], Sequence[Page]]]

    def __iter__(self) -> Iterator[Page]:
        for compose in self.papers:
            yield from compose()

    def __length_hint__(self) -> int:
        """Return about how many pages there are: a paper has at least one."""
        return len(self.papers)

    def counts(self, progress: Progress) -> list[int]:
        """Compose every paper once to count its pages, and keep none; Cancelled as ``all``."""
        counts: list[int] = []
        for number, compose in enumerate(self.papers):
            progress.report("paint", number, len(self.papers))
            counts.append(len(compose()))
        return counts

    def all(self, progress: Progress) -> list[Page]:
        """Compose everything now; Cancelled from ``progress``."""
        pages: list[Page] = []
        for number, compose in enumerate(self.papers):
            progress.report("paint", number, len(self.papers))
            pages.extend(compose())
        return pages
