"""The window for bugs: what happened, and a report without personal data that can be copied."""

from __future__ import annotations

import platform
import traceback

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app import __version__

_MOST = 5  # a fault that repeats itself must not fill the screen


def report_of(error: BaseException) -> str:
    """Where in the program it happened, and of which kind; never the exception's text, which may hold records."""
    places = [
        f"  {frame.filename.replace(chr(92), '/').split('/site-packages/')[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    short = ["  " + "/".join(place.strip().split("/")[-3:]) for place in places]
    cause = error.__cause__ or error.__context__
    below = f"\n起因：\n{report_of(cause)}" if cause is not None else ""
    return "\n".join([type(error).__qualname__, *short]) + below


def _versions() -> str:
    return (
        f"新蜂台账 {__version__}，Python {platform.python_version()}，Qt {qVersion()}，{platform.platform()}"
    )


class BugWindow(QDialog):
    """One window however many bugs: the first ones are listed, the rest counted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self._reports: list[str] = []
        self._count = 0
        says = QLabel(
            "程序内部出错，刚才的操作没有完成，台账里已保存的内容不受影响。\n"
            "请复制下面的报告交给维护人员（其中不含人员信息），然后重试；反复出现时请重新启动程序。"
        )
        says.setWordWrap(True)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        buttons = QDialogButtonBox()
        copy = buttons.addButton("复制报告", QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        close.clicked.connect(self.hide)
        layout = QVBoxLayout(self)
        for one in (says, self._text, buttons):
            layout.addWidget(one)
        self.resize(640, 400)

    def add(self, error: BaseException) -> None:
        """Add a bug to the report and show the window."""
        self._count += 1
        if len(self._reports) < _MOST:
            self._reports.append(report_of(error))
        more = f"\n\n共{self._count}次" if self._count > 1 else ""
        self._text.setPlainText("\n\n".join([_versions(), *self._reports]) + more)
        self.show()
