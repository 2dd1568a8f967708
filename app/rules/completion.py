"""When a learner has completed a class and may have a certificate: attendance, credit hours, result. Counts only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ATTENDED = frozenset({"present", "late"})  # 代签 is somebody else's hand; 请假 and 缺席 were not there


@dataclass(frozen=True)
class Demand:
    """What a class asks for: attendance in percent of its sessions, and credit hours.

    Absence within the allowed share counts as made up, so the hours of the attended sessions must reach that percentage
    of ``hours``: with 80 % of 24 hours, 19.2.
    """

    percent: int
    hours: int


@dataclass(frozen=True)
class Progress:
    """What a learner did: sessions attended of those held so far, and the credit hours of the attended ones."""

    sessions: int
    attended: int
    hours: int


def progress(sessions: Iterable[tuple[int, str | None]]) -> Progress:
    """The progress from the sessions of a class: (credit hours, the learner's mark or None when there is none)."""
    listed = list(sessions)
    attended = [hours for hours, mark in listed if mark is not None and str(mark) in ATTENDED]
    return Progress(len(listed), len(attended), sum(attended))


def attendance_percent(done: Progress) -> Decimal | None:
    """出勤率 in percent, one decimal rounded half up; None when no session was held."""
    if not done.sessions:
        return None
    exact = Decimal(done.attended * 100) / done.sessions
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def shortfalls(done: Progress, demand: Demand) -> list[str]:
    """What is still missing for completing the class, as sentences; empty when nothing is.

    Attendance is compared in whole numbers, so that 79.96 % is not rounded up to 80 %.
    """
    missing = []
    if not done.sessions:
        missing.append("班次没有课次，无法核算出勤率")
    elif done.attended * 100 < demand.percent * done.sessions:
        percent = attendance_percent(done)
        missing.append(
            f"出勤{done.attended}/{done.sessions}次，出勤率{percent}%，低于要求的{demand.percent}%"
        )
    if done.hours * 100 < demand.percent * demand.hours:
        missing.append(f"已修{done.hours}学时，不足应修{demand.hours}学时的{demand.percent}%")
    return missing


def obstacles(
    status: str, outcome: str, done: Progress, demand: Demand, issued_number: str | None
) -> list[str]:
    """Why a learner may not be given a certificate, as sentences; empty when nothing stands against it.

    status, outcome: stored values of the enrolment. issued_number: a certificate in force for this enrolment.
    """
    found = []
    if issued_number:
        found.append(f"已发证书（编号{issued_number}）")
    if status != "completed":
        found.append("学员状态不是“结业”")
    found += shortfalls(done, demand)
    if outcome == "failed":
        found.append("成绩不合格")
    elif outcome != "passed":
        found.append("成绩尚未评定")
    return found
