"""One worker thread for everything that touches the ledger: read() and write(), with results on the main thread."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]
Parts = Generator[tuple[int, int], None, Any]


class Cancelled(Exception):
    """Raised inside a piece of work whose cancel button was pressed."""


class Progress:
    """How far a long piece of work is: written by the worker, shown by the window, cancelled by the clerk."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self._cancel = threading.Event()

    def step(self, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` parts are ready. Raises ``Cancelled`` when the clerk has had enough."""
        self.done, self.total = done, total
        if self._cancel.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel.set()


class Task:
    """A piece of work on its way through the worker."""

    def __init__(
        self,
        work: Work,
        done: Done | None,
        failed: Failed | None,
        *,
        owner: QObject | None,
        title: str,
        progress: Progress | None,
        writes: bool,
    ) -> None:
        self.work, self.done, self.failed = work, done, failed
        self.owner, self.title, self.progress, self.writes = owner, title, progress, writes
        self.dropped = False

    def drop(self) -> None:
        """The result is no longer wanted: work that has not begun is skipped, and nobody is called."""
        self.dropped = True

    @property
    def wanted(self) -> bool:
        """True while somebody waits for the result: not dropped, and its owner still exists."""
        return not self.dropped and (self.owner is None or isValid(self.owner))


@dataclass(frozen=True)
class _Whole:
    """What work in parts came to; None when it was stopped."""

    result: Any


class Tasks(QObject):
    """The worker and its two words.

    ``read`` runs work that only looks, ``write`` work that changes; both in order, one at a time, off the main thread.
    ``done`` gets the result on the main thread; an exception goes to ``failed``, or else to ``default_failure``.

    Signals: ``changed(Changes)`` after each write that says what it changed; ``began(Task)`` and ``ended(Task)``.
    """

    changed = Signal(object)
    began = Signal(object)
    ended = Signal(object)
    _came = Signal(object, object, object)
    _begins = Signal(object)

    def __init__(self, default_failure: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.default_failure = default_failure
        self._queue: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._waiting = 0
        self._closing = False
        # The last result is kept until the next one has come: by then the worker holds no reference to it any more,
        # so that no widget is ever destroyed on the worker's thread.
        self._last: tuple[Any, ...] = ()
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._begins.connect(self.began, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """True when no work is waiting or running."""
        return self._waiting == 0

    def read(
        self,
        work: Work,
        done: Done | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        title: str = "",
        progress: Progress | None = None,
    ) -> Task:
        """Run work that only looks. owner: when it is gone, the result is dropped. title: what the status line says."""
        task = Task(work, done, failed, owner=owner, title=title, progress=progress, writes=False)
        return self._put(task)

    def write(
        self,
        work: Work,
        done: Done | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        title: str = "",
        progress: Progress | None = None,
    ) -> Task:
        """Run work that changes the ledger. It is done even when its owner has gone meanwhile."""
        task = Task(work, done, failed, owner=owner, title=title, progress=progress, writes=True)
        return self._put(task)

    def in_parts(
        self,
        parts: Parts,
        done: Done,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        title: str = "",
        progress: Progress | None = None,
    ) -> None:
        """Run long work part by part, so that other work gets its turn in between.

        parts: yields how many of how many parts are ready, and returns the result. ``done`` gets the result, or None when
        the clerk stopped the work.
        """

        def part() -> _Whole | None:
            try:
                ready = next(parts)
                if progress is not None:
                    progress.step(*ready)
            except StopIteration as end:
                return _Whole(end.value)
            except Cancelled:
                parts.close()
                return _Whole(None)
            return None

        def go_on(whole: _Whole | None) -> None:
            if whole is not None:
                done(whole.result)
            elif not self._closing:
                self.read(part, go_on, failed, owner=owner, title=title, progress=progress)

        go_on(None)

    def close(self) -> None:
        """Do the writes still waiting, skip the reads, and end the thread."""
        if self._thread.is_alive():
            self._closing = True
            self._queue.put(None)
            self._thread.join()

    def _put(self, task: Task) -> Task:
        self._waiting += 1
        self._queue.put(task)
        return task

    def _run(self) -> None:
        while (task := self._queue.get()) is not None:
            result, error = self._do(task)
            self._came.emit(task, result, error)
            del task, result, error

    def _do(self, task: Task) -> tuple[Any, Exception | None]:
        if task.dropped or (not task.writes and (self._closing or not task.wanted)):
            task.dropped = True
            return None, None
        self._begins.emit(task)
        try:
            return task.work(), None
        except Exception as error:
            return None, error

    @Slot(object, object, object)
    def _deliver(self, task: Task, result: Any, error: Exception | None) -> None:
        self._waiting -= 1
        self._last = (task, result, error)
        self.ended.emit(task)
        if task.writes and error is None:
            self._announce(result)
        if isinstance(error, Cancelled):
            return
        if error is not None:
            if task.wanted or task.writes:
                failed = task.failed if task.failed and task.wanted else self.default_failure
                failed(error)
        elif task.done is not None and task.wanted:
            task.done(result)

    def _announce(self, result: Any) -> None:
        """What was changed is the result, a part of it, or the first of several."""
        first = result[0] if isinstance(result, tuple) and result else result
        changes = getattr(first, "changes", first)
        if getattr(changes, "tables", None):
            self.changed.emit(changes)
