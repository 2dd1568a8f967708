"""The menu bar: 文件 编辑 查看 帮助."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.theme import SCALES

if TYPE_CHECKING:
    from ui.window import MainWindow


def build_menus(window: MainWindow) -> None:
    """Give the window its menu bar."""
    bar = window.menuBar()
    _fill(
        bar.addMenu("文件(&F)"),
        window,
        (
            ("导入表格…", "Ctrl+I", window.start_import),
            None,
            ("换一本台账…", "", window.choose_ledger),
            ("换经办人…", "", window.choose_clerk),
            None,
            ("退出", "Ctrl+Q", window.close),
        ),
    )
    _fill(
        bar.addMenu("编辑(&E)"),
        window,
        (
            ("撤销上一步操作", "Ctrl+Z", window.undo_last),
            None,
            ("全局查找", "Ctrl+K", window.search.take_focus),
            ("操作日志…", "Ctrl+J", window.show_journal),
        ),
    )
    view = bar.addMenu("查看(&V)")
    _fill(view, window, (("刷新", "F5", window.reload),))
    view.addSeparator()
    _sizes(view.addMenu("字号"), window)
    dark = view.addAction("深色")
    dark.setCheckable(True)
    dark.setChecked(window.theme.dark)
    dark.toggled.connect(window.theme.set_dark)
    _fill(bar.addMenu("帮助(&H)"), window, (("关于新蜂台账", "", window.show_about),))


def _fill(
    menu: QMenu, window: MainWindow, entries: tuple[tuple[str, str, Callable[[], Any]] | None, ...]
) -> None:
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        label, keys, do = entry
        action = QAction(label, window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, do=do: do())
        menu.addAction(action)


def _sizes(menu: QMenu, window: MainWindow) -> None:
    group = QActionGroup(menu)
    for percent in SCALES:
        action = menu.addAction(f"{percent}%")
        action.setCheckable(True)
        action.setChecked(percent == window.theme.scale)
        group.addAction(action)
        action.triggered.connect(lambda _=False, percent=percent: window.theme.set_scale(percent))
