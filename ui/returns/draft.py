"""The text of a month's summary, to be read and changed paragraph by paragraph; each paragraph knows its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.actions.summary import SummaryDraft
    from app.measures.narrative import Passage

_AROUND = 14  # border and padding


class PassageEdit(QPlainTextEdit):
    """One paragraph, as high as its text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout, block, height = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        self.setFixedHeight(round(height) + _AROUND)


class DraftEdit(QScrollArea):
    """A draft's headings and paragraphs. Signal ``edited``: something was typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._draft: SummaryDraft | None = None
        self._opening: PassageEdit | None = None
        self._passages: list[list[PassageEdit]] = []

    def show_draft(self, draft: SummaryDraft) -> None:
        """Show a draft; what was typed before is replaced."""
        self._draft = draft
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        self._opening = self._add(column, draft.opening)
        self._passages = []
        for number, chapter in enumerate(draft.chapters):
            heading = QLabel(f"{'一二三四五六七八九十'[number]}、{chapter.heading}")
            heading.setObjectName("subtitle")
            column.addWidget(heading)
            self._passages.append([self._add(column, passage) for passage in chapter.passages])
        column.addStretch(1)
        self.setWidget(inside)

    def draft(self) -> SummaryDraft:
        """The draft with what was typed."""
        assert self._draft is not None
        assert self._opening is not None
        chapters = tuple(
            replace(chapter, passages=tuple(map(_typed, chapter.passages, edits)))
            for chapter, edits in zip(self._draft.chapters, self._passages, strict=True)
        )
        return replace(self._draft, opening=_typed(self._draft.opening, self._opening), chapters=chapters)

    def _add(self, column: QVBoxLayout, passage: Passage) -> PassageEdit:
        if passage.lead:
            lead = QLabel(passage.lead)
            lead.setObjectName("quiet")
            column.addWidget(lead)
        edit = PassageEdit(passage.text)
        edit.setAccessibleName(passage.lead or "段落")
        edit.textChanged.connect(self.edited)
        column.addWidget(edit)
        return edit


def _typed(passage: Passage, edit: PassageEdit) -> Passage:
    """The passage with the text of its editor: the same one when nothing was changed."""
    text = "".join(edit.toPlainText().split("\n")).strip()
    if text == passage.text:
        return passage
    codes = tuple(code for sentence in passage.sentences for code in sentence.codes)
    return replace(passage, sentences=(type(passage.sentences[0])(text, codes),))
