"""撤销 from the window: take back an operation and say, in a notice, what came back and what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.actions.undo import Last, Undone
    from ui.shell.window import MainWindow

_MOST_NAMED = 3


def outcome(undone: Undone) -> str:
    """What came of an undo, without the rows that were kept."""
    return f"已{undone.title}" if undone.restored else f"没有能{undone.title}"


def undo_last(window: MainWindow) -> None:
    """Take back the clerk's last operation that can be; ask first when the clerk may have another one in mind."""
    from app.actions.undo import last_done

    desk = window.desk

    def go_on(last: Last | None) -> None:
        if last is None:
            window.messages.notice("没有可以撤销的操作。")
            return
        detail = f"这是您{last.at.astimezone():%Y-%m-%d %H:%M}做的操作。撤销后还可以恢复。"
        if last.expected or window.messages.confirm(f"撤销“{last.title}”吗？", detail, yes="撤销"):
            undo_operation(window, last.id)

    window.tasks.read(lambda: last_done(desk), go_on)


def undo_operation(window: MainWindow, operation_id: int) -> None:
    """Take back one operation, for example by the link in the notice right after it."""
    from app.actions.undo import undo

    desk = window.desk
    window.tasks.write(
        lambda: undo(desk, operation_id), lambda undone: _tell(window, undone), title="正在撤销…"
    )


def _tell(window: MainWindow, undone: Undone) -> None:
    text = f"{outcome(undone)}。"
    if undone.kept:
        named = "；".join(f"{kept.name}（{kept.reason}）" for kept in undone.kept[:_MOST_NAMED])
        more = f"；等{len(undone.kept)}条" if len(undone.kept) > _MOST_NAMED else ""
        text = f"{outcome(undone)}；保留了：{named}{more}。"
    operation = undone.changes.operation_id
    if operation is None:
        window.messages.notice(text)
    else:
        back = "撤销" if undone.title.startswith("恢复") else "恢复"
        window.messages.notice(text, action=back, do=lambda: undo_operation(window, operation))
