"""What the commands of ``xinfeng`` do: each takes the parsed arguments and returns the lines to print and an exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.bootstrap import Application, start
from app.desk import Actor, Desk
from app.errors import UserError
from app.paths import data_dir
from db.base import table_of

if TYPE_CHECKING:
    from app.exchange.readrow import State

OK, PROBLEMS = 0, 1
ROOT = Path(__file__).resolve().parent.parent
_WHO = Actor(None, "命令行")


@dataclass(frozen=True)
class Outcome:
    """What a command says at its end. code: 0 when all is well, 1 when it found problems."""

    lines: tuple[str, ...]
    code: int = OK


@contextmanager
def opened(arguments: Namespace) -> Iterator[Application]:
    """The ledger that ``--ledger`` names, else the user's own; it must be there already."""
    application = start(place_of(arguments), actor=_WHO, must_exist=True)
    try:
        yield application
    finally:
        application.close()


def place_of(arguments: Namespace) -> str:
    """The path or URL of the ledger to work on. Raises UserError for a file that is not there."""
    place: str = arguments.ledger or str(data_dir() / "台账.db")
    if "://" not in place and not Path(place).expanduser().is_file():
        raise UserError(
            f"没有找到台账文件“{place}”。", "请用 --ledger 指出台账的位置，或先运行 xinfeng open。"
        )
    return place


def import_file(arguments: Namespace) -> Outcome:
    """``import``: dry run of a workbook, and unless ``--dry-run`` the import with the usual decisions."""
    from app.exchange.applying import apply
    from app.exchange.decisions import usual_decisions
    from app.exchange.dryrun import dry_run
    from app.exchange.dryrunjson import to_json
    from app.exchange.readrow import State

    with opened(arguments) as application:
        area_id = area_named(application, arguments.area) if arguments.area else None
        run = dry_run(
            application.desk,
            _existing(arguments.file),
            register=arguments.register,
            area_id=area_id,
            year=arguments.year,
        )
        plain = to_json(run)
        lines = [f"{run.sheet}，表头在第{run.header_row}行", *run.notices, *run.blockers]
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
    if not path.is_file():
        raise UserError(f"没有找到文件“{path}”。", "请检查文件名和文件夹。")
    return path


def area_named(application: Application, name: str) -> int:
    """The id of the area of a name (金祝社区, 金祝). Raises UserError when the ledger has none."""
    from app.exchange.lookups import Lookups

    with application.desk.reading() as session:
        found = Lookups(session, application.desk).area(name)
    if found is None:
        raise UserError(f"台账里没有“{name}”这个区域。", "请核对名称，如“金祝社区”。")
    return found


def summary(arguments: Namespace) -> Outcome:
    """``summary``: the month's summary with its statistics table as PDF."""
    from app.actions.summary import draft, render
    from app.measures.period import of_office

    year, month = month_of(arguments.month)
    with opened(arguments) as application:
        drafted = draft(application.desk, of_office(application.desk, year, month))
        printed = render(application.desk, drafted, arguments.out)
    lines = [*drafted.doubts, f"{printed.title}，{printed.pages}页：{arguments.out}"]
    return Outcome(tuple(lines), PROBLEMS if drafted.doubts else OK)


def month_of(text: str) -> tuple[int, int]:
    """Year and month of ``2024-11``. Raises UserError for anything else."""
    found = re.fullmatch(r"(20\d{2})-(0[1-9]|1[0-2])", text)
    if found is None:
        raise UserError(f"月份“{text}”写得不对。", "请写成年-月，如 2024-11。")
    return int(found[1]), int(found[2])


def certificates(arguments: Namespace) -> Outcome:
    """``certificates``: issue what may be issued for a class today, and print all its certificates in force."""
    with opened(arguments) as application:
        return print_certificates(application.desk, arguments.class_number, arguments.out, date.today())


