"""The first page of an import: where the file comes from, and what it is to be taken for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.exchange.review import importable
from ui.widgets.banner import Banner


class ChoosePage(QWidget):
    """A place to drop files on. Signals: wants_files() when the clerk wants to pick them from a list."""

    wants_files = Signal()

    def __init__(self, register_key: str | None) -> None:
        super().__init__()
        self.kind = QComboBox()
        self.kind.setAccessibleName("导入为")
        self.kind.addItem("按表头自动识别", None)
        for key, label in importable():
            self.kind.addItem(label, key)
        self.kind.setCurrentIndex(max(0, self.kind.findData(register_key)))
        self._trouble = Banner()
        self.pick = QPushButton("选择表格…")
        self.pick.setObjectName("primary")
        self.pick.setAutoDefault(False)
        self.pick.clicked.connect(self.wants_files)
        self._arrange()

    @property
    def register_key(self) -> str | None:
        """The register chosen; None: to be recognised."""
        key: str | None = self.kind.currentData()
        return key

    def say(self, text: str) -> None:
        """Say why a file could not be read; an empty text takes it away."""
        if text:
            self._trouble.show_text(text, kind="dangerBanner")
        else:
            self._trouble.hide()

    @property
    def trouble(self) -> str:
        """What was said about the last file."""
        return self._trouble.text

    def _arrange(self) -> None:
        drop = QFrame()
        drop.setObjectName("card")
        inside = QVBoxLayout(drop)
        inside.setSpacing(10)
        inside.addStretch(2)
        head = QLabel("把表格拖到这里")
        head.setObjectName("title")
        says = QLabel("或从电脑里选择，可以一次选几个：xlsx、xls、csv。")
        says.setObjectName("quiet")
        for widget in (head, says):
            inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(4)
        inside.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(16)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(QLabel("导入为"))
        row.addWidget(self.kind)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addStretch(1)
        steps = QLabel(
            "1. 程序先读出表头和每一行，与台账核对，列出新增、更新、无变化和有问题的行；\n"
            "2. 您逐项决定：认不出的字词、没登记的平台、要不要更新；有问题的行可以另存批注副本退回；\n"
            "3. 按“导入”后才写入台账，导入后仍可整批撤销。"
        )
        steps.setObjectName("quiet")
        inside.addWidget(steps, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._trouble)
        layout.addWidget(drop, 1)
