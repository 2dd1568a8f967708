"""What a list of members leaves to decide: its organization, since when, and people the ledger lacks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout

from app.exchange.decisions import Decisions
from app.exchange.members import STRANGER, MembersDecisions, MembersRun
from app.exchange.review import Review
from app.registers.spec import Field, Kind
from ui.records.editors import Unreadable
from ui.widgets.dates import DateEditor
from ui.wizard.deciding import Deciding

_UNDECIDED = 0
_ON = Field("on", "加入日期", kind=Kind.DATE, required=True)


class MembersDeciding(Deciding):
    """The panel beside the lines of a list of members."""

    def __init__(self) -> None:
        super().__init__()
        self.body_box = QComboBox()
        self.on = DateEditor(_ON)
        self._register: QCheckBox | None = None

    @property
    def needed(self) -> bool:
        """Always: the clerk sees which organization the list goes to."""
        return True

    @property
    def open_questions(self) -> int:
        """One while the organization or the day is not decided."""
        return int(self.body_box.currentData() == _UNDECIDED or self._day() is None)

    @property
    def question(self) -> str:
        """What must be decided first."""
        undecided = self.body_box.currentData() == _UNDECIDED
        return "请先选择是哪个组织的名单。" if undecided else "请填写从哪天起。"

    def decisions(self, single: Mapping[int, bool]) -> Decisions:
        """What is decided now."""
        return MembersDecisions(
            rows=dict(single),
            updates=self.updates.isChecked(),
            on=self._day() or self._sheet().on,
            register=self._register is None or self._register.isChecked(),
        )

    def _day(self) -> date | None:
        try:
            day: date | None = self.on.value()
        except Unreadable:
            return None
        return day

    def _sheet(self) -> MembersRun:
        assert self._shown is not None
        assert isinstance(self._shown.run, MembersRun)
        return self._shown.run

    def _ask(self, column: QVBoxLayout, review: Review, kept: Decisions, *, first: bool) -> None:
        run = self._sheet()
        assert isinstance(kept, MembersDecisions)
        self._ask_body(column, run)
        self._head(column, "从哪天起（新成员和职务）")
        self.on = DateEditor(_ON)
        self.on.set_value(kept.on)
        self.on.line.setAccessibleName("加入日期")
        self.on.edited.connect(self.decided)
        column.addWidget(self.on)
        self._register = self._ask_strangers(column, run.standing(STRANGER), registered=kept.register)

    def _ask_body(self, column: QVBoxLayout, run: MembersRun) -> None:
        self._head(column, "是哪个组织的名单")
        box = QComboBox()
        box.setAccessibleName("组织")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if run.body_id is None:
            box.addItem("请选择…", _UNDECIDED)
        for body, name in run.bodies.items():
            box.addItem(name, body)
        box.setCurrentIndex(max(0, box.findData(run.body_id)))
        box.setToolTip(box.currentText())
        box.activated.connect(lambda _: self._body_chosen(box))
        column.addWidget(box)
        self.body_box = box

    def _body_chosen(self, box: QComboBox) -> None:
        """Another body has other members: the list is looked at again."""
        chosen = box.currentData()
        if chosen not in (_UNDECIDED, self._sheet().body_id):
            self.chosen.emit("target_id", chosen)
        else:
            self.decided.emit()

    def _ask_strangers(self, column: QVBoxLayout, count: int, *, registered: bool) -> QCheckBox | None:
        if not count:
            return None
        self._head(column, f"台账里没有的{count}人")
        box = QCheckBox("有电话和单位的，登记为人员")
        box.setChecked(registered)
        box.toggled.connect(lambda _: self.decided.emit())
        column.addWidget(box)
        return box
