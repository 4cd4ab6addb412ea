"""What head office decides about a possible double reaches the branch, which alone corrects it."""

from desktop.services.office.deciding import decide_double, doubles
from tests.exchange.office import SECOND
from tests.exchange.world import World, check_drained


def asked(pc, path):
    """Take a return in, and say which receipts it asks to reverse."""
    return [(each.receipt, each.same_as) for each in pc.take(path).brought.doubles]


def test_a_branch_is_asked_to_reverse_what_was_decided_to_be_double_until_it_has():
    with World() as world:
        one = world.pc()
        other = world.new_pc("0417")
        real, wrong = one.repay(20_000), other.repay(20_000)
        for pc in (one, other):
            world.office.take_in(world.send(pc).path)
        [double] = doubles(world.office.desk)
        kept = double.entries[:1]
        about = "0417", double.key, double.entries, kept, "只收了一次"
        [told] = decide_double(world.office.desk, *about, SECOND)
        assert told.receipt == wrong
        assert told.replica_id == other.replica_id
        for pc in (one, other):
            assert asked(pc, world.answer(pc).path) == [(wrong, (real,))]
        late = world.answer(other)
        other.reverse(wrong)
        assert asked(other, late.path) == []  # head office does not know yet that it was done
        world.office.take_in(world.send(other).path)
        assert asked(one, world.answer(one).path) == []
        assert world.office.standing("0417").confirmed_fen == 20_000
        world.drain()
        check_drained(world)
