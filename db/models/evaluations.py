"""Evaluations of service (评价情况, 志愿服务条例 art. 19): by whom, how good, and complaints that were found true."""

from __future__ import annotations

import enum
from datetime import date

from sqlmodel import Field

from db.base import Record, table_args, text_enum


class Evaluator(enum.StrEnum):
    """Who judges a service: 组织单位, 服务对象, 服务队伍."""

    ORGANIZER = "organizer"
    SERVED = "served"
    TEAM = "team"


class Grade(enum.StrEnum):
    """优秀, 良好, 合格, 不合格."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSED = "passed"
    FAILED = "failed"


class ServiceEvaluation(Record, table=True):
    """How a service was judged. ``complaint``: somebody complained about it and was right."""

    __tablename__ = "service_evaluations"
    __table_args__ = table_args()

    log_id: int = Field(foreign_key="service_logs.id", index=True)
    evaluator: Evaluator = Field(sa_type=text_enum(Evaluator))
    grade: Grade = Field(sa_type=text_enum(Grade))
    evaluated_on: date = Field()
    remark: str = Field(default="", max_length=200)
    complaint: bool = Field(default=False)
    evaluated_by: str = Field(default="", max_length=60)
