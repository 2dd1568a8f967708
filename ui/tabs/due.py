"""谁该办什么了: everything due, by line, area and days ahead; each row opens its record and knows the verb that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QMenu

from app.registers import find_register
from app.registers.spec import Action
from ui.lists.actions import ActionDialog, run_action
from ui.records.cards import open_record
from ui.tabs.daytab import DayTab
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.due import Due
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_HEADS = (
    Head("条线", 7, toned=False),
    Head("姓名（组织）", 22, toned=False),
    Head("所在区域", 15, toned=False),
    Head("现在", 14, toned=False),
    Head("应办事项", 33, toned=False),
    Head("到期日期", 11),
    Head("情况", 13),
)
_AHEAD = (
    ("按设置提前", None),
    ("已到期", 0),
    ("30天内", 30),
    ("90天内", 90),
    ("半年内", 183),
    ("一年内", 366),
)
_NOTHING = "没有到期的事项。"


class DueTab(DayTab):
    """The list of a line, or of all; a page may fix the line (``page.fixed``)."""

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.rows: list[Due] = []
        self.lines, self.areas, self.ahead = QComboBox(), QComboBox(), QComboBox()
        self.table = RowTable(window.theme, _HEADS, page.label, _NOTHING)
        self.do_button = self.add_tool("办理", "mdi6.check", self.do_selected, primary=True)
        self.add_tool("打开", "mdi6.open-in-new", self.open_selected)
        self.add_tool("打印清单", "mdi6.printer-outline", self.print_it)
        self._fill_choices(dict(page.fixed).get("line", ""))
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda place: self._open(self.rows[place]))
        self.table.chosen.connect(self._name_verb)
        self.table.wants_menu.connect(self._menu)

    def ask(self) -> Callable[[date], Any]:
        """The list as chosen, and the communities to choose from."""
        desk, wanted = self.frame.desk, self._wanted()

        def work(on: date) -> tuple[list[Due], list[tuple[int, str]]]:
            from app.due import everything_due
            from app.surveys.coverage import communities

            return everything_due(desk, on, **wanted), communities(desk, on)

        return work

    def show_found(self, found: tuple[list[Due], list[tuple[int, str]]]) -> None:
        """Show the rows, those that are late in another colour."""
        from app.due import DUE_LINES

        self.rows, areas = found
        labels = dict(DUE_LINES)
        texts = [
            (labels[row.line], row.who, row.area, row.stage, row.what, f"{row.due_on}", _state(row))
            for row in self.rows
        ]
        self.table.show_rows(texts, [_tone(row) for row in self.rows])
        late = sum(1 for row in self.rows if row.overdue_days)
        self.tell(f"共{len(self.rows)}件，其中已逾期{late}件。回车或双击打开记录；选中后按“办理”直接登记。")
        self._offer_areas(areas)
        self._name_verb()

    def paper(self) -> Callable[[date], Printed]:
        """The list as chosen, on paper."""
        desk, wanted = self.frame.desk, self._wanted()

        def work(on: date) -> Printed:
            from app.actions.coverage_printing import print_due

            return print_due(desk, on, **wanted)

        return work

    def do_selected(self) -> None:
        """Do the verb of the selected rows, which must be the same for all."""
        chosen = [self.rows[place] for place in self.table.selected()]
        if not chosen:
            self.frame.messages.notice("请先在表中选择事项。")
            return
        if len({(row.register_key, row.action, row.preset) for row in chosen}) > 1:
            self.frame.messages.notice("选中的事项不是同一类，请只选同一类事项一起办理。", kind="warning")
            return
        verb = self._verb(chosen[0])
        if verb is None:
            self._open(chosen[0])
        else:
            self._ask(verb, chosen)

    def open_selected(self) -> None:
        """Open the record of the first selected row."""
        for place in self.table.selected()[:1]:
            self._open(self.rows[place])

    def _wanted(self) -> dict[str, Any]:
        return {
            "ahead_days": self.ahead.currentData(),
            "line": self.lines.currentData() or "",
            "area_id": self.areas.currentData(),
        }

    def _open(self, row: Due) -> None:
        open_record(self.frame, row.register_key, row.record_id)

    def _ask(self, verb: Action, chosen: Sequence[Due]) -> None:
        ids = [row.record_id for row in chosen]
        if not verb.asks:
            run_action(self.frame, verb, ids, {})
            return
        whom = "、".join(dict.fromkeys(row.who for row in chosen[:3])) + ("等" if len(chosen) > 3 else "")
        title = f"{verb.label}：{whom}" + (f"（{len(chosen)}件）" if len(chosen) > 1 else "")
        on = {"on": self.day} if self.day is not None and self.day <= date.today() else {}
        preset = on | dict(chosen[0].preset)
        ActionDialog(self.frame, verb, title, ids, self.window(), preset).open()

    @staticmethod
    def _verb(row: Due) -> Action | None:
        return next((one for one in find_register(row.register_key).actions if one.key == row.action), None)

    def _name_verb(self) -> None:
        """The button says what it does to the selected rows."""
        places = self.table.selected()
        verb = self._verb(self.rows[places[0]]) if places and places[0] < len(self.rows) else None
        self.do_button.setText(f"办理：{verb.label}" if verb is not None else "办理")
        self.do_button.setEnabled(bool(places))

    def _menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.do_button.text(), self.do_selected)
        menu.addAction("打开", self.open_selected)
        menu.addAction("复制", self.table.copy)
        menu.popup(self.table.viewport().mapToGlobal(position))

    def _fill_choices(self, line: str) -> None:
        from app.due import DUE_LINES

        self.lines.addItem("全部条线", "")
        for key, label in DUE_LINES:
            self.lines.addItem(label, key)
        self.lines.setCurrentIndex(max(0, self.lines.findData(line)))
        self.areas.addItem("全部区域", None)
        for label, days in _AHEAD:
            self.ahead.addItem(label, days)
        for box, name in ((self.lines, "条线"), (self.areas, "区域"), (self.ahead, "到期时间")):
            box.setAccessibleName(name)
            box.activated.connect(lambda _: self.reload())
            self.add_choice(box)
        self.lines.setVisible(not line)

    def _offer_areas(self, areas: list[tuple[int, str]]) -> None:
        """The communities of the day; the chosen one stays chosen."""
        if [self.areas.itemData(place) for place in range(1, self.areas.count())] == [
            one for one, _ in areas
        ]:
            return
        chosen = self.areas.currentData()
        self.areas.clear()
        self.areas.addItem("全部区域", None)
        for area_id, name in areas:
            self.areas.addItem(name, area_id)
        self.areas.setCurrentIndex(max(0, self.areas.findData(chosen)))


def _state(row: Due) -> str:
    if row.may:
        return "可以办理"
    return f"已逾期{row.overdue_days}天" if row.overdue_days else "未到期"


def _tone(row: Due) -> str:
    return "danger" if row.overdue_days else "good" if row.may else ""
