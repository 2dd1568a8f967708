"""What a sheet of volunteer hours leaves to decide: its team, people outside the team, and people the ledger lacks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout

from app.exchange.decisions import Decisions
from app.exchange.hours import GUEST, STRANGER, HoursDecisions, HoursRun
from app.exchange.review import Review
from app.registers import find_register
from ui.wizard.deciding import Deciding

_NEW, _UNDECIDED = -1, 0


class HoursDeciding(Deciding):
    """The panel beside the lines of a sheet of hours."""

    def __init__(self) -> None:
        super().__init__()
        self.team_box = QComboBox()
        self._join: QCheckBox | None = None
        self._strangers: QComboBox | None = None

    @property
    def needed(self) -> bool:
        """Always: the clerk sees which team the sheet goes to."""
        return True

    @property
    def open_questions(self) -> int:
        """One while the team is not decided."""
        return int(self.team_box.currentData() == _UNDECIDED)

    @property
    def question(self) -> str:
        """What must be decided first."""
        return "请先选择这张表是哪支队伍的。"

    def decisions(self, single: Mapping[int, bool]) -> Decisions:
        """What is decided now."""
        return HoursDecisions(
            rows=dict(single),
            updates=self.updates.isChecked(),
            create_team=self.team_box.currentData() == _NEW,
            category=self._strangers.currentData() if self._strangers is not None else "",
            join=self._join is not None and self._join.isChecked(),
        )

    def _sheet(self) -> HoursRun:
        assert self._shown is not None
        assert isinstance(self._shown.run, HoursRun)
        return self._shown.run

    def _ask(self, column: QVBoxLayout, review: Review, kept: Decisions, *, first: bool) -> None:
        run = self._sheet()
        assert isinstance(kept, HoursDecisions)
        self._ask_team(column, run, create=kept.create_team)
        self._join = self._ask_guests(column, run.standing(GUEST), joined=kept.join)
        self._strangers = self._ask_strangers(column, run.standing(STRANGER), kept.category)

    def _ask_team(self, column: QVBoxLayout, run: HoursRun, *, create: bool) -> None:
        self._head(column, "这张表是哪支队伍的")
        box = QComboBox()
        box.setAccessibleName("队伍")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if run.team_id is None:
            box.addItem("请选择…", _UNDECIDED)
        if run.team and run.team_id is None:
            box.addItem(f"新建：{run.team}", _NEW)
        for team, name in run.teams.items():
            box.addItem(name, team)
        wanted = run.team_id if run.team_id is not None else _NEW if create else _UNDECIDED
        box.setCurrentIndex(max(0, box.findData(wanted)))
        box.setToolTip(box.currentText())
        box.activated.connect(lambda _: self._team_chosen(box))
        column.addWidget(box)
        self.team_box = box
        says = QLabel(f"共{len(run.services)}条，能导入的合计{run.total_minutes / 60:g}小时")
        says.setObjectName("quiet")
        says.setWordWrap(True)
        column.addWidget(says)

    def _team_chosen(self, box: QComboBox) -> None:
        """Another team has other members: the sheet is looked at again."""
        chosen = box.currentData()
        if chosen > 0 and chosen != self._sheet().team_id:
            self.chosen.emit("target_id", chosen)
        else:
            self.decided.emit()

    def _ask_guests(self, column: QVBoxLayout, count: int, *, joined: bool) -> QCheckBox | None:
        if not count:
            return None
        self._head(column, f"在台账里、不是队员的{count}人")
        box = QCheckBox("从第一次服务起登记入队")
        box.setChecked(joined)
        box.toggled.connect(lambda _: self.decided.emit())
        column.addWidget(box)
        return box

    def _ask_strangers(self, column: QVBoxLayout, count: int, chosen: str) -> QComboBox | None:
        if not count:
            return None
        self._head(column, f"台账里没有的{count}人")
        box = QComboBox()
        box.setAccessibleName("台账里没有的人")
        box.addItem("不导入", "")
        for value, label in find_register("people").field("category").choices:
            box.addItem(f"登记为{label}并入队", value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _: self.decided.emit())
        column.addWidget(box)
        return box
