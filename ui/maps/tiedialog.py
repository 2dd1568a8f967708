"""The picture under the map: chosen, tied to the ground by points whose places are known, lightened, taken off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
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

from app.actions.mappicture import MOST_FADE, drop_picture, put_picture, read_picture, tie_picture
from app.errors import UserError, ValidationFailed
from app.streetmap.coordinates import Point
from app.streetmap.typed import degrees_of
from ui.maps.picturefile import load_picture
from ui.maps.pictureview import PictureView
from ui.maps.placeline import PlaceLine
from ui.maps.points import Marks, MarkTable
from ui.shell.places import ask_files
from ui.widgets.banner import Banner
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.actions.mappicture import NewPicture
    from app.desk import Changes
    from app.streetmap.reading import StreetMap
    from ui.shell.window import MainWindow

_SYSTEMS = (("gcj02", "高德、腾讯（GCJ-02）"), ("bd09", "百度（BD-09）"), ("wgs84", "GPS（WGS-84）"))
_HOW = (
    "在图片上点一个认得的地方，再填它是哪个阵地，或粘贴它的坐标。至少两个点，离得越远越准；四个点以上能看出误差。"
    "拖动点可以移动它。"
)
_USUAL_FADE = 30
_DRESS = {"": "quiet", "waiting": "quiet", "warning": "warningText", "danger": "problem"}


class PictureDialog(QDialog):
    """Shows the picture with its points; ``done_with(sentence, changes)`` is called after it was kept or taken off."""

    def __init__(
        self, window: MainWindow, found: StreetMap, done_with: Callable[[str, Changes], Any]
    ) -> None:
        super().__init__(window)
        self.frame, self._done = window, done_with
        self._ground = found.ground
        self._new: NewPicture | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("底图图片")
        self.view = PictureView(window.theme)
        self.marks = Marks(found.ground.points if found.ground else ())
        self.table = MarkTable()
        self.line = PlaceLine((*found.places, *found.unplaced))
        self.system, self.fade = QComboBox(), QSlider(Qt.Orientation.Horizontal)
        self.banner, self.sentence = Banner(), WrappedLabel("")
        self._size = (0, 0)
        self._arrange()
        self.view.pointed.connect(self._add)
        self.view.chosen.connect(self._choose)
        self.view.moved.connect(self._move)
        self.table.currentCellChanged.connect(lambda row, *_: self._choose(row))
        self.line.placed.connect(self._place)
        self.line.typed.connect(self._type)
        self._show()
        if found.ground is not None:
            desk = window.desk
            window.tasks.read(lambda: read_picture(desk), self._show_kept, owner=self)

    def choose(self) -> None:
        """Ask for a file and show it; the old picture stays until the new one is tied and saved."""
        found = ask_files(self.frame.state, self, "map", "选择街道图片", "图片 (*.png *.jpg *.jpeg)")
        if found:
            self.open_file(found[0])

    def open_file(self, path: Path) -> None:
        """Read a picture on the worker."""
        self.frame.tasks.read(
            lambda: load_picture(path), self._take, self._failed, owner=self, title="正在读取图片…"
        )

    def save(self) -> None:
        """Put the picture under the map, or tie the one that is there anew."""
        desk, new, points, fade = self.frame.desk, self._new, self.marks.points, self.fade.value()
        said = "底图图片已放好。" if new is not None else "底图图片已调整。"

        def work() -> Changes:
            return put_picture(desk, new, points, fade) if new else tie_picture(desk, points, fade)

        self.frame.tasks.write(work, lambda changes: self._finish(said, changes), self._failed, owner=self)

    def drop(self) -> None:
        """Take the picture off the map."""
        if self.frame.messages.confirm(
            "取下底图图片吗？", "道路、区域和点位不受影响，可以撤销。", yes="取下"
        ):
            desk = self.frame.desk
            self.frame.tasks.write(
                lambda: drop_picture(desk),
                lambda changes: self._finish("底图图片已取下。", changes),
                owner=self,
            )

    def _finish(self, said: str, changes: Changes) -> None:
        self._done(said, changes)
        self.accept()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ValidationFailed):
            self.banner.show_text("".join(one.message for one in error.problems), kind="dangerBanner")
        elif isinstance(error, UserError):
            self.banner.show_text(f"{error.sentence}{error.advice}", kind="dangerBanner")
        else:
            self.frame.tasks.default_failure(error)

    def _take(self, new: NewPicture) -> None:
        self._new, self.marks = new, Marks()
        self._show_image(new.jpeg, new.name)

    def _show_kept(self, jpeg: bytes) -> None:
        if self._new is None and self._ground is not None:
            self._show_image(jpeg, self._ground.name)

    def _show_image(self, jpeg: bytes, name: str) -> None:
        image = QImage.fromData(jpeg)
        self._size = image.width(), image.height()
        self.banner.hide()
        self.setWindowTitle(f"底图图片：{name}")
        self.view.show_picture(image)
        self.view.setFocus()
        self._show()

    def _add(self, x: float, y: float) -> None:
        self.marks.add(x, y)
        self._show()
        self.line.setFocus()

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self.marks.all):
            self.marks.current = number
            self._show()

    def _move(self, number: int, x: float, y: float) -> None:
        self.marks.move(number, x, y)
        self._show()

    def _drop_point(self) -> None:
        if self.marks.current >= 0:
            self.marks.drop()
            self._show()

    def _place(self, degrees: Point | None, text: str) -> None:
        if self.marks.current >= 0:
            self.marks.name(degrees, text)
            self.banner.hide()
            self._show()

    def _type(self, text: str) -> None:
        try:
            self._place(degrees_of(text, self.system.currentData()), text)
        except UserError as error:
            self._place(None, text)
            self.banner.show_text(
                f"没有找到有坐标的阵地“{text}”。"
                if "不是坐标" in error.sentence
                else f"{error.sentence}{error.advice}",
                kind="warningBanner",
            )

    def _show(self) -> None:
        """Points, misses and the sentence as they are now."""
        sentence, kind, misses = self.marks.weighed(*self._size)
        self.view.show_points(
            [(one.x, one.y, one.degrees is not None) for one in self.marks.all], self.marks.current
        )
        self.table.show_marks(self.marks, misses)
        self.sentence.setText(sentence)
        self.sentence.setObjectName(_DRESS[kind])
        self.sentence.style().unpolish(self.sentence)
        self.sentence.style().polish(self.sentence)
        chosen = self.marks.all[self.marks.current] if self.marks.current >= 0 else None
        self.line.show_place(chosen.text if chosen else "")
        for widget in (self.line, self._away):
            widget.setEnabled(chosen is not None)
        self._number.setText(f"第{self.marks.current + 1}点是" if chosen else "地点")
        self.save_button.setEnabled(kind not in ("danger", "waiting") and not self.view.empty)

    def _arrange(self) -> None:
        for stored, label in _SYSTEMS:
            self.system.addItem(label, stored)
        self.system.setAccessibleName("坐标系")
        self.line.setAccessibleName("地点或坐标")
        self.fade.setRange(0, MOST_FADE)
        self.fade.setValue(self._ground.fade if self._ground else _USUAL_FADE)
        self.fade.setAccessibleName("淡化")
        self._how = WrappedLabel(_HOW)
        self._how.setObjectName("quiet")
        self._number = QLabel("地点")
        self._away = _button("删除这个点", self._drop_point)
        self.save_button = _button("保存", self.save)
        self.save_button.setObjectName("primary")
        beside = QWidget()
        beside.setFixedWidth(self.frame.theme.length(320))
        side = QVBoxLayout(beside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addWidget(self._how)
        side.addWidget(self.table, 1)
        side.addWidget(self._number)
        side.addWidget(self.line)
        side.addLayout(_row(QLabel("坐标来自"), self.system))
        side.addLayout(_row(self._away, None))
        side.addWidget(self.sentence)
        side.addLayout(_row(QLabel("淡化"), self.fade))
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.view, 1)
        both.addWidget(beside)
        foot = QHBoxLayout()
        foot.addWidget(_button("选择图片…", self.choose))
        if self._ground is not None:
            foot.addWidget(_button("取下图片", self.drop))
        foot.addStretch(1)
        foot.addWidget(_button("取消", self.reject))
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(10)
        layout.addWidget(self.banner)
        layout.addLayout(both, 1)
        layout.addLayout(foot)
        theme, room = self.frame.theme, self.frame.screen().availableGeometry()
        self.resize(min(theme.length(1000), room.width() - 40), min(theme.length(680), room.height() - 60))


def _row(*widgets: Any) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 1 if isinstance(widget, QComboBox | QSlider) else 0)
    return row


def _button(label: str, do: Callable[[], Any]) -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: do())
    return button
