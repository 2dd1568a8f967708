"""查重: search the register for people entered twice, in the background, and work off the pairs and the judged ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
)

from ui.shell.tasks import Progress
from ui.tabs.judged import JudgedPanel
from ui.tabs.pairs import PairsPanel
from ui.tabs.tab import Tab

if TYPE_CHECKING:
    from app.actions.duplicates import DuplicateSearch
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_REFRESH = 200  # ms
_NEVER = (
    "还没有查过重。查重会比对全部人员的证件、姓名、电话、生日和站点，找出可能重复登记的人；数据不会被改动。"
)


class DuplicatesTab(Tab):
    """The last search at the top, below it the pairs that wait and those judged to be two persons."""

    tables = frozenset({"people", "distinct_pairs", "stations", "platforms", "areas"})

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self._progress: Progress | None = None
        self.start_button = QPushButton("开始查重(&K)")
        self.start_button.setObjectName("primary")
        self.stop_button = QPushButton("停止查重")
        self.says = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.switch = QTabBar()
        self.pairs, self.judged = PairsPanel(window), JudgedPanel(window)
        self._panels = QStackedWidget()
        self._arrange()
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(self.stop)
        self.switch.currentChanged.connect(self._turn)
        self.pairs.counted.connect(self._count)
        self.setFocusProxy(self.pairs.list)

    def reload(self) -> None:
        """Read the last search, the pairs and the judged ones again."""
        from app.actions import duplicates

        desk = self.frame.desk
        self.frame.tasks.read(lambda: duplicates.last_search(desk), self._show_search, owner=self)
        self.pairs.reload()
        self.judged.reload()

    def start(self) -> None:
        """Search anew; other work goes on meanwhile."""
        from app.actions import duplicates

        if self._progress is not None:
            return
        self._progress = Progress()
        self._refresh.start()
        self._show_state("正在查重，可以继续做别的事。")
        self.frame.tasks.in_parts(
            duplicates.searching(self.frame.desk),
            self._searched,
            self._failed,
            owner=self,
            title="正在查重…",
            progress=self._progress,
        )

    def stop(self) -> None:
        """Have the search stop after the part it is at; the pairs found by then are kept."""
        if self._progress is not None:
            self._progress.cancel()
            self.stop_button.setEnabled(False)

    def _searched(self, search: DuplicateSearch | None) -> None:
        self._progress = None
        self._refresh.stop()
        self.frame.messages.notice(
            "查重已停止，已找到的保留在列表中。"
            if search is None
            else f"查重完成：比对了{search.people}人，找到{search.pairs}对。"
        )
        self.reload()

    def _failed(self, error: Exception) -> None:
        self._progress = None
        self._refresh.stop()
        self.reload()
        self.frame.tasks.default_failure(error)

    def _show_search(self, search: DuplicateSearch | None) -> None:
        if self._progress is not None:
            return
        if search is None:
            self._show_state(_NEVER)
            return
        when = f"上次查重：{search.started_at.astimezone():%Y-%m-%d %H:%M}，{search.clerk_name}"
        if search.finished_at is None:
            self._show_state(f"{when}，没有查完。")
            return
        left_out = (
            f"；有{search.left_out}组人数太多（如全站共用的电话）没有逐一比对" if search.left_out else ""
        )
        self._show_state(f"{when}，比对了{search.people}人，找到{search.pairs}对{left_out}。")

    def _show_state(self, says: str) -> None:
        running = self._progress is not None
        self.says.setText(says)
        self.start_button.setVisible(not running)
        for widget in (self.bar, self.stop_button):
            widget.setVisible(running)
        self.stop_button.setEnabled(True)
        self._show_progress()

    def _show_progress(self) -> None:
        if self._progress is not None:
            self.bar.setRange(0, self._progress.total)
            self.bar.setValue(self._progress.done)

    def _count(self, waiting: int) -> None:
        self.switch.setTabText(0, f"待处理（{waiting}）" if waiting else "待处理")

    def _turn(self, place: int) -> None:
        self._panels.setCurrentIndex(place)
        self.setFocusProxy((self.pairs, self.judged)[place].list)

    def _arrange(self) -> None:
        self._refresh = QTimer(self, interval=_REFRESH)
        self._refresh.timeout.connect(self._show_progress)
        self.says.setWordWrap(True)
        self.says.setObjectName("quiet")
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.start_button, self.bar, self.stop_button):
            head.addWidget(widget)
        head.addWidget(self.says, 1)
        self.switch.setDrawBase(False)
        self.switch.setExpanding(False)
        self.switch.setObjectName("innerTabs")
        for label in ("待处理", "已判断为不是同一人"):
            self.switch.addTab(label)
        for panel in (self.pairs, self.judged):
            self._panels.addWidget(panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.switch)
        layout.addWidget(self._panels, 1)
        self._show_state(_NEVER)
