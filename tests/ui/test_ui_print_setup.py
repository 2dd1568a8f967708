"""Printing: which pages, how many, on which sides; what the printer would cut off is said before; the register of prints."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.documents.blocks import Document, DocumentKind, FixedText, PageBreak, Paragraph, Title
from app.documents.celllayouts import label_layout
from app.documents.cells import cells_document
from app.documents.doorsign import SIGN_PAGE
from app.documents.pdf import render
from app.documents.stocks import stock_of
from ui.papers.margins import cut_pages, ink_margins
from ui.papers.paper import Paper
from ui.papers.preview import Preview
from ui.papers.printed import open_printed
from ui.papers.printing import Job, new_printer, print_pages
from ui.papers.ranges import pages_of
from ui.papers.setup import PrintSetup
from ui.shell.tasks import Progress


def drawn(document: Document) -> bytes:
    stream = io.BytesIO()
    render(document, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def report() -> bytes:
    blocks = [Title("工作小结")]
    for _ in range(5):
        blocks += [Paragraph("走访站点。"), PageBreak()]
    return drawn(Document(DocumentKind.OFFICIAL, "工作小结", tuple(blocks[:-1])))


@pytest.fixture(scope="module")
def labels() -> bytes:
    stock = stock_of("3x8")
    return drawn(cells_document("标签", stock, label_layout(stock, code=False), [{"head": "曙光驿站"}] * 24))


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("2", [1]),
        ("1-2，5", [0, 1, 4]),
        ("4-", [3, 4]),
        ("至2", [0, 1]),
        ("3、3 1", [2, 0]),
    ],
)
def test_pages_are_read_as_they_are_written(text: str, pages: list[int]) -> None:
    assert pages_of(text, 5) == pages


@pytest.mark.parametrize("text", ["0", "6", "3-2", "一页", "-", "1-9"])
def test_pages_that_are_not_there_are_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"不是页码|不在第1页到第5页之间"):
        pages_of(text, 5)


def test_the_ink_is_measured_in_millimetres(qapp) -> None:
    mark = FixedText(10.0, 20.0, "■", pt=20.0)
    paper = Paper(drawn(Document(DocumentKind.FORM, "一点", (mark,), page=SIGN_PAGE)))
    ink = ink_margins(paper, 0)
    assert ink is not None
    assert ink.left() == pytest.approx(10.0, abs=1.0)
    assert ink.top() == pytest.approx(21.0, abs=1.6)
    assert ink.right() == pytest.approx(210 - 10 - 7, abs=1.6)
    empty = Paper(drawn(Document(DocumentKind.FORM, "空", (FixedText(10.0, 20.0, ""),), page=SIGN_PAGE)))
    assert ink_margins(empty, 0) is None


def test_a_page_that_would_be_cut_is_named(qapp, report: bytes, labels: bytes) -> None:
    edges = QMarginsF(4.2, 4.2, 4.2, 4.2)
    assert cut_pages(Paper(report), edges).sentence == ""
    cut = cut_pages(Paper(labels), edges)
    assert cut.pages == (1,)
    assert "第1页离纸边只有3." in cut.sentence


class Window(QWidget):
    """As much of the main window as printing uses."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.messages = SimpleNamespace(notice=self.said.append)
        self.tasks = SimpleNamespace(read=lambda work, done=None, **_: done(work()))


@pytest.fixture
def setup(qtbot, report: bytes):
    window = Window()
    qtbot.addWidget(window)
    dialog = PrintSetup(window, Paper(report), "工作小结", [], window, page=2)
    dialog.show()
    return dialog


def test_the_choices_become_a_job(setup) -> None:
    assert setup.job() == Job((0, 1, 2, 3, 4), 1, 0, False)
    setup.current.click()
    setup.copies.setValue(3)
    setup.sides.setCurrentIndex(1)
    assert setup.job() == Job((2,), 3, 1, False)
    setup.pages.setText("")
    setup.which.setCurrentText("双数页")
    assert setup.job() == Job((1, 3), 3, 1, False)
    setup.pages.setText("9")
    assert setup.job() is None
    assert "不在第1页到第5页之间" in setup.problem.text()
    setup.pages.setText("1")
    assert setup.job() is None
    assert "没有要打印的页" in setup.problem.text()


def test_enter_prints_and_the_fields_are_reached_by_keys(setup, qtbot, monkeypatch, tmp_path) -> None:
    printer = new_printer(setup._paper, "工作小结")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    monkeypatch.setattr(setup, "printer", lambda: printer)
    qtbot.keyClick(setup, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(setup.pages, "2-3")
    qtbot.keyClick(setup.pages, Qt.Key.Key_Return)
    assert setup._window.said == ["已送打印机：工作小结，2页。"]
    assert len(Paper((tmp_path / "out.pdf").read_bytes())) == 2
    assert (printer.copyCount(), printer.duplex()) == (1, QPrinter.DuplexMode.DuplexNone)


def test_what_would_be_cut_is_made_smaller(qtbot, labels: bytes, tmp_path) -> None:
    window = Window()
    qtbot.addWidget(window)
    dialog = PrintSetup(window, Paper(labels), "标签", [], window)
    assert dialog.fit.isChecked()
    assert "这台打印机会切掉一部分" in dialog.warning.text()
    printer = new_printer(dialog._paper, "标签")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    print_pages(Paper(labels), printer, Progress(), dialog.job())
    ink = ink_margins(Paper((tmp_path / "out.pdf").read_bytes()), 0)
    assert ink is not None
    assert min(ink.left(), ink.top(), ink.right(), ink.bottom()) > 4.2


def test_a_print_is_found_and_shown_again_as_it_was(window, office, settle, told, qtbot) -> None:
    from app.actions.printing import print_ledger
    from app.registers import find_register
    from app.registers.lists import Query

    office.person("张三")
    printed = print_ledger(office.desk, find_register("people"), Query(), ["name"])
    dialog = open_printed(window)
    qtbot.waitUntil(lambda: dialog.table.rows.rowCount() == 1)
    dialog.table.selectRow(0)
    assert dialog.again_button.isEnabled()
    dialog.again_button.click()
    settle(window)
    (preview,) = [one for one in window.findChildren(Preview) if one.isVisible()]
    assert preview.paper.data == printed.data
    preview.close()
    qtbot.waitUntil(lambda: len(dialog.entries) == 2)
    assert [one.title for one in dialog.entries] == [f"人员台账（补印{printed.number}）", "人员台账"]
    dialog.search.setText("没有这份")
    dialog.reload()
    settle(window)
    assert dialog.table.rows.rowCount() == 0
    assert not dialog.again_button.isEnabled()
    dialog.close()
