"""打印设置: printer, pages, copies, sides, and what the printer would cut off; then the pages go to the printer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.papers.margins import Cut, cut_pages
from ui.papers.paper import Paper
from ui.papers.printing import Job, edges_of, new_printer, start, takes_paper
from ui.papers.ranges import pages_of
from ui.widgets.foot import foot_of
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.shell.window import MainWindow

SIDES = ("单面", "双面，长边翻转", "双面，短边翻转")
WHICH = ("全部", "单数页", "双数页")
_MOST_COPIES = 500


class PrintSetup(QDialog):
    """Asks how a paper is printed. names: of the printers; page: the one that is looked at, from 0."""

    def __init__(
        self,
        window: MainWindow,
        paper: Paper,
        title: str,
        names: Sequence[str],
        parent: QWidget,
        page: int = 0,
    ) -> None:
        super().__init__(parent)
        self._window, self._paper, self._title, self._page = window, paper, title, page
        self.setWindowTitle("打印")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make(names)
        self._arrange()
        self._look()
        self.go.setFocus()

    def job(self) -> Job | None:
        """What is to be printed; None, and said under the pages, when these cannot be read."""
        try:
            pages = pages_of(self.pages.text(), len(self._paper))
        except ValueError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.pages.setFocus()
            return None
        if self.which.currentIndex():
            pages = [one for one in pages if one % 2 == self.which.currentIndex() - 1]
        if not pages:
            self.problem.setText("这个范围里没有要打印的页。")
            self.problem.show()
            return None
        self.problem.hide()
        return Job(tuple(pages), self.copies.value(), self.sides.currentIndex(), self.fit.isChecked())

    def run(self) -> None:
        """Send the pages to the printer."""
        job = self.job()
        if job is None:
            return
        start(self._window, self._paper, self.printer(), self._title, job)
        self.accept()

    def printer(self) -> QPrinter:
        """The chosen printer, set to the paper's size."""
        printer = new_printer(self._paper, self._title)
        if self.names.currentText():
            printer.setPrinterName(self.names.currentText())
        return printer

    def _make(self, names: Sequence[str]) -> None:
        from PySide6.QtPrintSupport import QPrinterInfo

        self.names = QComboBox()
        self.names.addItems(list(names))
        self.names.setCurrentText(QPrinterInfo.defaultPrinterName())
        self.names.currentTextChanged.connect(lambda _: self._look())
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("全部；或如 1-3,5")
        self.current = QPushButton(f"当前页（{self._page + 1}）")
        self.current.setAutoDefault(False)
        self.current.clicked.connect(lambda: self.pages.setText(str(self._page + 1)))
        self.which = QComboBox()
        self.which.addItems(WHICH)
        self.which.setToolTip("打印机不能自动双面时，先印单数页，翻面后再印双数页")
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setSuffix(" 份")
        self.sides = QComboBox()
        self.sides.addItems(SIDES)
        self.fit = QCheckBox("缩小到打印机能印的范围")
        self.warning = WrappedLabel("")
        self.warning.setObjectName("warningText")
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.hide()
        self.go = QPushButton("打印")
        self.go.setObjectName("primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.run)

    def _arrange(self) -> None:
        range_row = QHBoxLayout()
        range_row.addWidget(self.pages, 1)
        range_row.addWidget(self.current)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        for label, widget in (
            ("打印机(&R)", self.names),
            ("页码(&A)", range_row),
            ("", self.problem),
            ("只打(&O)", self.which),
            ("份数(&C)", self.copies),
            ("双面(&D)", self.sides),
            ("", self.fit),
        ):
            row: Any = widget
            form.addRow(label, row)
        named = form.labelForField(range_row)
        if isinstance(named, QLabel):
            named.setBuddy(self.pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.warning)
        layout.addLayout(foot_of(self, self.go))
        self.setMinimumWidth(440)

    def _look(self) -> None:
        """Find out on the worker what this printer would cut off."""
        printer, data = self.printer(), self._paper.data
        edges = edges_of(printer)
        small = not takes_paper(printer, self._paper)
        self._window.tasks.read(
            lambda: _cut(data, edges), lambda cut: self._warn(cut, small=small), owner=self
        )

    def _warn(self, cut: Cut, *, small: bool) -> None:
        size = self._paper.sizes[0]
        wide, high = (round(length / 72 * 25.4) for length in (size.width(), size.height()))
        said = f"这台打印机没有{wide}×{high}毫米的纸，会缩小印到它的纸上。" if small else cut.sentence
        self.warning.setText(f"{said}可以选“{self.fit.text()}”。" if said and not small else said)
        self.warning.setVisible(bool(said))
        if small or cut.pages:
            self.fit.setChecked(True)


def _cut(data: bytes, edges: QMarginsF) -> Cut:
    paper = Paper(data)
    try:
        return cut_pages(paper, edges)
    finally:
        paper.close()
