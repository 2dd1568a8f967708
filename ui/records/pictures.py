"""The pictures of records that have several: side by side in the record's dialog, and small ones on its owner's card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.registers.card import Portrait
from app.registers.lists import Row
from app.registers.spec import Register
from ui.records.photo import PhotoDialog, Sitter
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_LARGE, _SMALL = 220, 72  # heights on the screen at 100 %
Pictures = list[dict[int, bytes]]  # for each kind of picture: the JPEG by record


def read_pictures(window: MainWindow, register: Register, ids: Sequence[int]) -> Callable[[], Pictures]:
    """The work that reads all pictures of some records."""
    desk, kinds = window.desk, register.pictures
    return lambda: [dict(one.few(desk, ids)) if one.few is not None else {} for one in kinds]


class PicturePanel(QWidget):
    """The pictures of one record in a row, each with a button that chooses another."""

    def __init__(self, window: MainWindow, register: Register, record_id: int, name: str) -> None:
        super().__init__()
        self.frame, self._register, self._id, self._name = window, register, record_id, name
        self._pictured = [False] * len(register.pictures)
        self.frames: list[QLabel] = []
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout()
        row.setSpacing(14)
        for number, portrait in enumerate(register.pictures):
            row.addLayout(self._column(number, portrait))
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addLayout(row)
        layout.addStretch(1)
        self.reload()

    def reload(self) -> None:
        """Read the pictures anew."""
        work = read_pictures(self.frame, self._register, [self._id])
        self.frame.tasks.read(work, self._show, owner=self)

    def _show(self, found: Pictures) -> None:
        for number, pictures in enumerate(found):
            jpeg = pictures.get(self._id, b"")
            self._pictured[number] = bool(jpeg)
            label, picture = self.frames[number], QPixmap()
            if picture.loadFromData(jpeg):
                label.setPixmap(
                    picture.scaled(
                        label.size(),
                        Qt.AspectRatioMode.KeepAspectRatio,
                        Qt.TransformationMode.SmoothTransformation,
                    )
                )
            else:
                label.setText("还没有照片")
            self.buttons[number].setText("更换或删除…" if jpeg else "选择照片…")

    def _column(self, number: int, portrait: Portrait) -> QVBoxLayout:
        height = self.frame.theme.length(_LARGE)
        said, picture, button = QLabel(portrait.label), QLabel("还没有照片"), QPushButton("选择照片…")
        said.setObjectName("subtitle")
        picture.setObjectName("emptyList")
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setFixedSize(round(height * portrait.shape), height)
        picture.setAccessibleName(f"{portrait.label}的照片")
        button.setAutoDefault(False)
        button.setAccessibleName(f"选择{portrait.label}的照片")
        button.clicked.connect(partial(self._choose, number))
        self.frames.append(picture)
        self.buttons.append(button)
        column = QVBoxLayout()
        column.setSpacing(6)
        for widget in (said, picture, button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _choose(self, number: int, _: bool = False) -> None:
        portrait = self._register.pictures[number]
        sitter = Sitter(self._id, self._name, portrait, self._pictured[number])
        PhotoDialog(self.frame, sitter, self.window(), self.reload).open()


class PictureStrip(QWidget):
    """Small pictures of the rows of a card's block, hidden while there are none. Signal ``opened(id)`` one was clicked."""

    opened = Signal(int)

    def __init__(self, window: MainWindow, register: Register, rows: Sequence[Row]) -> None:
        super().__init__()
        self._theme, self._register = window.theme, register
        self._names = {row.id: row.cells[0] if row.cells else "" for row in rows}
        self._flow = FlowLayout(self, gap=8)
        self.hide()
        window.tasks.read(read_pictures(window, register, list(self._names)), self._show, owner=self)

    def _show(self, found: Pictures) -> None:
        height, room = self._theme.length(_SMALL), self._theme.length(12)
        for record_id, name in self._names.items():
            for portrait, pictures in zip(self._register.pictures, found, strict=True):
                picture: Any = QPixmap()
                if not picture.loadFromData(pictures.get(record_id, b"")):
                    continue
                button = QToolButton(self)
                button.setObjectName("photo")
                button.ensurePolished()  # the style says how large icons are; this one is larger
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
                button.setIcon(QIcon(picture))
                button.setIconSize(QSize(width := round(height * portrait.shape), height))
                button.setFixedSize(width + room, height + self.fontMetrics().height() + room)
                button.setText(portrait.label)
                button.setToolTip(f"{name}：{portrait.label}")
                button.clicked.connect(partial(self._say, record_id))
                self._flow.addWidget(button)
        self.setVisible(self._flow.count() > 0)

    def _say(self, record_id: int, _: bool = False) -> None:
        self.opened.emit(record_id)
