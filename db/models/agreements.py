"""What agreements with the office have in common, whoever they are with."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Agreement(SQLModel):
    """An agreement (协议) that holds from ``valid_from`` to ``valid_until``, the last day; None: until it is given up."""

    number: str = Field(default="", max_length=40)
    signed_on: date | None = Field(default=None)
    valid_from: date = Field(index=True)
    valid_until: date | None = Field(default=None)
    content: str = Field(default="", max_length=500)
