"""套打: onto forms that are printed already, moved to where this printer puts them; the offset is remembered here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from app.workshop.drawing import Overprint
from app.workshop.elements import Design
from app.workshop.overprinting import MOST_MM, check_overprint
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from app.actions.certificate_printing import Form
    from app.actions.certificate_templates import Offered
    from app.actions.printing import Printed
    from ui.shell.window import MainWindow

_NO_PRINTER = "默认打印机"
_SAYS = (
    "套打只印姓名、编号、日期、照片等每人不同的内容，印在已经印好边框和文字的空白证书上。"
    "先用普通纸打印校准页，量出偏差填在下面；每台打印机、每个模板分别记住。打印时请选“实际大小”。"
)


def open_overprint(window: MainWindow, certificate_ids: Sequence[int]) -> None:
    """Ask for printer and offset, then print chosen certificates onto forms."""
    desk, ids = window.desk, list(certificate_ids)

    def work() -> Form:
        from app.actions.certificate_printing import form_of

        return form_of(desk, ids)

    def show(form: Form) -> None:
        OverprintDialog(window, form.kind, form.key, form.design, ids).open()

    window.tasks.read(work, show, owner=window)


class OverprintDialog(QDialog):
    """The offset of a printer for a design; without certificates only the calibration page can be printed."""

    def __init__(
        self, window: MainWindow, kind: str, key: str, design: Design, ids: Sequence[int] = ()
    ) -> None:
        super().__init__(window)
        self.frame, self._kind, self._key, self._design, self._ids = window, kind, key, design, list(ids)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"套打证书{len(ids)}本" if ids else "套打校准")
        self.printer = QComboBox()
        self.printer.setAccessibleName("打印机")
        self.printer.addItems(_printers())
        self.right, self.down = _offset("向右（mm）"), _offset("向下（mm）")
        self.calibrate_button, self.print_button = QPushButton("打印校准页"), QPushButton("套打(&P)")
        self._arrange()
        self._recall()
        self.printer.activated.connect(lambda _: self._recall())

    @classmethod
    def for_template(cls, window: MainWindow, template: Offered) -> OverprintDialog:
        """The dialog of a template, to calibrate."""
        from app.actions.certificate_templates import key_of

        return cls(window, template.kind, key_of(template.design), template.design)

    def calibrate(self) -> None:
        """Show the calibration page with the offset typed."""
        design, overprint = self._design, self._remember()

        def work() -> bytes:
            from app.actions.certificate_printing import print_calibration

            return print_calibration(design, overprint)

        def show(data: bytes) -> None:
            from ui.papers.preview import open_preview

            open_preview(self.frame, data, "套打校准页")

        self.frame.tasks.read(work, show, owner=self)

    def run(self) -> None:
        """Print what differs from holder to holder."""
        desk, ids, overprint = self.frame.desk, self._ids, self._remember()

        def work() -> Printed:
            from app.actions.certificate_printing import print_certificates

            return print_certificates(desk, ids, overprint=overprint)

        def show(printed: Printed) -> None:
            from ui.papers.preview import open_preview

            open_preview(self.frame, printed.data, f"{printed.title}（套打）")
            self.accept()

        self.frame.tasks.write(work, show, owner=self, title="正在排版证书…")

    def _names(self) -> tuple[str, str]:
        """Where the offset is remembered: of this design, and of the kind for a design that is new."""
        printer = self.printer.currentText().replace("/", "_")
        return f"overprint/{printer}/{self._key[:16]}", f"overprint/{printer}/{self._kind}"

    def _recall(self) -> None:
        own, common = self._names()
        text = str(self.frame.state.read(own, "") or self.frame.state.read(common, "") or "0 0")
        right, down = text.split()
        self.right.setValue(float(right))
        self.down.setValue(float(down))

    def _remember(self) -> Overprint:
        overprint = check_overprint(self.right.value(), self.down.value())
        for name in self._names():
            self.frame.state.write(name, f"{overprint.right:g} {overprint.down:g}")
        return overprint

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.addRow("打印机", self.printer)
        form.addRow("向右", self.right)
        form.addRow("向下", self.down)
        close = QPushButton("关闭")
        foot = QHBoxLayout()
        foot.addWidget(self.calibrate_button)
        foot.addStretch(1)
        buttons: list[tuple[QPushButton, Any]] = [
            (self.calibrate_button, self.calibrate),
            (close, self.reject),
        ]
        if self._ids:
            self.print_button.setObjectName("primary")
            foot.addWidget(self.print_button)
            buttons.append((self.print_button, self.run))
        foot.addWidget(close)
        for button, do in buttons:
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(12)
        layout.addWidget(WrappedLabel(_SAYS))
        layout.addLayout(form)
        layout.addLayout(foot)
        self.resize(self.frame.theme.length(520), self.frame.theme.length(250))


def _offset(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(-MOST_MM, MOST_MM)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix(" mm")
    box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    box.setAccessibleName(name)
    return box


def _printers() -> list[str]:
    """The printers of this computer."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:
        return [_NO_PRINTER]
    return [_NO_PRINTER, *QPrinterInfo.availablePrinterNames()]
