"""The events of a claim taken one after another: what each does to the running period."""

from __future__ import annotations

from datetime import date

from desktop.domain.dates import HolidayCalendar
from desktop.domain.limitation.kinds import OUTLIVES_JUDGMENT, PENDING, RULES, LoanEvent, Nature
from desktop.domain.limitation.period import (
    FIRST_DAY,
    Cause,
    Period,
    claim_period,
    enforcement_period,
)
from desktop.domain.limitation.steps import Doubt, Effect, Step
from desktop.domain.policy import Policy


class Run:
    """A period and the procedures that still run, moved on by events in the order of their days."""

    def __init__(
        self,
        period: Period,
        calendar: HolidayCalendar | None,
        policy: Policy,
        disbursed_on: date | None,
    ) -> None:
        self.period = period
        self._calendar = calendar
        self._policy = policy
        self._disbursed_on = disbursed_on
        self._open: list[Nature] = []
        self._causes: list[Cause] = []

    @property
    def pending(self) -> bool:
        """Whether a procedure still runs whose end is not entered."""
        return bool(self._open)

    def take(self, event: LoanEvent) -> Step:
        """Let an event work and return the step."""
        nature = RULES[event.kind].nature
        doubt = self._doubt(event, nature)
        effect = Effect.NO_EFFECT if doubt else self._apply(event, nature)
        return Step(event, effect, self.period, self.pending, doubt=doubt)

    def _doubt(self, event: LoanEvent, nature: Nature) -> Doubt:
        if nature is Nature.WITHOUT_EFFECT:
            return Doubt.NONE
        if self._disbursed_on is not None and event.occurred_on < self._disbursed_on:
            return Doubt.BEFORE_LOAN
        if nature is Nature.SUSPENSION:
            return Doubt.NONE
        if event.occurred_on < FIRST_DAY:
            return Doubt.BEFORE_LAW
        settled = self.period.enforcement and nature is not Nature.JUDGMENT
        return Doubt.AFTER_JUDGMENT if settled and nature not in OUTLIVES_JUDGMENT else Doubt.NONE

    def _apply(self, event: LoanEvent, nature: Nature) -> Effect:
        if nature is Nature.WITHOUT_EFFECT:
            return Effect.NO_EFFECT
        if nature is Nature.SUSPENSION:
            return self._suspend(event)
        if nature is Nature.JUDGMENT:
            return self._adjudge(event)
        if nature is Nature.ACCELERATION:
            return self._accelerate(event)
        alive = self.pending or self.period.runs_on(event.occurred_on)
        if not alive and nature is not Nature.NEW_PROMISE:
            return Effect.TOO_LATE
        if nature in PENDING and event.restart_on is None:
            self._open.append(nature)
        self._restart(event.restart_on or event.occurred_on)
        return Effect.INTERRUPTED if alive else Effect.REVIVED

    def _restart(self, day: date) -> None:
        """Start anew from ``day``; an interruption never shortens: the later period stands."""
        fresh = self._fresh(day, self.period.enforcement)
        if fresh.reach >= self.period.reach:
            self.period = fresh

    def _adjudge(self, event: LoanEvent) -> Effect:
        """From a judgment on, the period of enforcement runs and the trial is over (rule 1.18).

        Without a performance day it runs from the day the judgment took effect.
        """
        self._open = [nature for nature in self._open if nature is not Nature.TRIAL]
        self.period = self._fresh(event.restart_on or event.occurred_on, enforcement=True)
        return Effect.ADJUDGED

    def _accelerate(self, event: LoanEvent) -> Effect:
        """Run from the arrival where the debt was not yet due: the earlier, safer start."""
        if event.occurred_on >= self.period.start:
            return Effect.NO_EFFECT
        self.period = self._fresh(event.occurred_on, enforcement=False)
        return Effect.ACCELERATED

    def _suspend(self, event: LoanEvent) -> Effect:
        before = self.period
        self._causes.append(Cause(event.occurred_on, event.restart_on))
        self.period = self._fresh(before.start, before.enforcement)
        return Effect.NO_EFFECT if self.period == before else Effect.SUSPENDED

    def _fresh(self, start: date, enforcement: bool) -> Period:
        make = enforcement_period if enforcement else claim_period
        return make(start, self._causes, self._calendar, self._policy)
