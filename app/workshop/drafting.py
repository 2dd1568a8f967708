"""A design being changed: what it was before each change, so that every change can be taken back."""

from __future__ import annotations

from app.workshop.elements import Design

MOST_STEPS = 200


class Draft:
    """A design with its history. Changes of one sort that follow each other (typing, arrow keys) are one step."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self._kept = design
        self._before: list[Design] = []
        self._after: list[Design] = []
        self._sort = ""

    @property
    def dirty(self) -> bool:
        """Whether it differs from what was kept last."""
        return self.design != self._kept

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step that was taken back can be done again."""
        return bool(self._after)

    def change(self, design: Design, sort: str = "") -> None:
        """Go on with a changed design. sort: a word for what joins with the change before it; empty joins with nothing."""
        if design == self.design:
            return
        if not (sort and sort == self._sort and self._before):
            self._before = [*self._before[-MOST_STEPS + 1 :], self.design]
        self._after.clear()
        self._sort, self.design = sort, design

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.design)
            self.design, self._sort = self._before.pop(), ""

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self._after:
            self._before.append(self.design)
            self.design, self._sort = self._after.pop(), ""

    def keep(self) -> None:
        """It was saved as it is now."""
        self._kept, self._sort = self.design, ""
