"""The text of a month's summary, to be read and changed paragraph by paragraph; each paragraph knows its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.returns.passage import PassageBox

if TYPE_CHECKING:
    from app.actions.phrases import Remembered
    from app.actions.summary import SummaryDraft
    from app.measures.narrative import Chapter, Passage

Phrases = Mapping[str, tuple["Remembered", ...]]
_SHOWN = 28  # characters of a phrase in the menu


class ChapterEdit(QWidget):
    """A section: its heading, its paragraphs, and the button that adds one. Signals as those of its paragraphs."""

    edited = Signal()
    remembered = Signal(str, str, str)
    managed = Signal()

    def __init__(self, number: int, chapter: Chapter, phrases: tuple[Remembered, ...]) -> None:
        super().__init__()
        self._chapter = chapter
        self.boxes: list[PassageBox] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(f"{'一二三四五六七八九十'[number]}、{chapter.heading}")
        heading.setObjectName("subtitle")
        self.add = QToolButton()
        self.add.setText("＋ 加一段")
        self.add.setObjectName("flat")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setToolTip("右键点段落，可以记为常用语或删去")
        self.add.setMenu(self._menu(phrases))
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.add)
        column.addLayout(head)
        self._column = QVBoxLayout()
        column.addLayout(self._column)
        for passage in chapter.passages:
            self._show(passage, own=not any(sentence.codes for sentence in passage.sentences))

    def chapter(self) -> Chapter:
        """The section as typed, without paragraphs of which nothing is left."""
        typed = [box.passage() for box in self.boxes]
        return replace(self._chapter, passages=tuple(one for one in typed if one is not None))

    def add_passage(self, lead: str = "", text: str = "") -> None:
        """A further paragraph at the end, to be typed or taken from the phrases."""
        from app.measures.narrative import Passage, Sentence

        box = self._show(Passage((Sentence(text),), lead), own=True)
        box.edit.setFocus()
        if text:
            self.edited.emit()

    def _show(self, passage: Passage, *, own: bool) -> PassageBox:
        box = PassageBox(passage, own=own)
        box.edited.connect(self.edited)
        box.remembered.connect(lambda lead, text: self.remembered.emit(self._chapter.heading, lead, text))
        box.dropped.connect(self._drop)
        self.boxes.append(box)
        self._column.addWidget(box)
        return box

    def _drop(self, box: PassageBox) -> None:
        self.boxes.remove(box)
        box.hide()
        box.deleteLater()
        self.edited.emit()

    def _menu(self, phrases: tuple[Remembered, ...]) -> QMenu:
        menu = QMenu(self)
        menu.addAction("空白段落").triggered.connect(lambda: self.add_passage())
        menu.addSeparator()
        for one in phrases:
            said = f"{one.lead}{one.text}".replace("&", "&&")
            entry = menu.addAction(said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…")
            entry.triggered.connect(lambda _=False, one=one: self.add_passage(one.lead, one.text))
        if phrases:
            menu.addSeparator()
        menu.addAction("管理常用语…").triggered.connect(lambda: self.managed.emit())
        return menu


class DraftEdit(QScrollArea):
    """A draft's headings and paragraphs.

    Signals: ``edited``: something was typed; ``remembered`` with heading, lead and text of a paragraph to be kept as a
    phrase; ``managed``: the clerk wants to see the phrases.
    """

    edited = Signal()
    remembered = Signal(str, str, str)
    managed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._draft: SummaryDraft | None = None
        self._opening: PassageBox | None = None
        self.chapters: list[ChapterEdit] = []

    def show_draft(self, draft: SummaryDraft, phrases: Phrases | None = None) -> None:
        """Show a draft; what was typed before is replaced. phrases: those that fit, by the heading of a section."""
        self._draft = draft
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        self._opening = PassageBox(draft.opening)
        self._opening.edited.connect(self.edited)
        self._opening.dropped.connect(lambda box: box.edit.clear())
        self._opening.remembered.connect(lambda lead, text: self.remembered.emit("", lead, text))
        column.addWidget(self._opening)
        self.chapters = []
        for number, chapter in enumerate(draft.chapters):
            one = ChapterEdit(number, chapter, (phrases or {}).get(chapter.heading, ()))
            one.edited.connect(self.edited)
            one.remembered.connect(self.remembered)
            one.managed.connect(self.managed)
            self.chapters.append(one)
            column.addWidget(one)
        column.addStretch(1)
        self.setWidget(inside)

    def draft(self) -> SummaryDraft:
        """The draft with what was typed."""
        assert self._draft is not None
        assert self._opening is not None
        opening = self._opening.passage() or replace(self._draft.opening, sentences=())
        return replace(self._draft, opening=opening, chapters=tuple(one.chapter() for one in self.chapters))
