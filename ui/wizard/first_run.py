"""第一次打开: one calm page that asks for the office, its communities and who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.errors import ValidationFailed
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.actions.setup import NewOffice, Settled
    from ui.shell.window import MainWindow

_WHOLE_STREET = "整个街道"


class FirstRun(QWidget):
    """Sets up an empty ledger. Signals: finished(Actor) when the first clerk may sit down."""

    finished = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.office = QLineEdit()
        self.office.setPlaceholderText("如：北山街道")
        self.communities = QPlainTextEdit()
        self.communities.setPlaceholderText("宝石社区\n金祝社区\n……")
        self.communities.setTabChangesFocus(True)
        self.clerk = QLineEdit()
        self.clerk.setPlaceholderText("每次修改都会记在经办人名下")
        self.duty = QLineEdit()
        self.duty.setPlaceholderText("如：社工办，可不填")
        self.scope = QComboBox()
        self.scope.addItem(_WHOLE_STREET)
        self.counted = QLabel()
        self.counted.setObjectName("quiet")
        self.start = QPushButton("开始使用")
        self.start.setObjectName("primary")
        self.start.clicked.connect(self.set_up)
        self.communities.textChanged.connect(self._read_communities)
        self.clerk.returnPressed.connect(self.set_up)
        self._fields: dict[str, QWidget] = {"name": self.office, "clerk": self.clerk, "scope": self.scope}
        self._problems = {name: _problem_label() for name in self._fields}
        self._read_communities()
        self._arrange()
        self.setFocusProxy(self.office)

    def set_up(self) -> None:
        """Write what was typed in one operation; what is missing is said under its field."""
        from app.actions import setup

        office = self._typed()
        desk = self._window.desk
        self.start.setEnabled(False)
        self._window.tasks.write(
            lambda: setup.set_up(desk, office), self._done, self._failed, owner=self, title="正在建立台账…"
        )

    def _typed(self) -> NewOffice:
        from app.actions.setup import NewOffice, read_communities

        scope = self.scope.currentText()
        return NewOffice(
            self.office.text(),
            read_communities(self.communities.toPlainText()),
            self.clerk.text(),
            self.duty.text(),
            "" if scope == _WHOLE_STREET else scope,
        )

    def _done(self, settled: Settled) -> None:
        self.finished.emit(settled.actor)

    def _failed(self, error: Exception) -> None:
        self.start.setEnabled(True)
        if not isinstance(error, ValidationFailed):
            self._window.messages.failed(error)
            return
        told = {problem.field: problem.message for problem in error.problems}
        for name, label in self._problems.items():
            label.setText(told.get(name, ""))
            label.setVisible(name in told)
            field = self._fields[name]
            field.setProperty("problem", "true" if name in told else "")
            field.style().polish(field)
        first = next((self._fields[name] for name in self._fields if name in told), self.office)
        first.setFocus()

    def _read_communities(self) -> None:
        from app.actions.setup import read_communities

        names = read_communities(self.communities.toPlainText())
        self.counted.setText(
            f"共{len(names)}个社区" if names else "每行一个，可以从表格里整列粘贴；以后随时能增改。"
        )
        chosen = self.scope.currentText()
        self.scope.clear()
        self.scope.addItems([_WHOLE_STREET, *names])
        self.scope.setCurrentIndex(max(0, self.scope.findText(chosen)))

    def _arrange(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        card.setMinimumWidth(self._window.theme.length(560))
        card.setMaximumWidth(self._window.theme.length(660))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 26, 32, 26)
        inside.setSpacing(12)
        head = QLabel("开始使用新蜂台账")
        head.setObjectName("title")
        says = WrappedLabel("先登记单位、社区和经办人，只需一次。人员和阵地可以随后从表格导入。")
        says.setObjectName("quiet")
        inside.addWidget(head)
        inside.addWidget(says)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.communities.setFixedHeight(self._window.theme.length(132))
        form.addRow("街道名称", _with(self.office, self._problems["name"]))
        form.addRow("社区名单", _with(self.communities, self.counted))
        form.addRow("经办人", _with(self.clerk, self._problems["clerk"]))
        form.addRow("岗位", self.duty)
        form.addRow("负责范围", _with(self.scope, self._problems["scope"]))
        inside.addLayout(form)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.start)
        inside.addLayout(last)
        middle = QWidget()
        middle.setObjectName("page")
        around = QVBoxLayout(middle)
        around.addStretch(1)
        around.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(middle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)


def _problem_label() -> QLabel:
    label = QLabel()
    label.setObjectName("problem")
    label.setWordWrap(True)
    label.hide()
    return label


def _with(field: QWidget, below: QLabel) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(field)
    column.addWidget(below)
    return box
