"""撤销 from the window: take back an operation and say, in a notice, what came back and what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.actions.undo import Undone
    from ui.window import MainWindow


def undo_last(window: MainWindow) -> None:
    """Take back the clerk's last operation that can be."""
    from app.actions.undo import last_undoable, undo

    desk = window.desk

    def work() -> Undone | None:
        operation = last_undoable(desk)
        return undo(desk, operation.id) if operation is not None and operation.id is not None else None

    window.tasks.write(work, lambda undone: _tell(window, undone), title="正在撤销…")


def undo_operation(window: MainWindow, operation_id: int) -> None:
    """Take back one operation, for example by the link in the notice right after it."""
    from app.actions.undo import undo

    desk = window.desk
    window.tasks.write(
        lambda: undo(desk, operation_id), lambda undone: _tell(window, undone), title="正在撤销…"
    )


def _tell(window: MainWindow, undone: Undone | None) -> None:
    if undone is None:
        window.messages.notice("没有可以撤销的操作。")
        return
    text = f"已撤销，恢复了{undone.restored}条记录。"
    if undone.kept:
        named = "；".join(f"{kept.name}（{kept.reason}）" for kept in undone.kept[:3])
        more = f"等{len(undone.kept)}条" if len(undone.kept) > 3 else ""
        text = f"已撤销，恢复了{undone.restored}条记录；保留了：{named}{more}。"
    operation = undone.changes.operation_id
    if operation is None:
        window.messages.notice(text)
    else:
        window.messages.notice(text, action="恢复", do=lambda: undo_operation(window, operation))
