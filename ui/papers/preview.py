"""打印预览: a paper before it is paper: turn pages, zoom, look for words, save as PDF or Word document, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
)

from app.documents.flowing import flows
from ui.papers.pageview import WHOLE_PAGE, WHOLE_WIDTH, PageView
from ui.papers.paper import Found, Paper
from ui.papers.printing import ask_and_print
from ui.papers.word import ask_and_write_word
from ui.shell.places import ask_target

if TYPE_CHECKING:
    from app.documents.blocks import Document
    from ui.shell.window import MainWindow

_ZOOMS = (
    ("适合宽度", WHOLE_WIDTH),
    ("整页", WHOLE_PAGE),
    *((f"{n}%", n) for n in (50, 75, 100, 125, 150, 200)),
)
_THUMBNAIL = 110


def open_preview(
    window: MainWindow, data: bytes, title: str, file_name: str = "", document: Document | None = None
) -> Preview:
    """Show a PDF. file_name: proposed when it is saved; the title without one. document: what was drawn, if it is known."""
    preview = Preview(window, data, title, file_name or f"{title}.pdf", document)
    preview.show()
    return preview


class Preview(QDialog):
    """The window of one paper; several may be open. document: what was drawn; one of text and tables can be a Word file."""

    def __init__(
        self,
        window: MainWindow,
        data: bytes,
        title: str,
        file_name: str,
        document: Document | None = None,
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(f"{title} — 预览")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._title, self._file_name = window, title, file_name
        self._document = document
        self.paper = Paper(data)
        self.pages = PageView(self.paper)
        self._found: list[Found] = []
        self._at = -1
        self._make_controls()
        self._arrange()
        self.pages.page_changed.connect(self._show_page)
        self.pages.zoomed.connect(self._show_zoom)
        self._fill_thumbnails()
        room = window.size()
        self.resize(min(1100, room.width()), max(560, room.height() - 40))
        self.pages.setFocus()

    def save(self) -> None:
        """Ask where, and save the PDF there."""
        target = ask_target(self._window.state, self, "papers", "另存为PDF", self._file_name, "PDF (*.pdf)")
        if target is not None:
            self.save_to(target)

    def save_to(self, path: Path) -> None:
        """Save the PDF under a name."""
        data = self.paper.data

        def work() -> None:
            from app.files import safe_write

            with safe_write(path) as stream:
                stream.write(data)

        self._window.tasks.read(work, lambda _: self._window.messages.notice(f"已保存：{path.name}"))

    def save_word(self) -> None:
        """Ask where, and save the paper as a Word document there."""
        if self._document is not None:
            ask_and_write_word(self._window, self._document, Path(self._file_name).stem, self)

    def print_it(self) -> None:
        """Ask for a printer and print."""
        ask_and_print(self._window, self.paper, self._title, self, self.pages.page)

    def search(self, text: str) -> None:
        """Mark every place where the text stands and go to the first."""
        self._found = self.paper.find(text)
        self._at = 0 if self._found else -1
        self._show_found()

    def next_found(self) -> None:
        """Go to the next place, after the last to the first."""
        self._step_found(1)

    def previous_found(self) -> None:
        """Go to the place before, before the first to the last."""
        self._step_found(-1)

    def set_zoom(self, zoom: int) -> None:
        """A percentage, or WHOLE_WIDTH or WHOLE_PAGE; the box shows which."""
        place = self.zoom_box.findData(zoom)
        self.zoom_box.setCurrentIndex(place)
        self.pages.set_zoom(zoom)

    def done(self, result: int) -> None:
        """Give the paper back, also after Esc."""
        self._thumbnails.stop()
        super().done(result)
        self.paper.close()

    def _make_controls(self) -> None:
        self.page_box = QSpinBox()
        self.page_box.setRange(1, len(self.paper))
        self.page_box.setPrefix("第 ")
        self.page_box.setSuffix(f" 页 / 共 {len(self.paper)} 页")
        self.page_box.setAccessibleName("页码")
        self.page_box.setToolTip("到第几页（Ctrl+G）")
        self.page_box.valueChanged.connect(self._go)
        self.zoom_box = QComboBox()
        self.zoom_box.setAccessibleName("显示比例")
        self.zoom_box.setToolTip("适合宽度 Ctrl+0，整页 Ctrl+9，原大 Ctrl+1，放大缩小 Ctrl+加号、减号")
        for label, zoom in _ZOOMS:
            self.zoom_box.addItem(label, zoom)
        self.zoom_box.activated.connect(lambda place: self.pages.set_zoom(self.zoom_box.itemData(place)))
        self._percent = QLabel()
        self._percent.setObjectName("quiet")
        self.find_box = QLineEdit()
        self.find_box.setPlaceholderText("查找文字（Ctrl+F）")
        self.find_box.setClearButtonEnabled(True)
        self.find_box.setFixedWidth(
            self.fontMetrics().horizontalAdvance(self.find_box.placeholderText()) + 60
        )
        self.find_box.textChanged.connect(self.search)
        self.find_box.returnPressed.connect(self.next_found)
        self._hits = QLabel()
        self._hits.setObjectName("quiet")
        self.save_button = QPushButton("另存为PDF…")
        self.save_button.clicked.connect(self.save)
        self.word_button = QPushButton("另存为Word…")
        self.word_button.setToolTip("同样版式的Word文档，可以在WPS或Word里接着改")
        self.word_button.clicked.connect(self.save_word)
        self.word_button.setVisible(self._document is not None and flows(self._document))
        self.print_button = QPushButton("打印…")
        self.print_button.setObjectName("primary")
        self.print_button.clicked.connect(self.print_it)
        for button in (self.save_button, self.word_button, self.print_button):
            button.setAutoDefault(False)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.find_box.setFocus),
            (QKeySequence("F3"), self.next_found),
            (QKeySequence("Shift+F3"), self.previous_found),
            (QKeySequence("Ctrl+0"), lambda: self.set_zoom(WHOLE_WIDTH)),
            (QKeySequence("Ctrl+9"), lambda: self.set_zoom(WHOLE_PAGE)),
            (QKeySequence("Ctrl+1"), lambda: self.set_zoom(100)),
            (QKeySequence("Ctrl++"), lambda: self.pages.set_zoom(self.pages.percent + 10)),
            (QKeySequence("Ctrl+="), lambda: self.pages.set_zoom(self.pages.percent + 10)),
            (QKeySequence("Ctrl+-"), lambda: self.pages.set_zoom(self.pages.percent - 10)),
            (QKeySequence("Ctrl+G"), self.page_box.setFocus),
        ):
            QShortcut(keys, self, do)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_it)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        for widget in (self.page_box, self.zoom_box, self._percent, self.find_box, self._hits):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.word_button)
        bar.addWidget(self.save_button)
        bar.addWidget(self.print_button)
        self.list = QListWidget()
        self.list.setAccessibleName("页面列表")
        self.list.setIconSize(QSize(_THUMBNAIL, _THUMBNAIL))
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setFlow(QListWidget.Flow.TopToBottom)
        self.list.setWrapping(False)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setFixedWidth(_THUMBNAIL + 56)
        self.list.setVisible(len(self.paper) > 1)
        self.list.currentRowChanged.connect(self.pages.go_to)
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 14)
        layout.addLayout(bar)
        layout.addLayout(middle, 1)

    def _fill_thumbnails(self) -> None:
        for number in range(len(self.paper)):
            item = QListWidgetItem(f"{number + 1}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(QSize(_THUMBNAIL + 24, _THUMBNAIL + 34))
            self.list.addItem(item)
        # One small picture at a time between other events, those in sight first.
        self._thumbnails = QTimer(self, interval=15)
        self._thumbnails.timeout.connect(self._draw_thumbnail)
        if len(self.paper) > 1:
            self._thumbnails.start()

    def _draw_thumbnail(self) -> None:
        seen = self.list.viewport().rect()
        missing = [
            number
            for number in range(self.list.count())
            if self.list.item(number).icon().isNull()
            and self.list.visualItemRect(self.list.item(number)).intersects(seen)
        ]
        if not missing:
            return
        number = missing[0]
        size = self.paper.sizes[number]
        picture = self.paper.picture(number, _THUMBNAIL / max(size.width(), size.height()))
        self.list.item(number).setIcon(QIcon(QPixmap.fromImage(picture)))

    def _step_found(self, step: int) -> None:
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self._show_found()

    def _go(self, number: int) -> None:
        if self.pages.page != number - 1:
            self.pages.go_to(number - 1)

    def _show_page(self, page: int) -> None:
        for widget in (self.page_box, self.list):
            widget.blockSignals(True)
        self.page_box.setValue(page + 1)
        self.list.setCurrentRow(page)
        for widget in (self.page_box, self.list):
            widget.blockSignals(False)

    def _show_zoom(self, percent: int) -> None:
        self._percent.setText(f"{percent}%")

    def _show_found(self) -> None:
        typed = bool(self.find_box.text().strip())
        self._hits.setText(
            f"{self._at + 1}/{len(self._found)}" if self._found else "没有找到" if typed else ""
        )
        self.pages.mark(self._found, self._at)
