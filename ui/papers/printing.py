"""Sending a PDF to a printer: pages as pictures at the printer's resolution, drawn on the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from ui.papers.margins import USUAL_MM
from ui.papers.paper import Paper, pixels
from ui.shell.tasks import Progress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.shell.window import MainWindow

MOST_PER_INCH = 300  # finer pictures look the same on an office printer and take four times the memory
_NEAR_MM = 3.0  # a printer's paper that differs by less is the same


@dataclass(frozen=True)
class Job:
    """What of a paper is printed. pages: from 0; sides: 0 one, 1 two by the long edge, 2 two by the short edge.

    fit: pages are made smaller so that nothing is cut off. Without pages: all of them.
    """

    pages: tuple[int, ...] = ()
    copies: int = 1
    sides: int = 0
    fit: bool = False


WHOLE = Job()


def ask_and_print(window: MainWindow, paper: Paper, title: str, parent: QWidget, page: int = 0) -> None:
    """Ask for printer, pages, copies and sides, then print with progress and cancel. page: the one looked at, from 0."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError as error:
        failure = UserError(
            "这台电脑缺少打印组件（libcups2），不能打印。", "请先另存为PDF，到别的电脑上打印。"
        )
        failure.__cause__ = error
        window.messages.failed(failure)
        return
    names = QPrinterInfo.availablePrinterNames()
    if not names:
        window.messages.failed(UserError("这台电脑没有安装打印机。", "请先另存为PDF，或安装打印机后重试。"))
        return
    from ui.papers.setup import PrintSetup

    PrintSetup(window, paper, title, names, parent, page).open()


def start(window: MainWindow, paper: Paper, printer: QPrinter, title: str, job: Job = WHOLE) -> None:
    """Print on the worker; a notice tells the end."""
    progress = Progress()
    window.tasks.read(
        lambda: print_pages(Paper(paper.data), printer, progress, job),
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


def edges_of(printer: QPrinter) -> QMarginsF:
    """What the printer leaves white on an upright sheet, in mm; the usual edge for one that does not say."""
    layout = printer.pageLayout()
    layout.setUnits(QPageLayout.Unit.Millimeter)
    least = layout.minimumMargins()
    if max(least.left(), least.top(), least.right(), least.bottom()) <= 0:
        return QMarginsF(USUAL_MM, USUAL_MM, USUAL_MM, USUAL_MM)
    return least


def takes_paper(printer: QPrinter, paper: Paper) -> bool:
    """Whether the printer has the paper's size; one that does not say takes any."""
    from PySide6.QtPrintSupport import QPrinterInfo

    size = paper.sizes[0]
    wanted = sorted((size.width() / 72 * 25.4, size.height() / 72 * 25.4))
    sizes = [one.size(QPageSize.Unit.Millimeter) for one in QPrinterInfo(printer).supportedPageSizes()]
    known = [sorted((one.width(), one.height())) for one in sizes]
    return not known or any(
        all(abs(a - b) <= _NEAR_MM for a, b in zip(one, wanted, strict=True)) for one in known
    )


def print_pages(paper: Paper, printer: QPrinter, progress: Progress, job: Job = WHOLE) -> int:
    """Draw the wanted pages; returns how many. Raises UserError when the printer does not take the job."""
    pages = job.pages or tuple(range(len(paper)))
    _set_up(printer, job)
    own_paper = takes_paper(printer, paper)
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            progress.step(done, len(pages))
            if own_paper:
                printer.setPageLayout(_layout(paper.sizes[page]))
            else:
                printer.setPageOrientation(_layout(paper.sizes[page]).orientation())
            if done == 0 and not painter.begin(printer):
                raise UserError("打印机没有接受这次打印。", "请检查打印机是否开机、有纸，然后重试。")
            if done > 0 and not printer.newPage():
                raise UserError(f"打印在第{page + 1}页中断。", "请检查打印机，然后从这一页继续打印。")
            _draw(paper, page, painter, printer, fit=job.fit or not own_paper)
    finally:
        if painter.isActive():
            painter.end()
        paper.close()
    return len(pages)


def _set_up(printer: QPrinter, job: Job) -> None:
    from PySide6.QtPrintSupport import QPrinter

    modes = (
        QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide
    )  # fmt: skip
    printer.setCopyCount(job.copies)
    printer.setCollateCopies(True)
    printer.setDuplex(modes[job.sides])


def _draw(paper: Paper, page: int, painter: QPainter, printer: Any, *, fit: bool) -> None:
    per_inch = printer.resolution()
    picture = paper.picture(page, pixels(1.0, min(per_inch, MOST_PER_INCH)))
    size = paper.sizes[page]
    whole = QRectF(0, 0, pixels(size.width(), per_inch), pixels(size.height(), per_inch))
    painter.drawImage(_inside(whole.size(), printer) if fit else whole, picture)


def _inside(size: QSizeF, printer: Any) -> QRectF:
    """Where a page stands when it is made small enough for what the printer can reach, in its middle."""
    layout = printer.pageLayout()
    sheet = QRectF(layout.fullRectPixels(printer.resolution()))
    edges = edges_of(printer)
    lying = layout.orientation() is QPageLayout.Orientation.Landscape
    per_mm = printer.resolution() / 25.4
    left, top, right, bottom = (
        (edges.top(), edges.right(), edges.bottom(), edges.left())
        if lying
        else (edges.left(), edges.top(), edges.right(), edges.bottom())
    )
    room = sheet.adjusted(left * per_mm, top * per_mm, -right * per_mm, -bottom * per_mm)
    fitted = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    if fitted.width() > size.width():
        fitted = size
    area = QRectF(0, 0, fitted.width(), fitted.height())
    area.moveCenter(room.center())
    return area


def _layout(size: QSizeF) -> QPageLayout:
    lying = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    page = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(page, orientation, QMarginsF())