def print_certificates(desk: Desk, number: str, out: Path, today: date) -> Outcome:
    """The certificates of a class run as PDF; those not issued before are issued on that day.

    Learners who may not have one are listed with the reason, which makes the outcome one with problems. Raises UserError
    for an unknown class and for one without any certificate.
    """
    from app.actions.certificate_printing import print_certificates as print_issued
    from app.actions.certificates import eligibility, issue

    run_id = _class_numbered(desk, number)
    learners = eligibility(desk, run_id)
    may = [one.enrolment_id for one in learners if one.eligible]
    if may:
        issue(desk, run_id, may, today)
    in_force = _certificates_of(desk, run_id)
    refused = [one for one in learners if not one.eligible and one.enrolment_id not in in_force]
    reasons = [f"{one.name}：{'；'.join(one.reasons)}" for one in refused]
    if not in_force:
        raise UserError("这个班次没有可以打印的证书。", "".join(f"{reason}。" for reason in reasons))
    printed = print_issued(desk, list(in_force.values()), out, today=today)
    lines = [*reasons, f"新发{len(may)}本，共打印{printed.pages}本：{out}"]
    return Outcome(tuple(lines), PROBLEMS if refused else OK)


def _certificates_of(desk: Desk, run_id: int) -> dict[int, int]:
    """The ids of a class run's certificates in force, by enrolment."""
    from db.models import Certificate, CertificateState

    table = table_of(Certificate)
    chosen = sa.select(table.c.enrolment_id, table.c.id).where(
        table.c.class_run_id == run_id, table.c.state == CertificateState.VALID
    )
    with desk.reading() as session:
        return {row.enrolment_id: row.id for row in session.execute(chosen)}


def _class_numbered(desk: Desk, number: str) -> int:
    from db.models import ClassRun

    table = table_of(ClassRun)
    with desk.reading() as session:
        found = session.execute(sa.select(table.c.id).where(table.c.number == number.strip())).scalar()
    if found is None:
        raise UserError(f"没有编号为“{number}”的班次。", "班次编号在培训页的列表中，如 BC-000001。")
    return int(found)


def ledger(arguments: Namespace) -> Outcome:
    """``ledger``: a register as a printed ledger (PDF) or, for a name that ends in .xlsx, as a workbook."""
    from app.actions.printing import print_ledger
    from app.exchange.writing import export_register
    from app.files import safe_write
    from app.registers import REGISTERS, find_register
    from app.registers.lists import Filter, Op, Query

    keys = {register.key: register.label for register in REGISTERS}
    if arguments.register not in keys:
        listed = "、".join(f"{key}（{label}）" for key, label in keys.items())
        raise UserError(f"没有“{arguments.register}”这本台账。", f"可以选：{listed}。")
    register = find_register(arguments.register)
    with opened(arguments) as application:
        query = Query(search=arguments.search or "")
        if arguments.area:
            if not register.scoped:
                raise UserError(f"{register.label}不分区域。", "请去掉 --area。")
            area_id = area_named(application, arguments.area)
            query = Query(query.search, (Filter("area_id", Op.IS, (area_id,)),), label=arguments.area)
        if arguments.out.suffix.lower() == ".xlsx":
            rows = export_register(application.desk, register, arguments.out, query=query)
            return Outcome((f"{register.label}{rows}{register.unit}：{arguments.out}",))
        columns = [field.name for field in register.fields if field.table]
        printed = print_ledger(application.desk, register, query, columns)
    with safe_write(arguments.out) as stream:
        stream.write(printed.data)
    return Outcome((f"{printed.title}，{printed.pages}页：{arguments.out}",))


def check(arguments: Namespace) -> Outcome:
    """``check``: the file, its references and search index, and the figures of the last two years' months."""
    from app.checking import ledger_problems

    with opened(arguments) as application:
        found = ledger_problems(application.desk)
        place = application.place
    if found:
        return Outcome((*found, f"发现{len(found)}处问题：{place}"), PROBLEMS)
    return Outcome((f"没有发现问题：{place}",))


def open_window(arguments: Namespace) -> Outcome:
    """``open``: the window, in a process of its own."""
    place = ["--ledger", arguments.ledger] if arguments.ledger else []
    return Outcome((), window_process(place).returncode)


def window_process(
    options: list[str], limit: float | None = None, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the window's program (a floor above this one, so never imported here) to its end.

    limit: seconds after which it is stopped, as having failed. settings: environment variables to set for it.
    """
    import os

    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
    # `ui` is found from where the program lies; paths given by the user count from where the user is.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    arguments = [*command, *options]
    try:
        return subprocess.run(arguments, env=environment | settings, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(arguments, PROBLEMS)
