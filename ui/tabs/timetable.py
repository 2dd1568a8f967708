"""课表: the lessons of a week or a month as a calendar, the day under the cursor in full, clashes named."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.tabs.tab import Tab
from ui.widgets.banner import Banner
from ui.widgets.daygrid import WEEKDAYS, DayGrid

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.sheets.timetable import Slot
    from ui.shell.window import MainWindow
    from ui.tabs.page import Page

_SLOT = Qt.ItemDataRole.UserRole


class TimetableTab(Tab):
    """A calendar of lessons; from a lesson to its attendance, its sign-in sheet and its class."""

    tables = frozenset({"class_sessions", "class_runs", "enrolments"})

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window)
        self.page = page
        self.day = date.today()
        self.weekly = False
        self.slots: list[Slot] = []
        self.chips: dict[bool, QToolButton] = {}
        self.grid = DayGrid(window.theme)
        self.head = QLabel()
        self.head.setObjectName("title")
        self.banner = Banner()
        self.day_head = QLabel()
        self.day_head.setObjectName("subtitle")
        self.list = QListWidget()
        self.list.setAccessibleName("当天的课次")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.attend = QPushButton("考勤(&A)")
        self.attend.setObjectName("primary")
        self.sheet = QPushButton("打印签到表(&T)")
        self.open_run = QPushButton("打开班次(&O)")
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read the days shown anew."""
        desk, (first, weeks) = self.frame.desk, self._shown()

        def work() -> list[Slot]:
            from app.sheets.timetable import timetable

            return timetable(desk, first, first + timedelta(days=weeks * 7 - 1))

        self.frame.tasks.read(work, self._show, owner=self)

    def show_day(self, day: date) -> None:
        """Show the week or month of a day."""
        self.day = day
        self.reload()

    def step(self, by: int) -> None:
        """Go on or back by a week or a month."""
        if self.weekly:
            self.show_day(self.day + timedelta(weeks=by))
            return
        month = self.day.year * 12 + self.day.month - 1 + by
        year, month = divmod(month, 12)
        last = calendar.monthrange(year, month + 1)[1]
        self.show_day(date(year, month + 1, min(self.day.day, last)))

    def show_weekly(self, weekly: bool) -> None:
        """Show a week, or a month."""
        self.weekly = weekly
        self._show_chips()
        self.reload()

    def print_days(self) -> None:
        """Print the lessons of the week or month as a list."""
        desk, (first, last) = self.frame.desk, self._span()

        def work() -> Printed:
            from app.actions.timetable_printing import print_timetable

            return print_timetable(desk, first, last)

        def show(printed: Printed) -> None:
            from ui.papers.preview import open_preview

            open_preview(self.frame, printed.data, printed.title, document=printed.document)

        self.frame.tasks.write(work, show, owner=self, title="正在排版…")

    def chosen(self) -> Slot | None:
        """The lesson under the cursor of the day's list."""
        item = self.list.currentItem()
        slot: Slot | None = item.data(_SLOT) if item is not None else None
        return slot

    def take_attendance(self) -> None:
        """Open the attendance sheet of the lesson's class."""
        from ui.tabs.attendance import open_attendance

        if (slot := self.chosen()) is not None:
            open_attendance(self.frame, slot.class_run_id)

    def print_sheet(self) -> None:
        """Print the sign-in sheet of the lesson."""
        from ui.wizard.signinpaper import print_sheets

        if (slot := self.chosen()) is not None:
            print_sheets(self.frame, slot.class_run_id, [slot.id])

    def open_class(self) -> None:
        """Open the lesson's class."""
        from ui.records.cards import show_record

        if (slot := self.chosen()) is not None:
            show_record(self.frame, "class_runs", slot.class_run_id)

    def _show_chips(self) -> None:
        for weekly, chip in self.chips.items():
            chip.setProperty("active", "true" if weekly is self.weekly else "")
            chip.setChecked(weekly is self.weekly)
            chip.style().polish(chip)

    def _span(self) -> tuple[date, date]:
        """The first and the last day of the week or month."""
        if self.weekly:
            first = self.day - timedelta(days=self.day.weekday())
            return first, first + timedelta(days=6)
        last = calendar.monthrange(self.day.year, self.day.month)[1]
        return self.day.replace(day=1), self.day.replace(day=last)

    def _shown(self) -> tuple[date, int]:
        """The Monday the grid begins with, and how many weeks it has."""
        first, last = self._span()
        monday = first - timedelta(days=first.weekday())
        return monday, (last - monday).days // 7 + 1

    def _show(self, slots: list[Slot]) -> None:
        self.slots = slots
        first, weeks = self._shown()
        month = 0 if self.weekly else self.day.month
        self.grid.days.show(first, weeks, slots, month)
        begin, end = self._span()
        own = [slot for slot in slots if begin <= slot.held_on <= end]
        if self.weekly:
            until = f"{end.month}月{end.day}日" if end.month != begin.month else f"{end.day}日"
            span = f"{begin.year}年{begin.month}月{begin.day}日—{until}"
        else:
            span = f"{self.day.year}年{self.day.month}月"
        self.head.setText(f"{span}　{len(own)}场")
        clashing = sum(bool(slot.clashes) for slot in own)
        if clashing:
            self.banner.show_text(f"有{clashing}场课的时间与别的课冲突，已标为红色。", kind="warningBanner")
        else:
            self.banner.hide()
        self.grid.go_to(self.day)
        self._show_day(self.day)

    def _show_day(self, day: date) -> None:
        self.day = day
        slots = self.grid.days.slots(day)
        self.day_head.setText(f"{day.month}月{day.day}日　{WEEKDAYS[day.weekday()]}")
        self.list.clear()
        for slot in slots:
            parts = (slot.topic, slot.teacher, slot.place, f"{slot.hours}学时" if slot.hours else "")
            lines = [
                f"{slot.time}　{slot.name}".strip(),
                "　".join(part for part in parts if part),
                *slot.clashes,
            ]
            item = QListWidgetItem("\n".join(line for line in lines if line))
            item.setData(_SLOT, slot)
            if slot.clashes:
                item.setForeground(QColor(self.frame.theme.colour("danger")))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if slots else -1)
        for button in (self.attend, self.sheet, self.open_run):
            button.setEnabled(bool(slots))

    def _connect(self) -> None:
        self.grid.chosen.connect(self._show_day)
        self.grid.opened.connect(lambda _: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.itemActivated.connect(lambda _: self.take_attendance())
        for button, do in (
            (self.attend, self.take_attendance),
            (self.sheet, self.print_sheet),
            (self.open_run, self.open_class),
        ):
            button.clicked.connect(lambda _=False, do=do: do())
        around = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, by in (("PgUp", -1), ("PgDown", 1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.step(by), context=around)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_days, context=around)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.head)
        top.addStretch(1)
        for label, weekly in (("按月", False), ("按周", True)):
            chip = QToolButton()
            chip.setObjectName("chip")
            chip.setText(label)
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, weekly=weekly: self.show_weekly(weekly))
            self.chips[weekly] = chip
            top.addWidget(chip)
        self._show_chips()
        for label, tip, by in (("‹", "上一页（PgUp）", -1), ("›", "下一页（PgDn）", 1)):
            arrow = QToolButton()
            arrow.setText(label)
            arrow.setToolTip(tip)
            arrow.setAccessibleName(tip)
            arrow.clicked.connect(lambda _=False, by=by: self.step(by))
            top.addWidget(arrow)
        now, paper = QPushButton("今天"), QPushButton("打印课表")
        now.clicked.connect(lambda: self.show_day(date.today()))
        paper.clicked.connect(lambda: self.print_days())
        top.addWidget(now)
        top.addWidget(paper)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 0, 0, 0)
        column.addWidget(self.day_head)
        column.addWidget(self.list, 1)
        for button in (self.attend, self.sheet, self.open_run):
            column.addWidget(button)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.grid)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([self.frame.theme.length(860), self.frame.theme.length(280)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 18, 10)
        layout.addLayout(top)
        layout.addWidget(self.banner)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.grid)
