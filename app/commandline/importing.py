"""``xinfeng import``: looking at a sheet and importing it on the command line."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.bootstrap import Application, start
from app.commandline.commands import OK, PROBLEMS, WHO, Outcome, area_named, place_of
from app.errors import UserError

if TYPE_CHECKING:
    from app.exchange.readrow import State


def import_file(arguments: Namespace) -> Outcome:
    """``import``: dry run of a workbook, and unless ``--dry-run`` the import with the usual decisions."""
    from app.exchange.applying import apply
    from app.exchange.decisions import usual_decisions
    from app.exchange.dryrun import dry_run
    from app.exchange.dryrunjson import to_json
    from app.exchange.readrow import State

    source = _existing(arguments.file)
    if arguments.register is not None:
        _check_kind(arguments.register)
    with _opened_to_look(arguments) as (application, notice):
        area_id = area_named(application, arguments.area) if arguments.area else None
        run = dry_run(
            application.desk,
            source,
            register=arguments.register,
            area_id=area_id,
            year=arguments.year,
            sheet=arguments.sheet,
            include_hidden=arguments.hidden,
            joined_on=_day(arguments.joined_on),
            source_name=arguments.source,
        )
        run.notices[:0] = [notice] if notice else []
        plain = to_json(run)
        sheet = f"工作表“{run.sheet}”，" if run.sheet else ""
        lines = [f"{sheet}表头在第{run.header_row}行", *run.notices, *run.blockers]
        lines += [
            f"第{row.row}行：{'；'.join(one.message for one in row.problems)}"
            for row in run.rows
            if row.blocked
        ]
        counts = run.counts()
        code = PROBLEMS if counts[State.PROBLEM] or run.blockers else OK
        lines.append("、".join(f"{label}{counts[state]}行" for state, label in _state_labels()))
        if not arguments.dry_run:
            applied = apply(application.desk, run, usual_decisions(run, updates=arguments.updates))
            plain["applied"] = {"created": applied.created, "updated": applied.updated, "left": applied.left}
            lines.append(f"已导入：新增{applied.created}、更新{applied.updated}、未动{applied.left}")
    if arguments.json:
        lines = [json.dumps(plain, ensure_ascii=False, indent=1)]
    return Outcome(tuple(lines), code)


def _state_labels() -> tuple[tuple[State, str], ...]:
    from app.exchange.readrow import State

    return (
        (State.NEW, "新增"),
        (State.UPDATE, "更新"),
        (State.SAME, "无变化"),
        (State.PROBLEM, "有问题"),
        (State.SKIP, "跳过"),
    )


def _existing(path: Path) -> Path:
    if path.is_dir():
        raise UserError(f"“{path}”是文件夹，不是文件。", "请写出文件夹里的表格。")
    if not path.is_file():
        raise UserError(f"没有找到文件“{path}”。", "请检查文件名和文件夹。")
    return path


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"日期“{text}”写得不对。", "请写成年-月-日，如 2024-11-05。") from None


def _check_kind(key: str) -> None:
    """Raise UserError when no sheets can be imported as this."""
    from app.exchange.review import importable

    kinds = dict(importable())
    if key not in kinds:
        listed = "、".join(f"{key}（{label}）" for key, label in kinds.items())
        raise UserError(f"没有“{key}”这种表。", f"可以选：{listed}。")


@contextmanager
def _opened_to_look(arguments: Namespace) -> Iterator[tuple[Application, str]]:
    """The ledger to compare a sheet with; where there is none yet, an empty one that is gone afterwards, and a notice."""
    try:
        place = place_of(arguments)
    except UserError:
        if not arguments.dry_run or arguments.ledger == "":
            raise
        with TemporaryDirectory() as folder:
            application = start(Path(folder) / "空.db", actor=WHO)
            try:
                yield application, "台账还没有建立，这次按空台账核对，什么也没有写入。"
            finally:
                application.close()
    else:
        application = start(place, actor=WHO, must_exist=True)
        try:
            yield application, ""
        finally:
            application.close()
