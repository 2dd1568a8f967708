"""The annotated copy: the clerk's own workbook with a column saying what is wrong with which row."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from app.exchange.dryrun import DryRun
from app.exchange.reader import run_child
from app.exchange.readrow import SheetRow, State
from app.files import draft_folder, safe_write

HEAD = "导入情况"
_STATES = {State.NEW: "新增", State.SAME: "无变化"}


def save_annotated(run: DryRun, source: Path, target: Path) -> None:
    """Write a copy of ``source`` to ``target`` (xlsx) with a column 导入情况, wrong cells red and commented.

    An xlsx keeps its formats; xls and csv become xlsx. Texts stay texts whatever they start with. The copy is made in the
    capped child process. Raises UnreadableFile when the source has gone or changed, UserError when it cannot be written.
    """
    marks: list[dict[str, Any]] = [{"row": run.header_row, "columns": [], "message": HEAD}]
    marks += [mark for mark in (_mark(run, row) for row in run.rows) if mark["message"]]
    with draft_folder() as folder:
        copy = folder / "copy.xlsx"
        run_child(
            {
                "job": "annotate",
                "source": str(source.absolute()),
                "target": str(copy),
                "sheet": run.sheet,
                "marks": marks,
            }
        )
        with copy.open("rb") as written, safe_write(target) as stream:
            shutil.copyfileobj(written, stream)


def _mark(run: DryRun, row: SheetRow) -> dict[str, Any]:
    wrong = [run.columns[one.field] for one in row.problems if one.field in run.columns]
    if row.state is State.SKIP:
        return {"row": row.row, "columns": [], "message": ""}
    said = "；".join(one.message.rstrip("。") for one in row.problems)
    if row.state is State.UPDATE:
        changes = "，".join(f"{one.label}：{one.before or '空'} → {one.after}" for one in row.differences)
        said = "；".join(part for part in (f"更新（{changes}）", said) if part)
    elif row.state in _STATES:
        said = "；".join(part for part in (_STATES[row.state], said) if part)
    return {"row": row.row, "columns": sorted(set(wrong)), "message": said}
