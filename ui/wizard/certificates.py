"""结业证书: who may have one and who not and why, the template, the seal, a look before numbers are taken, issue, print."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from app.registers.spec import Field, Kind
from ui.records.editors import Unreadable
from ui.widgets.dates import DateEditor
from ui.wizard.sealing import SealChoice

if TYPE_CHECKING:
    from app.actions.certificate_templates import Offered
    from app.actions.certificates import Eligibility, Issued
    from app.actions.printing import Printed
    from app.actions.seals import Approval
    from app.desk import Changes
    from ui.shell.window import MainWindow

_HEADS = ("姓名", "出勤", "学时", "能否发证")
_WIDTHS = (150, 70, 70)


@dataclass(frozen=True)
class _Batch:
    """What was issued, and the paper of it."""

    issued: Issued
    printed: Printed


@dataclass(frozen=True)
class _Ready:
    """What the dialog shows."""

    title: str
    people: list[Eligibility]
    templates: list[Offered]
    approvals: list[Approval]


def open_certificates(window: MainWindow, class_run_id: int) -> None:
    """Open the wizard for a class run."""
    desk = window.desk

    def work() -> _Ready:
        from app.actions.certificates import class_name, class_templates, eligibility
        from app.actions.seals import approvals

        people, agreed = eligibility(desk, class_run_id), approvals(desk, class_run_id)
        return _Ready(class_name(desk, class_run_id), people, class_templates(desk), agreed)

    window.tasks.read(
        work, lambda ready: CertificatesDialog(window, class_run_id, ready).open(), owner=window
    )


class CertificatesDialog(QDialog):
    """Everybody of the class with a box to tick; numbers are taken only by 发证."""

    def __init__(self, window: MainWindow, class_run_id: int, ready: _Ready) -> None:
        super().__init__(window)
        self.frame, self.class_run_id, self.people = window, class_run_id, ready.people
        self._request = str(uuid.uuid4())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"结业证书：{ready.title}")
        theme, room = window.theme, window.screen().availableGeometry()
        self.resize(min(theme.length(960), room.width() - 40), min(theme.length(620), room.height() - 60))
        self.table = self._make_table()
        self.day = DateEditor(Field("issued_on", "发证日期", kind=Kind.DATE, required=True))
        self.day.set_value(date.today())
        self.template = QComboBox()
        self.template.setAccessibleName("模板")
        for place, one in enumerate(ready.templates):
            self.template.addItem(one.name, one.key)
            if one.standard:
                self.template.setCurrentIndex(place)
        self.sealing = SealChoice(ready.approvals)
        self.sealing.applied.connect(self.apply_for_seal)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.count = QLabel()
        self.look = QPushButton("预览(&V)")
        self.issue_button = QPushButton("发证并打印(&I)")
        self.issue_button.setObjectName("primary")
        self._arrange()
        self._count()

    def chosen(self) -> list[int]:
        """Enrolment ids of the people ticked."""
        return [
            person.enrolment_id
            for row, person in enumerate(self.people)
            if (item := self.table.item(row, 0)) and item.checkState() is Qt.CheckState.Checked
        ]

    def preview(self) -> None:
        """Show the certificates as they would be, without numbers."""
        day = self._day()
        if day is None:
            return
        desk, run, chosen, template = self.frame.desk, self.class_run_id, self.chosen(), self._template()

        def work() -> bytes:
            from app.actions.certificates import preview_paper

            return preview_paper(desk, run, chosen, day, template)

        self.frame.tasks.read(work, self._show_preview, self._failed, owner=self, title="正在排版证书…")

    def issue(self) -> None:
        """Take the numbers, store the certificates, print them."""
        day = self._day()
        if day is None:
            return
        desk, run, chosen, request = self.frame.desk, self.class_run_id, self.chosen(), self._request
        sealed_by, seal_request, template = self.sealing.leader, self.sealing.request_id, self._template()
        question = f"给{len(chosen)}人发证？"
        detail = "发证后编号登记入册，不能撤销；发错的证书用“作废”处理。"
        if not self.frame.messages.confirm(question, detail, yes="发证", parent=self):
            return
        self._enable(False)

        def work() -> _Batch:
            from app.actions.certificate_printing import print_certificates
            from app.actions.certificates import issue

            issued = issue(
                desk,
                run,
                chosen,
                day,
                sealed_by=sealed_by,
                seal_request_id=seal_request,
                template=template,
                request_id=request,
            )
            return _Batch(issued, print_certificates(desk, issued.ids))

        self.frame.tasks.write(work, self._issued, self._failed, owner=self, title="正在发证…")

    def apply_for_seal(self) -> None:
        """File an application for the seal on as many papers as are ticked; somebody else decides it."""
        desk, run, copies = self.frame.desk, self.class_run_id, len(self.chosen())

        def work() -> Changes:
            from app.actions.seals import apply_for_class

            return apply_for_class(desk, run, copies)

        said = f"已提交用印申请（{copies}份），请另一位经办人在“证书—用印申请”里批准后再发证。"
        self.frame.tasks.write(work, lambda _: self.frame.messages.notice(said), self._failed, owner=self)

    def _template(self) -> str:
        return str(self.template.currentData())

    def _day(self) -> date | None:
        try:
            day: date | None = self.day.value()
        except Unreadable as unreadable:
            self._say(str(unreadable))
            return None
        self._say("" if day else "请填写发证日期。")
        return day

    def _show_preview(self, data: bytes) -> None:
        from ui.papers.preview import open_preview

        open_preview(self.frame, data, "结业证书（预览，未编号）")

    def _issued(self, batch: _Batch) -> None:
        from ui.papers.preview import open_preview

        numbers = batch.issued.numbers
        self.frame.tasks.changed.emit(batch.issued.changes)
        self.frame.messages.notice(f"已发证{len(numbers)}本，编号{numbers[0]}至{numbers[-1]}。")
        open_preview(self.frame, batch.printed.data, batch.printed.title)
        self.accept()

    def _failed(self, error: Exception) -> None:
        from app.errors import UserError

        self._enable(True)
        if isinstance(error, UserError):
            self._say(f"{error.sentence}{error.advice}")
        else:
            self.frame.messages.failed(error)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _enable(self, on: bool) -> None:
        self.table.setEnabled(on)
        self.look.setEnabled(on and bool(self.chosen()))
        self.issue_button.setEnabled(on and bool(self.chosen()))

    def _count(self) -> None:
        able = sum(person.eligible for person in self.people)
        text = f"符合条件{able}人，已选{len(self.chosen())}人" if self.people else "这个班次还没有学员。"
        self.count.setText(text)
        self._enable(True)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(len(self.people), len(_HEADS))
        table.setHorizontalHeaderLabels(_HEADS)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        for row, person in enumerate(self.people):
            self._fill(table, row, person)
        table.setShowGrid(False)
        head, down = table.horizontalHeader(), table.verticalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, self.frame.theme.length(width))
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Reasons take as many lines as the last column, once it has its width, makes of them.
        head.sectionResized.connect(lambda *_: table.resizeRowsToContents())
        table.itemChanged.connect(lambda _: self._count())
        return table

    @staticmethod
    def _fill(table: QTableWidget, row: int, person: Eligibility) -> None:
        texts = (
            person.name,
            f"{person.attended}/{person.sessions}",
            str(person.hours),
            "可以发证" if person.eligible else "；".join(person.reasons),
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == 0:
                ticked = Qt.CheckState.Checked if person.eligible else Qt.CheckState.Unchecked
                item.setCheckState(ticked)
            if not person.eligible:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            table.setItem(row, column, item)

    def _arrange(self) -> None:
        close = QPushButton("关闭")
        for button, do in (
            (self.look, self.preview),
            (self.issue_button, self.issue),
            (close, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(QLabel("模板"))
        head.addWidget(self.template)
        head.addWidget(QLabel("发证日期"))
        head.addWidget(self.day)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.look, self.issue_button, close):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.sealing)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot)

    def keyPressEvent(self, event: Any) -> None:
        """Enter in the date must not issue anything."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
