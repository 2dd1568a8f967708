"""The preview: pages as pictures, words found, saved and printed as they are."""

import io
from types import SimpleNamespace

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.documents.blocks import Document, DocumentKind, PageBreak, Paragraph, Title
from app.documents.ledger import A4_LANDSCAPE
from app.documents.pdf import render
from app.errors import UserError
from ui.papers.paper import Paper
from ui.papers.preview import Preview
from ui.papers.printing import WHOLE, Job, new_printer, print_pages
from ui.shell.tasks import Cancelled, Progress


def pdf(pages=3, **page):
    blocks = [Title("工作小结")]
    for number in range(1, pages + 1):
        blocks += [Paragraph(f"第{number}部分：走访站点{number}个。"), PageBreak()]
    stream = io.BytesIO()
    render(Document(DocumentKind.OFFICIAL, "工作小结", tuple(blocks[:-1]), **page), stream)
    return stream.getvalue()


class Window(QWidget):
    """As much of the main window as a preview uses."""

    def __init__(self):
        super().__init__()
        self.said = []
        self.messages = SimpleNamespace(
            notice=self.said.append, failed=lambda error: self.said.append(str(error))
        )
        self.tasks = SimpleNamespace(read=lambda work, done=None, **_: done(work()))
        self.resize(1200, 760)


@pytest.fixture
def preview(qtbot):
    window = Window()
    qtbot.addWidget(window)
    preview = Preview(window, pdf(), "工作小结", "工作小结.pdf")
    qtbot.addWidget(preview)
    preview.show()
    return preview


def test_every_page_is_a_picture_with_ink():
    paper = Paper(pdf())
    assert len(paper) == 3
    picture = paper.picture(1, 1.0)
    assert (picture.width(), picture.height()) == (596, 842)
    assert any(picture.pixelColor(x, y).lightness() < 100 for x in range(80, 400) for y in range(100, 160))
    paper.close()


def test_what_is_no_pdf_gets_a_sentence():
    with pytest.raises(UserError, match="PDF"):
        Paper(b"not a pdf")


def test_words_are_found_on_their_pages(preview):
    preview.find_box.setText("走访站点2个")
    assert [one.page for one in preview.paper.find("走访站点2个")] == [1]
    assert preview.page_box.value() == 2
    preview.find_box.setText("走访")
    assert preview._hits.text() == "1/3"
    preview.next_found()
    assert preview._hits.text() == "2/3"
    preview.find_box.setText("没有的字")
    assert preview._hits.text() == "没有找到"


def test_keys_turn_pages_and_the_zoom_keeps_the_page(qtbot, preview):
    qtbot.keyClick(preview.pages, Qt.Key.Key_PageDown)
    assert preview.page_box.value() == 2
    qtbot.keyClick(preview.pages, Qt.Key.Key_End)
    assert preview.page_box.value() == 3
    preview.pages.set_zoom(150)
    assert preview.pages.percent == 150
    assert preview.page_box.value() == 3
    qtbot.keyClick(preview.pages, Qt.Key.Key_Home)
    assert preview.page_box.value() == 1


def test_keys_zoom_and_find(qtbot, preview):
    qtbot.keyClick(preview, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom_box.currentText() == "整页"
    qtbot.keyClick(preview, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert preview.pages.percent == 100
    qtbot.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.pages.percent == 90
    preview.find_box.setText("走访")
    qtbot.keyClick(preview, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert preview._hits.text() == "3/3"
    qtbot.keyClick(preview, Qt.Key.Key_F3)
    assert preview._hits.text() == "1/3"


def test_the_page_list_shows_every_page(qtbot, preview):
    assert preview.list.count() == 3
    qtbot.waitUntil(lambda: not preview.list.item(0).icon().isNull())
    preview.list.setCurrentRow(2)
    assert preview.page_box.value() == 3


def test_saved_bytes_are_those_shown(preview, tmp_path):
    preview.save_to(tmp_path / "小结.pdf")
    assert (tmp_path / "小结.pdf").read_bytes() == preview.paper.data
    assert preview._window.said == ["已保存：小结.pdf"]


def test_a_paper_of_text_is_saved_as_a_word_document_and_no_other_offers_it(
    qtbot, preview, tmp_path, monkeypatch
):
    assert preview.word_button.isHidden()
    window = preview._window
    window.state = None
    monkeypatch.setattr("ui.papers.word.ask_target", lambda *asked: tmp_path / asked[4])
    paper = Document(DocumentKind.OFFICIAL, "工作小结", (Title("工作小结"), Paragraph("走访站点3个。")))
    other = Preview(window, pdf(1), "工作小结", "工作小结P20241203-0001.pdf", paper)
    qtbot.addWidget(other)
    assert not other.word_button.isHidden()
    other.word_button.click()
    assert window.said == ["已保存：工作小结P20241203-0001.docx"]
    written = docx.Document(tmp_path / "工作小结P20241203-0001.docx")
    assert [one.text for one in written.paragraphs] == ["工作小结", "走访站点3个。"]
    other.close()


def printed(paper, tmp_path, job=WHOLE, progress=None):
    printer = new_printer(paper, "工作小结")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    count = print_pages(paper, printer, progress or Progress(), job)
    out = Paper((tmp_path / "out.pdf").read_bytes())
    return count, out


def test_all_pages_or_some_go_to_the_printer_in_their_own_size(qapp, tmp_path):
    count, out = printed(Paper(pdf()), tmp_path)
    assert (count, len(out)) == (3, 3)
    assert (round(out.sizes[0].width()), round(out.sizes[0].height())) == (595, 842)
    count, out = printed(Paper(pdf()), tmp_path, Job((0, 2)))
    assert (count, len(out)) == (2, 2)
    count, out = printed(Paper(pdf(pages=1, page=A4_LANDSCAPE)), tmp_path)
    assert (round(out.sizes[0].width()), round(out.sizes[0].height())) == (842, 595)


def test_the_printed_page_has_its_ink_where_the_paper_has_it(qapp, tmp_path):
    original = (
        Paper(pdf(pages=1)).picture(0, 0.5).convertToFormat(Paper(pdf(pages=1)).picture(0, 0.5).format())
    )
    _, out = printed(Paper(pdf(pages=1)), tmp_path)
    copy = out.picture(0, 0.5)
    far = [
        (x, y)
        for x in range(0, 296, 2)
        for y in range(0, 420, 2)
        if abs(original.pixelColor(x, y).lightness() - copy.pixelColor(x, y).lightness()) > 160
    ]
    assert len(far) < 20


def test_a_print_can_be_cancelled(qapp, tmp_path):
    progress = Progress()
    progress.cancel()
    printer = new_printer(paper := Paper(pdf()), "小结")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    with pytest.raises(Cancelled):
        print_pages(paper, printer, progress)
