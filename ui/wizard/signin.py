"""What a sign-in sheet leaves to decide: its class, the year of its days, and people who are not on the class's list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QVBoxLayout

from app.exchange.decisions import Decisions
from app.exchange.review import Review
from app.exchange.signin import COUNT, ENROL, GUEST, LEAVE, REGISTER, STRANGER, SignInDecisions, SignInRun
from ui.wizard.deciding import Deciding

_NEW, _UNDECIDED = -1, 0
_GUESTS = ((ENROL, "录取为学员"), (COUNT, "不录取，只计未实名人次"), (LEAVE, "不导入"))
_STRANGERS = ((REGISTER, "登记为人员并录取"), (COUNT, "不登记，只计未实名人次"), (LEAVE, "不导入"))


class SignInDeciding(Deciding):
    """The panel beside the lines of a sign-in sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.class_box = QComboBox()
        self._year = QSpinBox()
        self._guests: QComboBox | None = None
        self._strangers: QComboBox | None = None

    @property
    def needed(self) -> bool:
        """Always: the clerk sees which class the sheet goes to."""
        return True

    @property
    def open_questions(self) -> int:
        """One while the class is not decided, or something stands against importing."""
        run = self._sheet()
        return int(self.class_box.currentData() == _UNDECIDED or bool(run.blockers))

    @property
    def question(self) -> str:
        """What must be decided or mended first."""
        run = self._sheet()
        return run.blockers[0] if run.blockers else "请先选择这张签到表是哪个班次的。"

    def decisions(self, single: Mapping[int, bool]) -> Decisions:
        """What is decided now."""
        return SignInDecisions(
            rows=dict(single),
            updates=self.updates.isChecked(),
            create_run=self.class_box.currentData() == _NEW,
            guests=self._guests.currentData() if self._guests is not None else ENROL,
            strangers=self._strangers.currentData() if self._strangers is not None else REGISTER,
        )

    def _sheet(self) -> SignInRun:
        assert self._shown is not None
        assert isinstance(self._shown.run, SignInRun)
        return self._shown.run

    def _ask(self, column: QVBoxLayout, review: Review, kept: Decisions, *, first: bool) -> None:
        run = self._sheet()
        assert isinstance(kept, SignInDecisions)
        self._ask_class(column, run, create=kept.create_run)
        self._ask_year(column, run)
        self._ask_words(column, review)
        self._guests = self._ask_people(
            column, run.standing(GUEST), "在台账里、不在学员名单里的", _GUESTS, kept.guests
        )
        self._strangers = self._ask_people(
            column, run.standing(STRANGER), "台账里没有的", _STRANGERS, kept.strangers
        )

    def _ask_class(self, column: QVBoxLayout, run: SignInRun, *, create: bool) -> None:
        self._head(column, "这张表是哪个班次的")
        box = QComboBox()
        box.setAccessibleName("班次")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if run.class_run_id is None:
            box.addItem("请选择…", _UNDECIDED)
        if run.class_name:
            box.addItem(f"新建：{run.class_name}", _NEW)
        for class_run, name in run.runs.items():
            box.addItem(name, class_run)
        wanted = run.class_run_id if run.class_run_id is not None else _NEW if create else _UNDECIDED
        box.setCurrentIndex(max(0, box.findData(wanted)))
        box.setToolTip(box.currentText())
        box.activated.connect(lambda _: self._class_chosen(box))
        column.addWidget(box)
        self.class_box = box
        days = "、".join(f"{one.held_on:%m-%d}" for one in run.lessons if one.held_on is not None)
        says = QLabel(f"共{len(run.lessons)}场：{days}")
        says.setObjectName("quiet")
        says.setWordWrap(True)
        column.addWidget(says)

    def _class_chosen(self, box: QComboBox) -> None:
        """Another class means other learners: the sheet is looked at again."""
        chosen = box.currentData()
        if chosen > 0 and chosen != self._sheet().class_run_id:
            self.chosen.emit("target_id", chosen)
        elif chosen == _NEW and self._sheet().class_run_id is not None:
            self.chosen.emit("target_id", _NEW)
        else:
            self.decided.emit()

    def _ask_year(self, column: QVBoxLayout, run: SignInRun) -> None:
        if run.assumed_year is None:
            return
        self._head(column, "上课日期的年份")
        box = QSpinBox()
        box.setRange(2000, 2100)
        box.setValue(run.assumed_year)
        box.setKeyboardTracking(False)
        box.setAccessibleName("上课日期的年份")
        box.valueChanged.connect(lambda year: self.chosen.emit("year", year))
        column.addWidget(box)
        self._year = box

    def _ask_people(
        self, column: QVBoxLayout, count: int, who: str, ways: tuple[tuple[str, str], ...], chosen: str
    ) -> QComboBox | None:
        if not count:
            return None
        self._head(column, f"{who}{count}人")
        box = QComboBox()
        box.setAccessibleName(who)
        for way, label in ways:
            box.addItem(label, way)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _: self.decided.emit())
        column.addWidget(box)
        return box
