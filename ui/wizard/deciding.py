"""What a whole sheet leaves to decide: unknown words and platforms, new stations, the union, whether records are updated."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.exchange.decisions import Decisions, usual_decisions
from app.exchange.readrow import State
from app.exchange.review import Review, UnknownWord
from app.registers.spec import Field
from ui.records.editors import Unreadable
from ui.widgets.dates import DateEditor
from ui.widgets.wheel import calm_all

_UNDECIDED, _LEAVE = "请选择…", "留空，不导入这一项"
_NO_UNION = "不导入入会时间"


class Deciding(QScrollArea):
    """A panel beside the rows; it shows only what the sheet really asks.

    Signals: decided() when a decision changed that needs no second look; words_chosen() when the sheet must be looked at
    again because a word means something now; chosen(str, object) when it must be looked at again with another answer
    that ``app.exchange.review.look`` takes: its name (area_id, sheet …) and its value.
    """

    decided = Signal()
    words_chosen = Signal()
    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._platforms: dict[str, QComboBox] = {}
        self._stations: dict[str, QCheckBox] = {}
        self._words: list[tuple[UnknownWord, QComboBox]] = []
        self._union: QComboBox | None = None
        self.updates = QCheckBox("用表中的内容更新已有的记录")
        self._shown: Review | None = None

    @property
    def needed(self) -> bool:
        """True when the sheet leaves anything to decide."""
        review = self._shown
        if review is None:
            return False
        run = review.run
        asked = (run.new_platforms, run.new_stations, review.unknown, review.asks_union, run.sheets)
        return any(asked) or bool(run.hidden_rows) or run.counts()[State.UPDATE] > 0 or review.asks_area

    def show_review(self, review: Review, before: Decisions | None) -> None:
        """Ask what this review leaves open; decisions made before are kept where they still fit."""
        self._shown = review
        kept = before or usual_decisions(review.run)
        self._platforms, self._stations, self._words, self._union = {}, {}, [], None
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 0, 8, 0)
        column.setSpacing(8)
        self._ask_sheet(column, review)
        self._ask_hidden(column, review)
        self._ask(column, review, kept, first=before is None)
        self._ask_updates(column, review, kept)
        column.addStretch(1)
        calm_all(inside)
        for box in inside.findChildren(QComboBox):
            # A long name of an area or platform must not make the panel scroll sideways.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
        self.setWidget(inside)

    def take_focus(self) -> bool:
        """Put the keyboard to the first word not yet decided, else to the first question; False without questions."""
        undecided = [box for _, box in self._words if box.currentIndex() == 0]
        asked = [*undecided, *_questions(self.widget())]
        if asked:
            asked[0].setFocus()
        return bool(asked)

    def decisions(self, single: Mapping[int, bool]) -> Decisions:
        """What is decided now; ``single`` are the rows ticked or unticked one by one."""
        platforms = {
            name: box.currentData() for name, box in self._platforms.items() if box.currentData() is not None
        }
        return Decisions(
            rows=dict(single),
            updates=self.updates.isChecked(),
            platforms=platforms,
            stations=frozenset(name for name, box in self._stations.items() if box.isChecked()),
            union_id=self._union.currentData() if self._union is not None else None,
        )

    def words(self) -> dict[str, dict[str, str]]:
        """The words decided so far, by field and word."""
        chosen: dict[str, dict[str, str]] = {}
        for unknown, box in self._words:
            if box.currentIndex() > 0:
                chosen.setdefault(unknown.field, {})[unknown.word] = box.currentText()
        return chosen

    @property
    def open_questions(self) -> int:
        """How many platforms are not decided yet."""
        return sum(1 for box in self._platforms.values() if box.currentData() is None)

    def order_after(self, before: QWidget) -> None:
        """Let Tab go from a widget to the first question, and on from one to the next."""
        for one in _questions(self.widget()):
            QWidget.setTabOrder(before, one)
            before = one

    @property
    def question(self) -> str:
        """What must be decided first, in a sentence."""
        return f"还有{self.open_questions}个平台企业要先决定。"

    def _ask(self, column: QVBoxLayout, review: Review, kept: Decisions, *, first: bool) -> None:
        """Put the questions of this shape of sheet. first: nothing has been decided about the sheet yet."""
        self._ask_area(column, review)
        self._ask_words(column, review)
        self._ask_platforms(column, review, kept.platforms)
        self._ask_stations(column, review, frozenset(review.run.new_stations) if first else kept.stations)
        self._ask_union(column, review, kept.union_id)

    def _ask_sheet(self, column: QVBoxLayout, review: Review) -> None:
        run = review.run
        if not run.sheets:
            return
        box = QComboBox()
        box.setAccessibleName("工作表")
        box.addItems([run.sheet, *run.sheets])
        box.textActivated.connect(lambda name: self.chosen.emit("sheet", name) if name != run.sheet else None)
        self._head(column, "核对哪一张工作表")
        column.addWidget(box)

    def _ask_hidden(self, column: QVBoxLayout, review: Review) -> None:
        run = review.run
        if not run.hidden_rows:
            return
        box = QCheckBox(f"连同表中隐藏的{run.hidden_rows}行")
        box.setChecked(run.with_hidden)
        box.toggled.connect(lambda taken: self.chosen.emit("include_hidden", taken))
        column.addWidget(box)

    def _ask_area(self, column: QVBoxLayout, review: Review) -> None:
        if not review.asks_area:
            return
        box = QComboBox()
        for area_id, name in review.areas:
            box.addItem(name, area_id)
        box.setCurrentIndex(box.findData(review.run.area_id))
        box.activated.connect(lambda place: self.chosen.emit("area_id", box.itemData(place)))
        self._head(column, "表中没写社区的记录归到")
        column.addWidget(box)

    def _ask_words(self, column: QVBoxLayout, review: Review) -> None:
        if not review.unknown:
            return
        self._head(column, "认不出的字词（选一次，以后自动认得）")
        for unknown in review.unknown:
            box = QComboBox()
            box.addItems([_UNDECIDED, *unknown.choices])
            box.setAccessibleName(f"{unknown.label}“{unknown.word}”")
            box.activated.connect(lambda _: self.words_chosen.emit())
            column.addWidget(_said(f"{unknown.label}“{unknown.word}”（{unknown.rows}行）"))
            column.addWidget(box)
            self._words.append((unknown, box))

    def _ask_platforms(self, column: QVBoxLayout, review: Review, known: Mapping[str, str]) -> None:
        if not review.run.new_platforms:
            return
        self._head(column, "台账里还没有的平台企业")
        for name in review.run.new_platforms:
            box = QComboBox()
            box.setAccessibleName(f"平台企业“{name}”")
            box.addItem(_UNDECIDED, None)
            box.addItem(f"新建“{name}”", name)
            box.addItem(_LEAVE, "")
            for other in review.platforms:
                box.addItem(f"就是“{other}”", other)
            box.setCurrentIndex(max(0, box.findData(known[name])) if name in known else 0)
            box.activated.connect(lambda _: self.decided.emit())
            column.addWidget(_said(name))
            column.addWidget(box)
            self._platforms[name] = box

    def _ask_stations(self, column: QVBoxLayout, review: Review, chosen: frozenset[str]) -> None:
        if not review.run.new_stations:
            return
        self._head(column, "台账里还没有的站点（勾选的会新建）")
        for name in review.run.new_stations:
            box = QCheckBox(name)
            box.setChecked(name in chosen)
            box.toggled.connect(lambda _: self.decided.emit())
            column.addWidget(box)
            self._stations[name] = box

    def _ask_union(self, column: QVBoxLayout, review: Review, chosen: int | None) -> None:
        if not review.asks_union:
            return
        self._head(column, "入会时间属于哪个工会")
        box = QComboBox()
        box.addItem(_NO_UNION, None)
        for union_id, name in review.run.unions.items():
            box.addItem(name, union_id)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _: self.decided.emit())
        column.addWidget(box)
        self._union = box
        self._ask_joined_on(column, review)

    def _ask_joined_on(self, column: QVBoxLayout, review: Review) -> None:
        run = review.run
        if not run.undated:
            return
        day = DateEditor(Field("joined_on", "入会时间"))
        day.setAccessibleName("没写入会时间的从哪天算起")
        day.set_value(run.joined_on)
        day.line.setPlaceholderText("不登记会籍")

        def give() -> None:
            try:
                given = day.value()
            except Unreadable:
                return
            if given != run.joined_on:
                self.chosen.emit("joined_on", given)

        day.line.editingFinished.connect(give)
        day.precision_found.connect(lambda _: give())
        column.addWidget(_said(f"写着已入会、没写入会时间的{run.undated}人，从哪天算起"))
        column.addWidget(day)

    def _ask_updates(self, column: QVBoxLayout, review: Review, kept: Decisions) -> None:
        changed = review.run.counts()[State.UPDATE]
        self.updates = QCheckBox(f"用表中的内容更新已有的{changed}条记录")
        self.updates.setChecked(kept.updates)
        self.updates.setVisible(changed > 0)
        self.updates.toggled.connect(lambda _: self.decided.emit())
        if changed:
            self._head(column, "与台账不同的记录")
        column.addWidget(self.updates)

    def _head(self, column: QVBoxLayout, text: str) -> None:
        label = QLabel(text)
        label.setObjectName("subtitle")
        label.setWordWrap(True)
        column.addWidget(label)


def _questions(inside: QWidget) -> list[QWidget]:
    """The boxes of the panel from top to bottom."""
    asked = [
        one for one in inside.findChildren(QWidget) if isinstance(one, (QComboBox, QCheckBox, DateEditor))
    ]
    return [one.line if isinstance(one, DateEditor) else one for one in asked if not one.isHidden()]


def _said(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
