"""The tools above the service map: search, kind, coverage of roads, zoom, import and paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QToolButton, QWidget

from app.streetmap import kinds
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_PAPERS = (
    ("a4", "A4服务地图（附点位表和二维码）"),
    ("a3", "A3服务地图（附点位表和二维码）"),
    ("folded", "小哥折叠卡（三折页，双面）"),
)
_COVERING = ("water_point", "rest_stop", "resting_spot")


class MapTools(QWidget):
    """Signals: ``filtered`` search or kind changed; ``searched`` Enter in the search; ``covered`` another coverage is
    wanted; ``zoomed(steps)``; ``fitted``; ``imported`` roads from a file; ``pictured`` a picture as the ground;
    ``printed(paper)``.
    """

    filtered = Signal()
    searched = Signal()
    covered = Signal()
    zoomed = Signal(int)
    fitted = Signal()
    imported = Signal()
    pictured = Signal()
    printed = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.search = QLineEdit()
        self.kinds = QComboBox()
        self.cover = QComboBox()
        self._flow = FlowLayout(self, gap=6)
        self.search.setPlaceholderText("找点位：名称、拼音、地址")
        self.search.setAccessibleName("找点位")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(window.theme.length(210))
        self.kinds.setAccessibleName("类别")
        self.cover.setAccessibleName("道路覆盖")
        self.cover.addItem("不看道路覆盖", "")
        for kind in _COVERING:
            self.cover.addItem(f"主干道：{kinds.label(kind)}", kind)
        self.offer(())
        self.search.textChanged.connect(lambda _: self.filtered.emit())
        self.search.returnPressed.connect(self.searched)
        self.kinds.activated.connect(lambda _: self.filtered.emit())
        self.cover.activated.connect(lambda _: self.covered.emit())
        for widget in (self.search, self.kinds, self.cover):
            self._flow.addWidget(widget)
        self._add("放大", "mdi6.magnify-plus-outline", lambda: self.zoomed.emit(1))
        self._add("缩小", "mdi6.magnify-minus-outline", lambda: self.zoomed.emit(-1))
        self._add("看全图", "mdi6.fit-to-page-outline", self.fitted.emit)
        self._add_menu(
            "导入地图 ▾",
            "mdi6.map-plus",
            (("道路和区域（GeoJSON）…", self.imported.emit), ("街道图片作底图…", self.pictured.emit)),
        )
        papers = ((label, partial(self.printed.emit, paper)) for paper, label in _PAPERS)
        self._add_menu("打印 ▾", "mdi6.printer-outline", papers)

    def offer(self, found: Sequence[tuple[str, str]]) -> None:
        """Offer these kinds (stored, label) to filter by; the one chosen stays."""
        kept = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem("全部类别", "")
        for stored, label in found:
            self.kinds.addItem(label, stored)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kept)))

    def _add_menu(self, label: str, icon: str, entries: Iterable[tuple[str, Callable[[], Any]]]) -> None:
        button = self._add(label, icon, None)
        menu = QMenu(button)
        for text, do in entries:
            menu.addAction(text).triggered.connect(lambda _=False, do=do: do())
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _add(self, label: str, icon: str, do: Callable[[], Any] | None) -> QToolButton:
        button = QToolButton()
        button.setText(label)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._window.icons.put(button.setIcon, icon)
        if do is not None:
            button.clicked.connect(lambda: do())
        self._flow.addWidget(button)
        return button
