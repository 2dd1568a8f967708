"""The kept forms of the superior office: one is filled for the period of the return, added, named anew, exchanged, dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from ui.shell.places import ask_files, ask_target

if TYPE_CHECKING:
    from app.actions.superiorforms import KeptForm
    from app.measures.period import Reported
    from app.superior.filling import Filled
    from app.superior.looks import Placeholder, SheetLook
    from app.superior.offered import Offered
    from app.superior.slots import Place
    from ui.shell.window import MainWindow

_KINDS = "表格和文档 (*.xlsx *.docx *.xls *.doc);;所有文件 (*)"
_EMPTY = "还没有上级表格。添加上级发下来的 xlsx 或 docx，点单元格指定每一处填什么，以后每期一键填写。"


class FormsDialog(QDialog):
    """The forms and what can be done with one. period: of the return they are filled for."""

    def __init__(self, window: MainWindow, period: Reported) -> None:
        super().__init__(window)
        self.frame, self._period = window, period
        self.forms: list[KeptForm] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"上级表格 — {period.label}")
        self.resize(window.theme.length(720), window.theme.length(420))
        self.table = QTableWidget(0, 3)
        self.said, self.outcome = QLabel(_EMPTY), QLabel()
        self.add_button, self.map_button = QPushButton("添加(&A)…"), QPushButton("对应关系(&M)…")
        self.file_button, self.drop_button = QPushButton("换文件(&R)…"), QPushButton("删除(&D)")
        self.fill_button = QPushButton("填写并保存(&F)…")
        self._arrange()
        self.reload()

    def reload(self, name: str = "") -> None:
        """Read the forms. name: of the one to stand on; the one before when empty."""
        desk, wanted = self.frame.desk, name or (self.form.name if self.form else "")

        def work() -> list[KeptForm]:
            from app.actions.superiorforms import kept_forms

            return kept_forms(desk)

        self.frame.tasks.read(work, lambda found: self._show(found, wanted), owner=self)

    @property
    def form(self) -> KeptForm | None:
        """The form of the chosen line."""
        row = self.table.currentRow()
        return self.forms[row] if 0 <= row < len(self.forms) else None

    def add(self) -> None:
        """Ask for a file and a name, and keep the form."""
        files = ask_files(self.frame.state, self, "superior", "选择上级表格", _KINDS)
        if not files:
            return
        name, given = QInputDialog.getText(self, "添加上级表格", "这份表格叫什么：", text=files[0].stem[:60])
        if given:
            self.add_as(name, files[0])

    def add_as(self, name: str, path: Path) -> None:
        """Keep a file under a name."""
        desk = self.frame.desk

        def work() -> object:
            from app.actions.superiorforms import add_form

            return add_form(desk, name, path)

        self._write(work, f"已添加：{name}。请打开“对应关系”，指定每一处填什么。", " ".join(name.split()))

    def map(self) -> None:
        """Open what stands where in the chosen form."""
        desk, form = self.frame.desk, self.form
        if form is None:
            return

        def work() -> tuple[
            KeptForm, tuple[SheetLook, ...], tuple[Placeholder, ...], Offered, dict[Place, str]
        ]:
            from app.actions.superiorforms import find_form
            from app.superior.offered import offered
            from app.superior.opening import lost_places, open_form

            kept, content = find_form(desk, form.id)
            opened = open_form(kept.kind, content)
            return kept, opened.looks(), opened.placeholders(), offered(desk), lost_places(opened, kept.slots)

        def show(found: tuple) -> None:  # type: ignore[type-arg]
            from ui.superior.mapping import MappingDialog

            dialog = MappingDialog(self.frame, *found)
            dialog.finished.connect(lambda _: self.reload())
            dialog.open()

        self.frame.tasks.read(work, show, owner=self, title="正在打开上级表格…")

    def exchange(self) -> None:
        """Ask for the file as it came this time, and keep it instead of the one before."""
        form = self.form
        if form is None:
            return
        files = ask_files(self.frame.state, self, "superior", f"{form.name}：换文件", _KINDS)
        if files:
            self.exchange_for(files[0])

    def exchange_for(self, path: Path) -> None:
        """Keep another file for the chosen form."""
        desk, form = self.frame.desk, self.form
        if form is None:
            return

        def work() -> object:
            from app.actions.superiorforms import replace_file

            return replace_file(desk, form.id, path)

        self._write(work, f"已换成：{path.name}。对应关系保留，填写前会核对。")

    def drop(self) -> None:
        """Delete the chosen form after asking."""
        desk, form = self.frame.desk, self.form
        if form is None or not self.frame.messages.confirm(
            f"删除上级表格“{form.name}”和它的对应关系？", yes="删除", parent=self
        ):
            return

        def work() -> object:
            from app.actions.superiorforms import drop_form

            return drop_form(desk, form.id)

        self._write(work, f"已删除：{form.name}")

    def fill(self) -> None:
        """Ask where, and fill the chosen form."""
        from app.actions.superiorforms import filled_name

        form = self.form
        if form is None:
            return
        kinds = "工作簿 (*.xlsx)" if form.kind == "xlsx" else "Word文档 (*.docx)"
        proposed = filled_name(form, self._period)
        target = ask_target(self.frame.state, self, "export", "填写上级表格", proposed, kinds)
        if target is not None:
            self.fill_to(target)

    def fill_to(self, target: Path) -> None:
        """Fill the chosen form into a file."""
        desk, form, period = self.frame.desk, self.form, self._period
        if form is None:
            return

        def work() -> Filled:
            from app.actions.superiorforms import fill_form

            return fill_form(desk, form.id, period, target)

        def done(filled: Filled) -> None:
            self.outcome.setText("".join((f"已填好：{target.name}。", *filled.notes)))
            self.outcome.show()

        self.frame.tasks.write(work, done, owner=self, title=f"正在填写{form.name}…")

    def _write(self, work: Callable[[], object], said: str, name: str = "") -> None:
        def done(_: object) -> None:
            self.frame.messages.notice(said)
            self.reload(name)

        self.frame.tasks.write(work, done, owner=self, title="正在保存…")

    def _show(self, forms: list[KeptForm], wanted: str) -> None:
        self.forms = forms
        self.table.setRowCount(len(forms))
        for row, form in enumerate(forms):
            places = f"{len(form.slots)}处" if form.slots else "还没有"
            for column, text in enumerate((form.name, form.file_name, places)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        names = [form.name for form in forms]
        self.table.setCurrentCell(names.index(wanted) if wanted in names else 0, 0)
        self.said.setVisible(not forms)
        self.table.setVisible(bool(forms))
        self._enable()

    def _enable(self) -> None:
        form = self.form
        for button in (self.map_button, self.file_button, self.drop_button):
            button.setEnabled(form is not None)
        self.fill_button.setEnabled(form is not None and bool(form.slots))

    def _arrange(self) -> None:
        self.table.setHorizontalHeaderLabels(["名称", "文件", "对应关系"])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("上级表格")
        header = self.table.horizontalHeader()
        for place in range(2):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.table.currentCellChanged.connect(lambda *_: self._enable())
        self.table.cellActivated.connect(lambda *_: self.map())
        self.outcome.setWordWrap(True)
        self.outcome.hide()
        self.said.setObjectName("empty")
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        for button, do in (
            (self.add_button, self.add),
            (self.map_button, self.map),
            (self.file_button, self.exchange),
            (self.drop_button, self.drop),
            (self.fill_button, self.fill),
        ):
            if button is self.fill_button:
                row.addStretch(1)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
            row.addWidget(button)
        self.fill_button.setObjectName("primary")
        column = QVBoxLayout(self)
        column.addWidget(self.said, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.outcome)
        column.addLayout(row)
