"""The worker: order, threads, failures, dropped results, progress, shutdown."""

import threading

import pytest
from PySide6.QtCore import QObject

from app.desk import Changes
from ui.shell.tasks import Cancelled, Progress, Tasks


@pytest.fixture
def failures():
    return []


@pytest.fixture
def tasks(qapp, failures):
    tasks = Tasks(failures.append)
    yield tasks
    tasks.close()


def test_work_runs_elsewhere_and_the_result_comes_here(tasks, qtbot):
    threads = []
    tasks.read(
        lambda: threading.current_thread().name,
        lambda name: threads.extend([name, threading.current_thread()]),
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads == ["ledger", threading.main_thread()]


def test_an_error_without_a_path_of_its_own_goes_the_usual_way(tasks, failures, qtbot):
    tasks.read(lambda: 1 / 0)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], ZeroDivisionError)


def test_an_error_with_a_path_goes_there_only(tasks, failures, qtbot):
    own = []
    tasks.write(lambda: 1 / 0, None, own.append)
    qtbot.waitUntil(lambda: len(own) == 1)
    assert failures == []


def test_a_dropped_result_reaches_nobody(tasks, qtbot):
    gate, results = threading.Event(), []
    tasks.read(gate.wait)
    tasks.read(lambda: results.append("worked"), lambda _: results.append("told")).drop()
    tasks.read(lambda: None, lambda _: results.append("last"))
    gate.set()
    qtbot.waitUntil(lambda: "last" in results)
    assert results == ["last"]


def test_a_result_whose_owner_is_gone_reaches_nobody(tasks, qtbot):
    gate, results, owner = threading.Event(), [], QObject()
    tasks.read(gate.wait, lambda _: results.append("told"), owner=owner)
    owner.deleteLater()
    owner.destroyed.connect(lambda: gate.set())
    qtbot.waitUntil(lambda: tasks.idle)
    assert results == []


def test_a_write_is_announced_even_when_its_form_has_gone(tasks, qtbot):
    owner, told = QObject(), []
    tasks.changed.connect(told.append)
    changes = Changes(frozenset({"people"}))
    gate = threading.Event()
    tasks.write(lambda: (gate.wait(), changes)[1], owner=owner)
    owner.destroyed.connect(lambda: gate.set())
    owner.deleteLater()
    qtbot.waitUntil(lambda: told == [changes])


def test_a_write_that_answers_with_more_is_announced_too(tasks, qtbot):
    told, results = [], []
    tasks.changed.connect(told.append)
    changes = Changes(frozenset({"people"}))
    tasks.write(lambda: (changes, "what waits now"), results.append)
    qtbot.waitUntil(lambda: results == [(changes, "what waits now")])
    assert told == [changes]


def test_a_read_is_not_announced(tasks, qtbot):
    told = []
    tasks.changed.connect(told.append)
    tasks.read(lambda: Changes(frozenset({"people"})))
    qtbot.waitUntil(lambda: tasks.idle)
    assert told == []


def test_cancelled_work_ends_without_a_word(tasks, failures, qtbot):
    progress, begun = Progress(), threading.Event()

    def work():
        for part in range(10_000_000):
            begun.set()
            progress.step(part, 10_000_000)

    done = []
    tasks.write(work, done.append, progress=progress)
    assert begun.wait(5)
    progress.cancel()
    qtbot.waitUntil(lambda: tasks.idle)
    assert done == failures == []
    with pytest.raises(Cancelled):
        progress.step(0, 1)


def test_closing_finishes_writes_and_skips_reads(qapp, failures):
    tasks = Tasks(failures.append)
    gate, ran = threading.Event(), []
    tasks.read(gate.wait)
    tasks.read(lambda: ran.append("read"))
    tasks.write(lambda: ran.append("write"))
    threading.Timer(0.05, gate.set).start()
    tasks.close()
    assert ran == ["write"]
    assert "ledger" not in [thread.name for thread in threading.enumerate()]


def counting(upto, seen):
    """Work in parts that notes which were done, and whether it was ended before its time."""
    try:
        for part in range(upto):
            seen.append(part)
            yield part, upto
    finally:
        seen.append("ended")
    return "whole"


def test_work_in_parts_lets_other_work_in_between(tasks, qtbot):
    seen, results, progress = [], [], Progress()
    tasks.in_parts(counting(3, seen), results.append, progress=progress)
    tasks.read(lambda: seen.append("other"))
    qtbot.waitUntil(lambda: results == ["whole"])
    assert seen.index("other") < seen.index(2)
    assert seen[-1] == "ended"
    assert (progress.done, progress.total) == (2, 3)


def test_work_in_parts_can_be_stopped(tasks, qtbot):
    seen, results, progress = [], [], Progress()
    tasks.in_parts(counting(10_000, seen), results.append, progress=progress)
    qtbot.waitUntil(lambda: len(seen) > 2)
    progress.cancel()
    qtbot.waitUntil(lambda: results == [None])
    assert seen[-1] == "ended"
    assert len(seen) < 10_000


def test_an_error_in_a_part_ends_the_work(tasks, failures, qtbot):
    def failing():
        yield 0, 2
        raise ValueError("broken")

    results = []
    tasks.in_parts(failing(), results.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], ValueError)
    assert results == []
    assert tasks.idle
