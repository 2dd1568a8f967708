"""一人一卡: the page with everything about one record; editing stays the form, verbs work as on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.cards.card import Whole, read_card
from app.desk import Changes
from ui.lists.actions import ActionBar
from ui.papers.menu import PaperMenu
from ui.records.cardbody import CardBody
from ui.records.cards import open_record
from ui.tabs.tab import Tab
from ui.widgets.keys import on_page, within

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs import Page


_PHOTO = 56  # height on the screen at 100 %


class CardTab(Tab):
    """Shows the card of one record. back: key of the page the clerk came from."""

    def __init__(self, window: MainWindow, page: Page, card: Whole, back: str) -> None:
        super().__init__(window)
        self.page, self.card, self.back = page, card, back
        self._whole = False
        self.body: CardBody | None = None
        self.actions_bar = ActionBar(window, card.register, lambda do: do([self.card.id]))
        self.actions_bar.enable(1)
        self.papers = PaperMenu(window, card.register, lambda do: do([self.card.id]))
        if not card.register.papers:
            self.papers.hide()
        self._name, self._status, self._facts = QLabel(), QLabel(), QLabel()
        self._name.setObjectName("title")
        self._status.setObjectName("pill")
        self._facts.setObjectName("quiet")
        self.numbers = QPushButton()
        self.photo = QToolButton()
        self.photo.setObjectName("photo")
        self.photo.setToolTip("照片：点击选择、裁剪")
        self.photo.setVisible(False)
        self.photo.clicked.connect(self.choose_photo)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()
        self.setFocusProxy(self._scroll)
        self.show_card(card)

    def reload(self) -> None:
        """Read the card anew; when its record is gone, go back."""
        desk, card, whole = self.frame.desk, self.card, self._whole
        self.frame.tasks.read(
            lambda: read_card(desk, card.register, card.id, whole=whole),
            self.show_card,
            self._gone,
            owner=self,
        )

    def take(self, changes: Changes) -> None:
        """What links to the record may have changed, too."""
        self.tables = self.card.concerned
        super().take(changes)

    def show_card(self, card: Whole) -> None:
        """Show what was read."""
        place = self._scroll.verticalScrollBar().value()
        self.card = card
        self._name.setText(card.name)
        self._status.setText(card.status)
        self._status.setVisible(bool(card.status))
        facts = [card.number, *(f"{label} {text}" for label, text in card.facts)]
        self._facts.setText("　".join(fact for fact in facts if fact))
        self._show_photo(card)
        self.numbers.setText("隐去号码" if self._whole else "显示完整号码")
        self.body = CardBody(self.frame, card)
        self._scroll.setWidget(self.body)
        self._scroll.verticalScrollBar().setValue(place)

    def choose_photo(self) -> None:
        """Choose, cut or take off the portrait."""
        from ui.records.photo import PhotoDialog, Sitter

        card = self.card
        assert card.register.card is not None
        assert card.register.card.portrait is not None
        sitter = Sitter(card.id, card.name, card.register.card.portrait, bool(card.picture))
        PhotoDialog(self.frame, sitter).open()

    def _show_photo(self, card: Whole) -> None:
        portrait = card.register.card.portrait if card.register.card is not None else None
        self.photo.setVisible(portrait is not None)
        shape = portrait.shape if portrait is not None else 1.0
        picture = QPixmap()
        picture.loadFromData(card.picture)
        height = self.frame.theme.length(_PHOTO)
        self.photo.setText("" if card.picture else "照片")
        self.photo.setIcon(QIcon(picture))
        self.photo.setIconSize(QSize(round(height * shape), height))
        self.photo.setFixedSize(round(height * shape) + 6, height + 6)

    def edit(self) -> None:
        """Open the form."""
        open_record(self.frame, self.card.register.key, self.card.id)

    def go_back(self) -> None:
        """Return to the page the clerk came from."""
        self.frame.pages.close_beside(self.page, self.back)

    def show_numbers(self) -> None:
        """Show numbers in full, which is written down, or hide them again."""
        from app.cards.card import reveal_card

        if self._whole:
            self._whole = False
            self.reload()
            return
        desk, card = self.frame.desk, self.card
        self._whole = True
        self.frame.tasks.write(
            lambda: reveal_card(desk, card.register, card.id), self.show_card, self._gone, owner=self
        )

    def _gone(self, error: Exception) -> None:
        self._whole = False
        self.frame.tasks.default_failure(error)
        self.go_back()

    def _arrange(self) -> None:
        back, edit = QPushButton("← 返回"), QPushButton("修改")
        edit.setObjectName("primary")
        edit.setToolTip("打开表单修改（F2）")
        back.setToolTip("回到列表（Esc）")
        back.clicked.connect(self.go_back)
        edit.clicked.connect(self.edit)
        self.numbers.clicked.connect(self.show_numbers)
        self._tools = QWidget()
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (back, edit, self.actions_bar, self.papers, self.numbers):
            row.addWidget(widget)
        row.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(12)
        for label in (self._name, self._status):
            line.addWidget(label)
        line.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addLayout(line)
        said.addWidget(self._facts)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.photo)
        head.addLayout(said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 4, 6, 6)
        layout.setSpacing(8)
        layout.addWidget(self._tools)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        on_page(self, "F2", self.edit)
        within(self, "Esc", self.go_back)
