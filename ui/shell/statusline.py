"""The status line: what the worker is busy with when it takes longer than half a second, with a cancel button."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui.shell.tasks import Task, Tasks

_PATIENCE = 500
_REFRESH = 150


class StatusLine(QWidget):
    """Appears by itself for work that takes long; ``place`` at the right says which ledger is open."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._task: Task | None = None
        self._says = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QPushButton("取消")
        self._stop.setObjectName("small")
        self.place = QLabel()
        self.place.setObjectName("quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 12, 2)
        for widget in (self._says, self._bar, self._stop):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.place)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._appear)
        self._refresh = QTimer(self, interval=_REFRESH)
        self._refresh.timeout.connect(self._update)
        self._stop.clicked.connect(self._cancel)
        tasks.began.connect(self._begin)
        tasks.ended.connect(self._end)
        self._vanish()

    def _begin(self, task: Task) -> None:
        self._task = task
        self._patience.start()

    def _end(self, task: Task) -> None:
        if task is self._task:
            self._patience.stop()
            self._vanish()

    def _appear(self) -> None:
        if self._task is None:
            return
        self._says.setText(self._task.title or ("正在保存…" if self._task.writes else "正在读取…"))
        self._stop.setVisible(self._task.progress is not None or not self._task.writes)
        self._stop.setEnabled(True)
        self._says.show()
        self._bar.show()
        self._update()
        self._refresh.start()

    def _update(self) -> None:
        progress = self._task.progress if self._task else None
        if progress is not None and progress.total:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
        else:
            self._bar.setRange(0, 0)

    def _cancel(self) -> None:
        if self._task is None:
            return
        self._stop.setEnabled(False)
        if self._task.progress is not None:
            self._task.progress.cancel()
            self._says.setText("正在停止…")
        else:
            self._task.drop()
            self._vanish()

    def _vanish(self) -> None:
        self._task = None
        self._refresh.stop()
        for widget in (self._says, self._bar, self._stop):
            widget.hide()
