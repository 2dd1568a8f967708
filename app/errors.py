"""What can go wrong in a way the clerk can mend: each error carries a Chinese sentence and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one value.

    code: short upper-case word, stable, for tests and machine output (for example ``ID_CHECKSUM``).
    field: name of the field in the register's description, or ``""`` for the record as a whole.
    message: the sentence for the clerk: what is wrong and what to do next.
    blocking: False for a warning that the clerk may accept.
    """

    code: str
    field: str
    message: str
    blocking: bool = True


class UserError(Exception):
    """The world's fault, not ours: shown to the clerk as it stands, never as a bug.

    sentence: what is wrong, in whole Chinese sentences.
    advice: what to do next; empty when the sentence says it all.
    """

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(f"{sentence}{advice}")
        self.sentence = sentence
        self.advice = advice


class ValidationFailed(UserError):
    """A record cannot be saved as typed; the problems name their fields and the form shows them there."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = tuple(problems)


class Conflict(UserError):
    """Somebody else changed the record since it was loaded.

    theirs: the values now in the ledger, by field name, so that the form can show both sides.
    """

    def __init__(self, sentence: str, theirs: dict[str, object]) -> None:
        super().__init__(sentence, "请核对两边的内容后重新保存。")
        self.theirs = theirs


class NotFound(UserError):
    """The record is gone, or lies outside the user's area."""


class InUse(UserError):
    """The record cannot be deleted because others refer to it."""


class UnreadableFile(UserError):
    """The file cannot be imported: no workbook, encrypted, too large, or without a recognisable header."""


class MissingGlyphs(UserError):
    """Some characters have no glyph in the shipped faces; printing is blocked and the records are named.

    missing: (where, characters) pairs, for example ``("第3行 姓名", "𬱖")``.
    """

    def __init__(self, missing: Sequence[tuple[str, str]]) -> None:
        listed = "、".join(f"{where}：{characters}" for where, characters in missing[:10])
        more = f"等{len(missing)}处" if len(missing) > 10 else ""
        super().__init__(
            f"有字无法打印：{listed}{more}。", "请核对这些记录的用字，改用正式编码的字后再打印。"
        )
        self.missing = tuple(missing)
