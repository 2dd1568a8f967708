"""关于: the program, the ledger it has open, and the versions that matter when something is wrong."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app import __version__


class AboutWindow(QDialog):
    """Shows the versions as text that can be selected."""

    def __init__(self, parent: QWidget, place: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于新蜂台账")
        name = QLabel("新蜂台账")
        name.setObjectName("title")
        says = QLabel("街道新就业群体工作台账：人员、组织、阵地、培训、志愿与报表。")
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        for label, text in (
            ("版本", __version__),
            ("台账", place or "（未打开）"),
            ("数据库", "（未打开）"),
            ("Python", platform.python_version()),
            ("Qt", qVersion()),
            ("系统", platform.platform()),
            ("许可证", "木兰宽松许可证，第2版"),
        ):
            value = QLabel(text)
            value.setWordWrap(True)
            if label == "数据库":
                self._store = value
            form.addRow(label, value)
        close = QDialogButtonBox()
        close.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(name)
        layout.addWidget(says)
        layout.addLayout(form)
        layout.addWidget(close)
        self.setMinimumWidth(520)

    def show_store(self, version: str) -> None:
        """Say which database holds the ledger."""
        self._store.setText(version)
