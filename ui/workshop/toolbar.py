"""What can be added to a design and done with what is chosen, as buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from app.workshop.elements import ElementKind
from ui.widgets.flow import FlowLayout
from ui.widgets.icons import Icons

_ADDS: tuple[tuple[str, ElementKind, str], ...] = (
    ("文字", ElementKind.TEXT, ""),
    ("编号", ElementKind.TEXT, "编号：{编号}"),
    ("日期", ElementKind.TEXT, "{发证日期}"),
    ("照片", ElementKind.PHOTO, ""),
    ("二维码", ElementKind.QR, ""),
    ("图片", ElementKind.PICTURE, ""),
    ("盖章处", ElementKind.SEAL, ""),
    ("框", ElementKind.FRAME, ""),
    ("线", ElementKind.LINE, ""),
)


class DesignTools(QWidget):
    """Signals: ``added(kind, text, name)``; ``undone``, ``redone``, ``copied``, ``deleted``; ``ordered(by)`` layers up."""

    added = Signal(str, str, str)
    undone = Signal()
    redone = Signal()
    copied = Signal()
    deleted = Signal()
    ordered = Signal(int)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._flow = FlowLayout(self, gap=6)
        for label, kind, text in _ADDS:
            name = label if text else ""
            self._button(f"＋{label}", "", partial(self.added.emit, kind, text, name))
        self.undo = self._button("撤销", "mdi6.undo", self.undone.emit)
        self.redo = self._button("重做", "mdi6.redo", self.redone.emit)
        self._button("复制", "mdi6.content-copy", self.copied.emit)
        self._button("删除", "mdi6.trash-can-outline", self.deleted.emit)
        self._button("上移一层", "mdi6.arrange-bring-forward", lambda: self.ordered.emit(1))
        self._button("下移一层", "mdi6.arrange-send-backward", lambda: self.ordered.emit(-1))

    def _button(self, label: str, icon: str, do: Callable[[], Any]) -> QToolButton:
        button = QToolButton()
        button.setText(label)
        if icon:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._icons.put(button.setIcon, icon)
        button.clicked.connect(lambda _=False: do())
        self._flow.addWidget(button)
        return button
