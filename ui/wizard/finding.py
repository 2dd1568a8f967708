"""A small window that asks for one person of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.registers.spec import Field, Kind
from ui.records.editors import Unreadable
from ui.records.links import LinkEditor

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


class FindPerson(QDialog):
    """title: what is asked; typed: what the search begins with; take: gets the id and name of the person chosen."""

    def __init__(
        self, window: MainWindow, title: str, typed: str, take: Callable[[int, str], Any], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("查找人员")
        self._take = take
        head = QLabel(title)
        head.setObjectName("subtitle")
        self.person = LinkEditor(Field("person_id", "人员", kind=Kind.LINK, link="people"), window)
        self.person.line.setText(typed)
        self.problem = QLabel("可以输入姓名、拼音、电话或编号。")
        self.problem.setObjectName("quiet")
        self.problem.setWordWrap(True)
        go, stop = QPushButton("就是此人"), QPushButton("取消")
        go.setObjectName("primary")
        go.clicked.connect(self.choose)
        stop.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (stop, go):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        for widget in (head, self.person, self.problem):
            layout.addWidget(widget)
        layout.addLayout(foot)
        self.resize(window.theme.length(460), window.theme.length(170))
        self.person.setFocus()
        self.person.line.selectAll()

    def choose(self) -> None:
        """Take the person chosen, or say that none is."""
        try:
            person = self.person.value()
        except Unreadable as unreadable:
            self.problem.setText(str(unreadable))
            return
        if person is None:
            self.problem.setText("请从列表中选择人员。")
            return
        self._take(person, self.person.line.text().strip())
        self.accept()
