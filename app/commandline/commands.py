"""What the commands of ``xinfeng`` do: each takes the parsed arguments and returns the lines to print and an exit code."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from app.bootstrap import Application, start
from app.desk import Actor, Desk
from app.errors import UserError
from app.files import require_writable, safe_write
from app.paths import data_dir
from db.base import table_of

OK, PROBLEMS = 0, 1
WHO = Actor(None, "命令行")


@dataclass(frozen=True)
class Outcome:
    """What a command says at its end. code: 0 when all is well, 1 when it found problems."""

    lines: tuple[str, ...]
    code: int = OK


@contextmanager
def opened(arguments: Namespace) -> Iterator[Application]:
    """The ledger that ``--ledger`` names, else the user's own; it must be there already."""
    application = start(place_of(arguments), actor=WHO, must_exist=True)
    try:
        yield application
    finally:
        application.close()


def place_of(arguments: Namespace) -> str:
    """The path or URL of the ledger to work on. Raises UserError for a file that is not there."""
    place: str = str(data_dir() / "台账.db") if arguments.ledger is None else arguments.ledger
    if not is_there(place):
        raise UserError(
            f"没有找到台账文件“{place}”。", "请用 --ledger 指出台账的位置，或先运行 xinfeng open。"
        )
    return place


def is_there(place: str) -> bool:
    """Whether a path leads to a file; of a database server only opening it can tell."""
    path = place.removeprefix("sqlite:///")
    return "://" in path or Path(path).expanduser().is_file()


def _target(out: Path, *suffixes: str) -> Path:
    """The file to write, looked at before any work is done. Raises UserError where it cannot be written."""
    if out.suffix.lower() not in suffixes:
        raise UserError(f"“{out.name}”的后缀不对。", f"请写成以 {' 或 '.join(suffixes)} 结尾的文件名。")
    require_writable(out)
    return out


def area_named(application: Application, name: str) -> int:
    """The id of the area of a name (金祝社区, 金祝). Raises UserError when the ledger has none."""
    from app.exchange.lookups import Lookups

    with application.desk.reading() as session:
        found = Lookups(session, application.desk).area(name)
    if found is None:
        raise UserError(f"台账里没有“{name}”这个区域。", "请核对名称，如“金祝社区”。")
    return found


def example(arguments: Namespace) -> Outcome:
    """``example``: see ``app.example.showing``."""
    from app.example import showing

    return showing.example(arguments)


def summary(arguments: Namespace) -> Outcome:
    """``summary``: the month's summary with its statistics table as PDF."""
    from app.actions.summary import draft, render
    from app.measures.period import of_office

    year, month = month_of(arguments.month)
    out = _target(arguments.out, ".pdf")
    with opened(arguments) as application:
        drafted = draft(application.desk, of_office(application.desk, year, month))
        printed = render(application.desk, drafted, out)
    lines = [*drafted.doubts, f"{printed.title}，{printed.pages}页：{out}"]
    return Outcome(tuple(lines), PROBLEMS if drafted.doubts else OK)


def month_of(text: str) -> tuple[int, int]:
    """Year and month of ``2024-11``. Raises UserError for anything else, and for a month that has not begun."""
    found = re.fullmatch(r"(20\d{2})-(0[1-9]|1[0-2])", text)
    if found is None:
        raise UserError(f"月份“{text}”写得不对。", "请写成年-月，如 2024-11。")
    year, month = int(found[1]), int(found[2])
    if date(year, month, 1) > date.today():
        raise UserError(f"{year}年{month}月还没有到，没有可以小结的内容。", "请核对月份。")
    return year, month


def certificates(arguments: Namespace) -> Outcome:
    """``certificates``: issue what may be issued for a class today, and print all its certificates in force."""
    out = _target(arguments.out, ".pdf")
    with opened(arguments) as application:
        return print_certificates(application.desk, arguments.class_number, out, date.today())


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
    from app.registers import REGISTERS, find_register
    from app.registers.lists import Filter, Op, Query

    keys = {register.key: register.label for register in REGISTERS}
    if arguments.register not in keys:
        listed = "、".join(f"{key}（{label}）" for key, label in keys.items())
        raise UserError(f"没有“{arguments.register}”这本台账。", f"可以选：{listed}。")
    register, out = find_register(arguments.register), _target(arguments.out, ".pdf", ".xlsx")
    with opened(arguments) as application:
        query = Query(search=arguments.search or "")
        if arguments.area:
            if not register.scoped:
                raise UserError(f"{register.label}不分区域。", "请去掉 --area。")
            area_id = area_named(application, arguments.area)
            query = Query(query.search, (Filter("area_id", Op.IS, (area_id,)),), label=arguments.area)
        if out.suffix.lower() == ".xlsx":
            rows = export_register(application.desk, register, out, query=query)
            return Outcome((f"{register.label}{rows}{register.unit}：{out}",))
        columns = [field.name for field in register.fields if field.table]
        printed = print_ledger(application.desk, register, query, columns)
    with safe_write(out) as stream:
        stream.write(printed.data)
    return Outcome((f"{printed.title}，{printed.pages}页：{out}",))


def check(arguments: Namespace) -> Outcome:
    """``check``: the file, its references and search index, and the figures of the last two years' months."""
    from app.checking import ledger_problems

    with opened(arguments) as application:
        found = ledger_problems(application.desk)
        place = application.place
    if found:
        return Outcome((*found, f"发现{len(found)}处问题：{place}"), PROBLEMS)
    return Outcome((f"没有发现问题：{place}",))
