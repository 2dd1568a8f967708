"""The body of a card: its parts in two columns where there is room, empty blocks as a line of things to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.cards.card import Block, Whole
from ui.records.cardparts import BlockTable, fields_part, head_row, part_frame, story_part
from ui.records.cards import open_new, open_record
from ui.records.journal import RecordHistory
from ui.records.pictures import PictureStrip
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_COLUMN = 460  # room one column of parts needs, at 100 %
_GAP = 12


class CardBody(QWidget):
    """Shows a card that was read."""

    def __init__(self, window: MainWindow, card: Whole) -> None:
        super().__init__()
        self.setObjectName("page")
        self.frame, self.card = window, card
        self.tables: dict[str, BlockTable] = {}
        self._parts: list[QFrame] = [fields_part(card.parts, card.missing)]
        if card.story and card.register.card is not None:
            self._parts.append(story_part(card.register.card.story_label, card.story, window.theme))
        self._parts += [self._block(block) for block in card.blocks if block.total]
        self._side_by_side = QHBoxLayout()
        self._columns = [QVBoxLayout(), QVBoxLayout()]
        self._shown = 0
        self.history = RecordHistory(window, card.register, card.id)
        self._arrange()
        window.theme.changed.connect(self._flow_again)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two, as the width allows."""
        super().resizeEvent(event)
        self._flow()

    def _arrange(self) -> None:
        self._side_by_side.setSpacing(_GAP)
        for column in self._columns:
            column.setSpacing(_GAP)
            self._side_by_side.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, _GAP, _GAP)
        layout.setSpacing(_GAP)
        layout.addLayout(self._side_by_side)
        empty = [block for block in self.card.blocks if not block.total and block.addable]
        if empty:
            layout.addWidget(self._beginnings(empty))
        frame, column = part_frame()
        column.addLayout(head_row("修改记录"))
        column.addWidget(self.history)
        self.history.setFixedHeight(self.frame.theme.length(320))
        layout.addWidget(frame)
        layout.addStretch(1)

    def _flow_again(self) -> None:
        self._shown = 0
        self._flow()

    def _flow(self) -> None:
        """Give each part to the shorter column, in order."""
        columns = 2 if self.width() >= self.frame.theme.length(2 * _COLUMN) else 1
        if columns == self._shown:
            return
        self._shown = columns
        self._side_by_side.setStretch(1, columns - 1)
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        heights = [0] * columns
        for part in self._parts:
            place = heights.index(min(heights))
            self._columns[place].addWidget(part)
            heights[place] += part.sizeHint().height() + _GAP
        for column in self._columns[:columns]:
            column.addStretch(1)

    def _block(self, block: Block) -> QFrame:
        frame, column = part_frame()
        unit = block.register.unit
        tools = [("全部", f"在列表中打开{block.label}", lambda: self._open_list(block))]
        if block.addable:
            tools.insert(0, ("＋ 新增", f"新增{block.label}", lambda: self._begin(block)))
        column.addLayout(head_row(block.label, f"{block.total} {unit}", tools))
        table = BlockTable(block, self.frame.theme)
        table.opened.connect(lambda record_id: self._open(block, record_id))
        self.tables[block.register.key] = table
        column.addWidget(table)
        if block.register.pictures:
            strip = PictureStrip(self.frame, block.register, block.rows)
            strip.opened.connect(lambda record_id: self._open(block, record_id))
            column.addWidget(strip)
        return frame

    def _beginnings(self, empty: list[Block]) -> QFrame:
        frame, column = part_frame()
        column.addLayout(head_row("还没有登记"))
        holder = QWidget()
        flow = FlowLayout(holder)
        for block in empty:
            button = QToolButton()
            button.setObjectName("chip")
            button.setText(f"＋ {block.label}")
            button.setToolTip(f"新增{block.label}")
            button.clicked.connect(lambda _=False, block=block: self._begin(block))
            flow.addWidget(button)
        column.addWidget(holder)
        return frame

    def _begin(self, block: Block) -> None:
        open_new(self.frame, block.register.key, known={block.via: self.card.id})

    def _open(self, block: Block, record_id: int) -> None:
        open_record(self.frame, block.register.key, record_id, known={block.via: self.card.id})

    def _open_list(self, block: Block) -> None:
        self.frame.open_list(block.register.key, block.query(self.card.id, self.card.name))
