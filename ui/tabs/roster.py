"""花名册: who belonged to a body on a day, with posts here and elsewhere; the verbs of membership, and the union's papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox

from app.registers import find_register
from ui.lists.actions import ActionBar
from ui.records.cards import show_record
from ui.tabs.daytab import DayTab
from ui.tabs.unionpapers import UnionPapers
from ui.widgets.rowtable import Head, RowTable

if TYPE_CHECKING:
    from app.actions.printing import Printed
    from app.sheets.rosters import Roster
    from app.surveys.orgtree import Node
    from ui.shell.window import MainWindow
    from ui.tabs import Page

_STATE, _NUMBER, _BODY = 7, 8, 10
_HEADS = (
    Head("姓名", 14),
    Head("性别", 5),
    Head("职务", 12),
    Head("联系电话", 14),
    Head("所在平台", 12),
    Head("所在站点", 16),
    Head("加入日期", 11),
    Head("会籍", 8),
    Head("会员证号", 12),
    Head("兼任", 30),
    Head("所在组织", 20),
)
Bodies = list[tuple[int, str]]


class RosterTab(DayTab):
    """The members of one body on a day; with those below it when wanted."""

    title = "组织成员花名册"

    def __init__(self, window: MainWindow, page: Page) -> None:
        super().__init__(window, page)
        self.found: Roster | None = None
        self.bodies = QComboBox()
        self.bodies.setAccessibleName("组织")
        self.bodies.setMinimumWidth(window.theme.length(300))
        self.below = QCheckBox("含下级组织")
        self._wanted: int | None = None
        self.table = RowTable(window.theme, _HEADS, self.title, "这一天没有成员。")
        self.actions_bar = ActionBar(window, find_register("memberships"), self._give, 2)
        self.papers = UnionPapers(window, "memberships")
        self.add_choice(self.bodies)
        self.add_choice(self.below)
        self.add_choice(self.actions_bar)
        self.add_tool("打印花名册", "mdi6.printer-outline", self.print_it)
        self.forms = self.add_tool(
            "打印申请书", "mdi6.file-sign", lambda: self._give(self.papers.print_forms)
        )
        self.cards = self.add_tool("打印会员证", "mdi6.card-account-details-outline",
                                   lambda: self._give(self.papers.print_cards))  # fmt: skip
        self.body.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.bodies.activated.connect(lambda _: self.reload())
        self.below.toggled.connect(lambda _: self.reload())
        self.table.chosen.connect(self._enable)
        self.table.opened.connect(self._open_person)

    def show_body(self, body_id: int) -> None:
        """Go to another body."""
        self._wanted = body_id
        self.reload()

    def ask(self) -> Callable[[date], tuple[Bodies, Roster | None]]:
        """The bodies of the day to choose from, and the roster of the chosen one, or of the first with members."""
        desk, below = self.frame.desk, self.below.isChecked()
        wanted = self._wanted if self._wanted is not None else self.bodies.currentData()

        def work(on: date) -> tuple[Bodies, Roster | None]:
            from app.sheets.rosters import roster
            from app.surveys.orgtree import organization_tree

            root = organization_tree(desk, on)
            nodes = [node for node in root.walk() if node.body_id is not None]
            chosen = next((node for node in nodes if node.body_id == wanted), None)
            chosen = chosen or max(nodes, key=lambda node: node.members, default=None)
            found = roster(desk, chosen.body_id, on, below=below) if chosen and chosen.body_id else None
            return _named(root), found

        return work

    def show_found(self, answer: tuple[Bodies, Roster | None]) -> None:
        """Show the members; columns that say nothing are hidden."""
        bodies, self.found = answer
        self._wanted = None
        self._offer(bodies)
        found = self.found
        rows = [
            (one.name, one.gender, one.posts, one.phones, one.platform, one.station, f"{one.joined_on}", one.state,
             one.member_no, one.elsewhere, one.body)
            for one in (found.members if found else ())
        ]  # fmt: skip
        self.table.show_rows(rows, ["quiet" if row[_STATE] != "在会" else "" for row in rows])
        union = found is not None and found.line == "union"
        for column in (_STATE, _NUMBER):
            self.table.setColumnHidden(column, not union)
        self.table.setColumnHidden(_BODY, not self.below.isChecked())
        for button in (self.forms, self.cards):
            button.setVisible(union)
        self.tell(found.told if found else "这一天还没有组织。")
        self._enable()

    def paper(self) -> Callable[[date], Printed]:
        """The roster as shown."""
        desk, body, below = self.frame.desk, self.bodies.currentData(), self.below.isChecked()

        def work(on: date) -> Printed:
            from app.actions.organization_printing import print_roster

            return print_roster(desk, body, on, below=below)

        return work

    def _give(self, do: Callable[[list[int]], Any]) -> None:
        """Give a verb the selected memberships."""
        ids = self._memberships(self.table.selected())
        if ids:
            do(ids)
        else:
            self.frame.messages.notice("请先在表中选择成员。")

    def _memberships(self, places: Sequence[int]) -> list[int]:
        members = self.found.members if self.found is not None else ()
        return [members[place].membership_id for place in places]

    def _enable(self) -> None:
        count = len(self.table.selected())
        self.actions_bar.enable(count)
        for button in (self.forms, self.cards):
            button.setEnabled(count > 0)

    def _open_person(self, place: int) -> None:
        if self.found is not None:
            show_record(self.frame, "people", self.found.members[place].person_id)

    def _offer(self, bodies: Bodies) -> None:
        self.bodies.clear()
        for body_id, label in bodies:
            self.bodies.addItem(label, body_id)
        if self.found is not None:
            self.bodies.setCurrentIndex(max(0, self.bodies.findData(self.found.body_id)))


def _named(root: Node) -> Bodies:
    """Bodies for a list, those below others set in."""
    found: Bodies = []

    def add(node: Node, depth: int) -> None:
        if node.body_id is not None:
            found.append((node.body_id, "　" * depth + node.label))
        for child in node.children:
            add(child, depth + (node.body_id is not None))

    add(root, 0)
    return found
