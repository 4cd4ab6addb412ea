import gc

import pytest

from desktop.ui.collector import WindowCollector


@pytest.fixture
def collector(qapp):
    gc.enable()
    collector = WindowCollector()
    yield collector
    collector.close()


def test_no_other_thread_collects_while_the_window_lives(collector):
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()


def test_cycles_are_collected_on_the_windows_thread_when_they_are_due(collector):
    gc.collect()
    cycles = []
    for _ in range(gc.get_threshold()[0] + 500):
        cycle = []
        cycle.append(cycle)
        cycles.append(cycle)
    assert collector.look() >= 0
    assert -1 in [collector.look() for _ in range(3)]


def test_an_import_leaves_the_collector_off(collector):
    from desktop.services.collector import collector_paused

    with collector_paused():
        pass
    assert not gc.isenabled()
