"""Sending a PDF to a printer: pages as pictures at the printer's resolution, drawn on the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from ui.papers.paper import Paper, pixels
from ui.shell.tasks import Progress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.shell.window import MainWindow

MOST_PER_INCH = 300  # finer pictures look the same on an office printer and take four times the memory


def ask_and_print(window: MainWindow, paper: Paper, title: str, parent: QWidget) -> None:
    """Ask for printer, pages, copies and sides, then print with progress and cancel."""
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
    except ImportError as error:
        failure = UserError(
            "这台电脑缺少打印组件（libcups2），不能打印。", "请先另存为PDF，到别的电脑上打印。"
        )
        failure.__cause__ = error
        window.messages.failed(failure)
        return
    if not QPrinterInfo.availablePrinterNames():
        window.messages.failed(UserError("这台电脑没有安装打印机。", "请先另存为PDF，或安装打印机后重试。"))
        return
    printer = new_printer(paper, title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(paper))
    dialog.setFromTo(1, len(paper))
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        start(window, paper, printer, title)


def start(window: MainWindow, paper: Paper, printer: QPrinter, title: str) -> None:
    """Print on the worker; a notice tells the end."""
    progress = Progress()
    window.tasks.read(
        lambda: print_pages(Paper(paper.data), printer, progress),
        lambda count: window.messages.notice(f"已送打印机：{title}，{count}页。"),
        title=f"正在打印{title}…",
        progress=progress,
    )


def new_printer(paper: Paper, title: str) -> QPrinter:
    """A printer set to the paper's own size, turned as its first page is, without further margins."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(min(printer.resolution(), MOST_PER_INCH))
    printer.setFullPage(True)
    printer.setPageLayout(_layout(paper.sizes[0]))
    return printer


def print_pages(paper: Paper, printer: QPrinter, progress: Progress) -> int:
    """Draw the wanted pages; returns how many. Raises UserError when the printer does not take the job."""
    pages = _wanted(printer, len(paper))
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            progress.step(done, len(pages))
            printer.setPageLayout(_layout(paper.sizes[page]))
            if done == 0 and not painter.begin(printer):
                raise UserError("打印机没有接受这次打印。", "请检查打印机是否开机、有纸，然后重试。")
            if done > 0 and not printer.newPage():
                raise UserError(f"打印在第{page + 1}页中断。", "请检查打印机，然后从这一页继续打印。")
            _draw(paper, page, painter, printer)
    finally:
        if painter.isActive():
            painter.end()
        paper.close()
    return len(pages)


def _wanted(printer: Any, total: int) -> range:
    first, last = printer.fromPage() or 1, printer.toPage() or total
    return range(max(first, 1) - 1, min(last, total))


def _draw(paper: Paper, page: int, painter: QPainter, printer: Any) -> None:
    per_inch = printer.resolution()
    picture = paper.picture(page, pixels(1.0, min(per_inch, MOST_PER_INCH)))
    size = paper.sizes[page]
    whole = QRectF(0, 0, pixels(size.width(), per_inch), pixels(size.height(), per_inch))
    painter.drawImage(whole, picture)


def _layout(size: QSizeF) -> QPageLayout:
    lying = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    page = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(page, orientation, QMarginsF())
