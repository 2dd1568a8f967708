"""One paragraph of a summary on screen: as high as its text, with a lead of its own when the clerk wrote it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.measures.narrative import Passage

_AROUND = 14  # border and padding
_LONGEST_LEAD = 30


class PassageEdit(QPlainTextEdit):
    """The text of a paragraph. Signals: ``remembered``, with what is chosen or all of it, and ``dropped``."""

    remembered = Signal(str)
    dropped = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of lines."""
        super().resizeEvent(event)
        self._fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual entries of a text field, and what can be done with the paragraph."""
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        keep = menu.addAction("记为常用语")
        keep.setEnabled(bool(self.written()))
        keep.triggered.connect(lambda: self.remembered.emit(self.written()))
        menu.addAction("删去这一段").triggered.connect(lambda: self.dropped.emit())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def written(self) -> str:
        """What is chosen in it, or else all of it, as one line."""
        chosen = self.textCursor().selectedText().replace("\u2029", "")
        return (chosen or "".join(self.toPlainText().split("\n"))).strip()

    def _fit(self) -> None:
        layout, block, height = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        self.setFixedHeight(round(height) + _AROUND)


class PassageBox(QWidget):
    """A paragraph with what leads it: a word that stays as it is, or one to be typed where the clerk wrote the paragraph.

    Signals: ``edited``; ``remembered`` with lead and text; ``dropped`` with the box itself.
    """

    edited = Signal()
    remembered = Signal(str, str)
    dropped = Signal(object)

    def __init__(self, passage: Passage, *, own: bool = False) -> None:
        super().__init__()
        self._passage = passage
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.lead: QLineEdit | None = None
        if own:
            self.lead = QLineEdit(passage.lead)
            self.lead.setPlaceholderText("小标题（可不填）")
            self.lead.setAccessibleName("小标题")
            self.lead.setMaxLength(_LONGEST_LEAD)
            self.lead.textChanged.connect(self.edited)
            column.addWidget(self.lead)
        elif passage.lead:
            lead = QLabel(passage.lead)
            lead.setObjectName("quiet")
            column.addWidget(lead)
        self.edit = PassageEdit(passage.text)
        self.edit.setAccessibleName(passage.lead or "段落")
        self.edit.setPlaceholderText("在这里写")
        self.edit.textChanged.connect(self.edited)
        self.edit.remembered.connect(lambda text: self.remembered.emit(self._lead(), text))
        self.edit.dropped.connect(lambda: self.dropped.emit(self))
        column.addWidget(self.edit)

    def passage(self) -> Passage | None:
        """The paragraph as typed: the same one when nothing was changed, None when nothing is left of it."""
        text, lead = "".join(self.edit.toPlainText().split("\n")).strip(), self._lead()
        if not text:
            return None
        if (text, lead) == (self._passage.text, self._passage.lead):
            return self._passage
        codes = tuple(code for sentence in self._passage.sentences for code in sentence.codes)
        return replace(self._passage, sentences=(type(self._passage.sentences[0])(text, codes),), lead=lead)

    def _lead(self) -> str:
        if self.lead is None:
            return self._passage.lead
        lead = self.lead.text().strip()
        return lead if not lead or lead.endswith("。") else f"{lead}。"
