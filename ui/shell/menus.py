"""The menu bar: 文件 编辑 查看 帮助."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.tabs import SECTIONS
from ui.widgets.theme import SCALES

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

Entry = tuple[str, str, Callable[[], Any]] | None


def build_menus(window: MainWindow) -> None:
    """Give the window its menu bar."""
    bar = window.menuBar()
    _fill(
        bar.addMenu("文件(&F)"),
        window,
        (
            ("快速登记…", "Ctrl+Shift+N", window.quick_record),
            ("导入表格…", "Ctrl+I", window.start_import),
            ("打印登记…", "Ctrl+Shift+P", window.show_prints),
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
    _fill(view.addMenu("转到"), window, _places(window))
    view.addSeparator()
    _fill(view, window, (("刷新", "F5", window.reload),))
    view.addSeparator()
    _sizes(view.addMenu("字号"), window)
    dark = view.addAction("深色")
    dark.setCheckable(True)
    dark.setChecked(window.theme.dark)
    dark.toggled.connect(window.theme.set_dark)
    _fill(bar.addMenu("帮助(&H)"), window, (("关于新蜂台账", "", window.show_about),))


def _places(window: MainWindow) -> tuple[Entry, ...]:
    """The sections by number, and the pages of the one in front one after the other."""
    pages = window.pages
    sections = [
        (section.label, f"Ctrl+{(place + 1) % 10}" if place < 10 else "", partial(pages.go_to_section, place))
        for place, section in enumerate(SECTIONS)
    ]
    return (
        *sections,
        None,
        ("下一页签", "Ctrl+PgDown", partial(pages.go_beside, 1)),
        ("上一页签", "Ctrl+PgUp", partial(pages.go_beside, -1)),
    )


def _fill(menu: QMenu, window: MainWindow, entries: tuple[Entry, ...]) -> None:
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
