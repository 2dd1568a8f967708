"""What is reported of a period: its return on the way to being filed, the seal that froze it, and the office's own measures."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from db.base import Record, table_args, text_enum, utc_now


class ReturnState(enum.StrEnum):
    """起草, 审核, 审定 (sealed from here on), 报送, 归档."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    SENT = "sent"
    ARCHIVED = "archived"


class PeriodReturn(Record, table=True):
    """The return (报表) of a period for an area, or for the whole office without one.

    period: ``2024-11``, ``2024-Q4`` or ``2024``. first_on, last_on: the days that counted, both included. text: the
    summary as the clerk left it (JSON), empty while it is drafted from the figures. comment: why it was sent back or
    opened again.
    """

    __tablename__ = "period_returns"
    __table_args__ = table_args(sa.Index(None, "period", "area_id"))

    period: str = Field(max_length=10)
    area_id: int | None = Field(default=None, foreign_key="areas.id", index=True)
    first_on: date = Field()
    last_on: date = Field()
    state: ReturnState = Field(default=ReturnState.DRAFT, sa_type=text_enum(ReturnState))
    text: str = Field(default="", sa_type=sa.Text)
    reviewer: str = Field(default="", max_length=100)
    approver: str = Field(default="", max_length=100)
    sent_on: date | None = Field(default=None)
    comment: str = Field(default="", max_length=500)


class ReturnSeal(SQLModel, table=True):
    """A return as it was sealed: figures and the records behind them (packed JSON), and the paper as it was printed.

    Not journalled: a seal is never changed, only withdrawn. journal_id: the last line of the journal that it includes.
    sha256: of the paper.
    """

    __tablename__ = "return_seals"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    return_id: int = Field(foreign_key="period_returns.id", index=True)
    sealed_at: datetime = Field(default_factory=utc_now)
    sealed_by: str = Field(max_length=100)
    journal_id: int = Field()
    content: bytes = Field(sa_type=sa.LargeBinary)
    paper: bytes = Field(sa_type=sa.LargeBinary)
    pages: int = Field()
    sha256: str = Field(max_length=64)
    withdrawn_at: datetime | None = Field(default=None)


class OwnMeasure(Record, table=True):
    """A figure the office made for itself: rows of a register that meet a filter.

    query: the filter as kept filters are. date_field: the rows of which this date lies in the period; empty: the rows that
    hold at its end.
    """

    __tablename__ = "own_measures"
    __table_args__ = table_args()

    code: str = Field(max_length=10, unique=True)
    name: str = Field(max_length=40)
    unit: str = Field(max_length=10)
    definition: str = Field(default="", max_length=300)
    register_key: str = Field(max_length=40)
    query: str = Field(sa_type=sa.Text)
    date_field: str = Field(default="", max_length=60)


class SuperiorForm(Record, table=True):
    """A form of the superior office, filled anew each period. kind: ``xlsx`` or ``docx``. slots: what stands where (JSON)."""

    __tablename__ = "superior_forms"
    __table_args__ = table_args()

    name: str = Field(max_length=60, unique=True)
    kind: str = Field(max_length=10)
    file_name: str = Field(max_length=200)
    file_id: int = Field(foreign_key="superior_form_files.id", index=True)
    slots: str = Field(default="[]", sa_type=sa.Text)


class SuperiorFormFile(SQLModel, table=True):
    """The empty file of a form as it came. Not journalled: another file is another row."""

    __tablename__ = "superior_form_files"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    content: bytes = Field(sa_type=sa.LargeBinary)
    sha256: str = Field(max_length=64)
