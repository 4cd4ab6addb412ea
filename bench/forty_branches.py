"""Forty branches through twelve months, end to end with the real programs on both sides.

    python -m bench.forty_branches [--branches 40] [--months 12] [--repayments 5]

Each month a branch issues notices, takes repayments, reverses one and sends a package; head office
takes all in and writes returns. Sticks are lost, doubled and late; databases are put back and
cloned; in the eighth month head office is restored. After it, two clean exchanges and every
invariant of ``tests/exchange``. Branches work on every core; head office's times are of one.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from desktop.services.notices import Choice, issue
from desktop.services.proposals import propose
from tests.exchange.branch_pc import PC, QUIET, Clock
from tests.exchange.world import OnStick, World, check, check_drained
from tests.people import Role

SEED = 20_261_010
LOST, DOUBLED, LATE = 0.06, 0.06, 0.06
RESTORED_IN, CLONED_IN, OFFICE_IN = 5, 6, 8


@dataclass(frozen=True)
class Month:
    """What one PC does in a month, in a process of its own."""

    branch: str
    name: str
    folder: Path
    stick: Path
    number: int
    repayments: int


def work(month: Month) -> Path:
    """Do a month's work at a PC and return its package on the stick."""
    clock = Clock()
    clock.moment += timedelta(days=30 * month.number)
    pc = PC(month.branch, month.name, month.folder, clock)
    try:
        chance = random.Random(f"{SEED} {month.name} {month.number}")
        receipts = [
            pc.repay(chance.randint(100, 9_999), f"439900{chance.randint(1, 2)}")
            for _ in range(month.repayments)
        ]
        pc.reverse(receipts[0])
        if month.number % 3 == 1:
            give_notice(pc)
        return pc.export(month.stick)
    finally:
        pc.close()


def give_notice(pc: PC) -> None:
    desk, day = pc.desk(Role.CREDIT_OFFICER), pc.clock.today()
    chosen = [
        Choice(each.party.id, each.proposal.round)
        for each in propose(desk, day)
        if each.proposal.chosen
    ]
    if chosen:
        issue(desk, chosen, day, QUIET)


def main() -> None:
    given = argparse.ArgumentParser()
    for name, number in (("branches", 40), ("months", 12), ("repayments", 5)):
        given.add_argument(f"--{name}", type=int, default=number)
    wanted = given.parse_args()
    codes = tuple(f"{400 + number:04d}" for number in range(wanted.branches))
    started = time.perf_counter()
    with World(*codes) as world:
        print(f"{len(codes)} branches founded in {time.perf_counter() - started:.0f} s")
        run(world, wanted.months, wanted.repayments)
    print(f"all in all {time.perf_counter() - started:.0f} s")


def run(world: World, months: int, repayments: int) -> None:
    chance = random.Random(SEED)
    late: list[Path] = []
    print("month  packages     KB  entries    new  at branches  taken in  returns     KB")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for number in range(1, months + 1):
            mishaps(world, number)
            broken = world.pcs[: len(world.pcs) // 8] if number == RESTORED_IN else []
            copies = [(pc, pc.back_up()) for pc in broken]
            at = time.perf_counter()
            sent = send_all(world, pool, number, repayments)
            for pc, copy in copies:
                world.restore(pc, copy)  # what the month brought is with head office alone
            branches_took = time.perf_counter() - at
            arrived = [*late, *(each.path for each in sent if chance.random() >= LOST + LATE)]
            late = [each.path for each in sent if each.path not in arrived][::2]
            arrived += [each.path for each in sent if chance.random() < DOUBLED]
            chance.shuffle(arrived)
            at = time.perf_counter()
            taken = world.office.take_in(*arrived, workers=os.cpu_count() or 1)
            assert all(each.is_in for each in taken), {each.reason for each in taken}
            intake_took = time.perf_counter() - at
            at = time.perf_counter()
            down = [world.answer(pc) for pc in world.pcs]
            returns_took = time.perf_counter() - at
            for pc, back in zip(world.pcs, down, strict=True):
                if back is not None and chance.random() >= LOST:
                    pc.take(back.path)
            packages = [each.package for each in taken if each.package]
            print(
                f"{number:5} {len(arrived):9} {kilobytes(arrived):6} "
                f"{sum(each.entries for each in packages):8} "
                f"{sum(each.new for each in packages):6} {branches_took:10.1f} s "
                f"{intake_took:7.1f} s {returns_took:6.1f} s "
                f"{kilobytes([each.path for each in down if each]):6}",
                flush=True,
            )
    tell(world)


def mishaps(world: World, number: int) -> None:
    """Clone a database, and put head office's back, as it happens in a year."""
    if number == CLONED_IN:
        world.clone(world.pcs[-1])
    if number == OFFICE_IN - 1:
        world.office.back_up()
    if number == OFFICE_IN:
        world.office.restore(world.office.copies[0], told=False)


def send_all(
    world: World, pool: ProcessPoolExecutor, number: int, repayments: int
) -> list[OnStick]:
    months = [
        Month(pc.branch, pc.name, pc.folder, world.stick(), number, repayments) for pc in world.pcs
    ]
    for pc in world.pcs:
        pc.close()
    paths = list(pool.map(work, months))
    for pc in world.pcs:
        pc.clock.moment = Clock().moment + timedelta(days=30 * number)
        pc.open()
    world.office.clock.moment = Clock().moment + timedelta(days=30 * number)
    return [
        OnStick(pc, world.note(path), pc.program.schema)
        for pc, path in zip(world.pcs, paths, strict=True)
    ]


def kilobytes(paths: list[Path]) -> int:
    return sum(path.stat().st_size for path in paths) // 1024


def tell(world: World) -> None:
    """Drain, check every invariant, and say what head office holds."""
    check(world)
    at = time.perf_counter()
    world.drain()
    check_drained(world)
    took = time.perf_counter() - at
    held = world.collected()
    with world.office.desk.collection.read() as queries:
        standings = queries.standings()
    print(f"two clean exchanges of all and every invariant: {took:.0f} s, nothing lacks")
    print(
        f"head office holds {len(held.entries)} entries of {len(standings)} branches, "
        f"{sum(each.received_fen for each in standings)} fen received, "
        f"{sum(each.reversed_fen for each in standings)} reversed; "
        f"{sum(each.forks for each in standings)} forks, "
        f"{sum(each.doubles for each in standings)} possible doubles, "
        f"{sum(each.held for each in standings)} held"
    )
    lost = [each for each in world.seen if each not in {one.event_id for _, one in held.entries}]
    print(f"entries that stood in a database put back and nowhere else: {len(lost)}")


if __name__ == "__main__":
    main()
