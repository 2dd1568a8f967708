"""The numbers and words of one element beside the page: exact places, size, face, text with placeholders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.workshop.elements import (
    ACROSS_LABELS,
    DOWN_LABELS,
    FACE_LABELS,
    KIND_LABELS,
    STYLES,
    USES,
    Element,
    ElementKind,
)
from ui.widgets.wheel import calm_all
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from ui.widgets.theme import Theme

_PRINTED: tuple[tuple[str, bool | None], ...] = (("按种类", None), ("印", True), ("不印", False))
_TEXT_LINES = 5
_HINT = "花括号里的按每人填写；方括号里有空项时整段不印。"
# Key, label, lowest, highest, decimals, step, unit.
_NUMBERS = (
    ("x", "左边距", -50.0, 450.0, 1, 1.0, " mm"),
    ("y", "上边距", -50.0, 450.0, 1, 1.0, " mm"),
    ("w", "宽", 0.0, 450.0, 1, 1.0, " mm"),
    ("h", "高", 0.0, 450.0, 1, 1.0, " mm"),
    ("pt", "字号", 4.0, 120.0, 1, 1.0, " 磅"),
    ("spacing", "字距", 0.0, 50.0, 1, 0.5, " mm"),
    ("leading", "行距", 1.0, 4.0, 2, 0.05, " 倍"),
    ("weight", "线宽", 0.1, 20.0, 1, 0.1, " 磅"),
)


class ElementForm(QWidget):
    """Signals: ``changed(name, values)`` with what was typed or chosen; ``renamed(name, new)``; ``pictured(name)``."""

    changed = Signal(str, dict)
    renamed = Signal(str, str)
    pictured = Signal(str)

    def __init__(self, theme: Theme, placeholders: Sequence[str]) -> None:
        super().__init__()
        self._name, self._showing = "", False
        self._kind: ElementKind | None = None
        self.name = QLineEdit()
        self.name.setMaxLength(40)
        self.name.editingFinished.connect(self._rename)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _TEXT_LINES + theme.length(18))
        self.text.textChanged.connect(lambda: self._say(text=self.text.toPlainText()))
        self.insert = _menu_button("插入内容 ▾", placeholders, self._insert)
        self.numbers = {one[0]: _number(one, partial(self._say_number, one[0])) for one in _NUMBERS}
        self.indent = QSpinBox()
        self.indent.setRange(0, 20)
        self.indent.setSuffix(" 字")
        self.indent.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.indent.valueChanged.connect(lambda value: self._say(indent=value))
        self.face = _choice(
            [(label, role) for role, label in FACE_LABELS.items()], partial(self._say_of, "face")
        )
        self.across = _choice(
            [(label, one) for one, label in ACROSS_LABELS.items()], partial(self._say_of, "across")
        )
        self.down = _choice(
            [(label, one) for one, label in DOWN_LABELS.items()], partial(self._say_of, "down")
        )
        self.style_box = _choice([], partial(self._say_of, "style"))
        self.printed = _choice(list(_PRINTED), partial(self._say_of, "printed"))
        self.ink = QPushButton()
        self.ink.clicked.connect(lambda _=False: self._choose_ink())
        self.picture = QPushButton("选择图片…")
        self.picture.clicked.connect(lambda _=False: self.pictured.emit(self._name))
        self._rows = self._arrange()
        calm_all(self)

    def show_element(self, one: Element) -> None:
        """Show an element; what its kind does not have is hidden."""
        self._showing = True
        if one.name != self._name or one.kind is not self._kind:
            self._name, self._kind = one.name, one.kind
            self._show_rows(one)
        self.name.setText(one.name)
        if self.text.toPlainText() != one.text:
            self.text.setPlainText(one.text)
        for key, box in self.numbers.items():
            if abs(box.value() - getattr(one, key)) > 1e-6:
                box.setValue(getattr(one, key))
        self.indent.setValue(one.indent)
        for key, choice in (("face", self.face), ("across", self.across), ("down", self.down)):
            choice.setCurrentIndex(_place(choice, getattr(one, key)))
        self.style_box.setCurrentIndex(_place(self.style_box, one.style))
        self.printed.setCurrentIndex(_place(self.printed, one.printed))
        self._show_ink(one.ink)
        self._showing = False

    def go_to_text(self) -> None:
        """Put the keyboard into the words, or the first number of an element without any."""
        if self.text.isVisible():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.text.selectAll()
        else:
            self.numbers["x"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, one: Element) -> None:
        used = {*USES[one.kind], "x", "w", "name", "printed"}
        for key, (form, widget) in self._rows.items():
            form.setRowVisible(widget, key in used)
        self.style_box.clear()
        for style, label in STYLES.get(one.kind, {}).items():
            self.style_box.addItem(label, style)
        self.name.setToolTip(f"{KIND_LABELS[one.kind]}元素的名称")

    def _say(self, **values: Any) -> None:
        if not self._showing and self._name:
            self.changed.emit(self._name, values)

    def _say_number(self, key: str, value: float) -> None:
        self._say(**{key: round(value, 3)})

    def _say_of(self, key: str, value: Any) -> None:
        self._say(**{key: value})

    def _rename(self) -> None:
        if not self._showing and self._name and self.name.text().strip() != self._name:
            self.renamed.emit(self._name, self.name.text())

    def _insert(self, placeholder: str) -> None:
        self.text.insertPlainText(f"{{{placeholder}}}")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_ink(self) -> None:
        colour = QColorDialog.getColor(QColor(self._ink), self, "颜色")
        if colour.isValid():
            self._show_ink(colour.name())
            self._say(ink=colour.name())

    def _show_ink(self, ink: str) -> None:
        self._ink = ink
        self.ink.setText(ink)
        picture = _swatch(ink)
        self.ink.setIcon(picture)

    def _pair(self, first: str, second: str) -> QWidget:
        """Two numbers on one line."""
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for key in (first, second):
            line.addWidget(self.numbers[key])
        return pair

    def _arrange(self) -> dict[str, tuple[QFormLayout, QWidget]]:
        rows: dict[str, tuple[QFormLayout, QWidget]] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(6)
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.text)
        line = QHBoxLayout()
        line.addWidget(self.insert)
        line.addStretch(1)
        inside.addLayout(line)
        hint = WrappedLabel(_HINT)
        hint.setObjectName("quiet")
        inside.addWidget(hint)
        labels = {one[0]: one[1] for one in _NUMBERS}
        widgets: list[tuple[str, str, QWidget]] = [("name", "名称", self.name), ("text", "内容", words)]
        widgets += [("x", "左、上", self._pair("x", "y")), ("w", "宽、高", self._pair("w", "h"))]
        widgets += [("picture", "图片", self.picture), ("face", "字体", self.face)]
        widgets += [("pt", labels["pt"], self.numbers["pt"]), ("across", "对齐", self.across)]
        widgets += [("down", "上下", self.down), ("indent", "首行缩进", self.indent)]
        widgets += [(key, labels[key], self.numbers[key]) for key in ("spacing", "leading")]
        widgets += [("style", "样式", self.style_box), ("weight", labels["weight"], self.numbers["weight"])]
        widgets += [("ink", "颜色", self.ink), ("printed", "套打时", self.printed)]
        for key, label, widget in widgets:
            form.addRow(label, widget)
            if not widget.accessibleName():
                widget.setAccessibleName(label)
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
            rows[key] = (form, widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addStretch(1)
        return rows


def _number(described: tuple[Any, ...], say: Callable[[float], Any]) -> QDoubleSpinBox:
    key, label, low, high, decimals, step, unit = described
    box = QDoubleSpinBox()
    box.setRange(low, high)
    box.setDecimals(decimals)
    box.setSingleStep(step)
    box.setSuffix(unit)
    box.setKeyboardTracking(False)
    box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    box.setAccessibleName(label)
    box.setObjectName(key)
    box.valueChanged.connect(say)
    return box


def _choice(entries: Sequence[tuple[str, Any]], say: Callable[[Any], Any]) -> QComboBox:
    box = QComboBox()
    for label, value in entries:
        box.addItem(label, value)
    box.activated.connect(lambda place: say(box.itemData(place)))
    return box


def _place(box: QComboBox, value: Any) -> int:
    return next((place for place in range(box.count()) if box.itemData(place) == value), 0)


def _menu_button(label: str, entries: Sequence[str], do: Callable[[str], Any]) -> QToolButton:
    button = QToolButton()
    button.setText(label)
    menu = QMenu(button)
    for entry in entries:
        menu.addAction(entry, partial(do, entry))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def _swatch(ink: str) -> Any:
    from PySide6.QtGui import QIcon, QPixmap

    picture = QPixmap(16, 16)
    picture.fill(QColor(ink))
    return QIcon(picture)
