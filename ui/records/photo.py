"""The picture of a record: chosen from a file, turned, cut to the size it is kept in; the file itself is not kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError, ValidationFailed
from ui.shell.places import ask_files
from ui.widgets.banner import Banner
from ui.widgets.crop import MOST_ZOOM, CropView

if TYPE_CHECKING:
    from app.desk import Changes
    from app.registers.card import Portrait
    from ui.shell.window import MainWindow

_SHARP = 200  # pixels across the frame, below which a print looks blurred


@dataclass(frozen=True)
class Sitter:
    """Whose picture it is: the record's id and name, how the picture is kept, and whether there is one."""

    id: int
    name: str
    portrait: Portrait
    pictured: bool


class PhotoDialog(QDialog):
    """Chooses, cuts and keeps a picture of a record, or takes it off. saved: called when it has changed."""

    def __init__(
        self,
        window: MainWindow,
        sitter: Sitter,
        parent: QWidget | None = None,
        saved: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__(parent or window)
        self.frame, self.sitter, self._saved = window, sitter, saved
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{sitter.portrait.label}：{sitter.name}")
        self.view, self.banner = CropView(sitter.portrait.shape), Banner()
        self.size_box = QComboBox()
        self.size_box.setAccessibleName("照片尺寸")
        for label, width, height in sitter.portrait.sizes:
            self.size_box.addItem(label, QSize(width, height))
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(100, int(MOST_ZOOM * 100))
        self.zoom.setAccessibleName("放大")
        self.zoom.valueChanged.connect(lambda value: self.view.set_zoom(value / 100))
        self.view.zoomed.connect(self._show_zoom)
        self._arrange()

    def choose(self) -> None:
        """Ask for a file and show it."""
        kinds = "图片 (*.jpg *.jpeg *.png *.bmp *.webp)"
        found = ask_files(self.frame.state, self, "photo", "选择照片", kinds)
        if found:
            self.open_file(found[0])

    def open_file(self, path: Path) -> None:
        """Show the picture of a file, turned as the camera says."""
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        image = reader.read()
        if image.isNull():
            self.banner.show_text("这个文件不是可以显示的图片，请另选一张。", kind="dangerBanner")
            return
        self.banner.hide()
        self.view.show_image(image)
        self.save_button.setEnabled(True)
        self.view.setFocus()
        if self.view.across < _SHARP:
            self.banner.show_text("这张照片太小，打印出来会模糊。", kind="warningBanner")

    def save(self) -> None:
        """Keep what lies in the frame."""
        size = self.size_box.currentData()
        portrait = self.sitter.portrait
        jpeg = to_jpeg(self.view.cut(size), portrait.largest)
        desk, record = self.frame.desk, self.sitter.id
        self._write(lambda: portrait.keep(desk, record, jpeg, size.width(), size.height()), "已保存照片。")

    def drop(self) -> None:
        """Take the portrait off."""
        portrait, desk, record = self.sitter.portrait, self.frame.desk, self.sitter.id
        self._write(lambda: portrait.drop(desk, record), "已删除照片。")

    def _write(self, work: Callable[[], Changes], said: str) -> None:
        from ui.lists.actions import offer_undo

        def done(changes: Changes) -> None:
            offer_undo(self.frame, said, changes)
            if self._saved is not None:
                self._saved()
            self.accept()

        self.frame.tasks.write(work, done, self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ValidationFailed):
            self.banner.show_text("".join(one.message for one in error.problems), kind="dangerBanner")
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _show_zoom(self, zoom: float) -> None:
        self.zoom.blockSignals(True)
        self.zoom.setValue(round(zoom * 100))
        self.zoom.blockSignals(False)

    def _arrange(self) -> None:
        says = QLabel(self.sitter.portrait.says)
        says.setObjectName("quiet")
        says.setWordWrap(True)
        first = QHBoxLayout()
        for label, do in (
            ("选择照片…", self.choose),
            ("左转", lambda: self.view.turn(-90)),
            ("右转", lambda: self.view.turn(90)),
        ):
            first.addWidget(_button(label, do))
        first.addStretch(1)
        first.addWidget(QLabel("尺寸"))
        first.addWidget(self.size_box)
        second = QHBoxLayout()
        second.addWidget(QLabel("放大"))
        second.addWidget(self.zoom, 1)
        self.save_button = _button("保存", self.save)
        self.save_button.setObjectName("primary")
        self.save_button.setEnabled(False)
        foot = QHBoxLayout()
        if self.sitter.pictured:
            foot.addWidget(_button("删除照片", self.drop))
        foot.addStretch(1)
        foot.addWidget(_button("取消", self.reject))
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(10)
        layout.addWidget(says)
        layout.addWidget(self.banner)
        layout.addLayout(first)
        layout.addWidget(self.view, 1)
        layout.addLayout(second)
        layout.addLayout(foot)
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        self.resize(min(theme.length(560), room.width() - 40), min(theme.length(640), room.height() - 60))


def to_jpeg(image: QImage, largest: int) -> bytes:
    """The picture as JPEG, as fine as fits into so many bytes."""
    data = QByteArray()
    for quality in range(90, 0, -10):
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setQuality(quality)
        writer.write(image)
        if data.size() <= largest:
            break
    return bytes(data.data())


def _button(label: str, do: Callable[[], Any]) -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: do())
    return button
