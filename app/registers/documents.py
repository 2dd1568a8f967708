"""证书: issued certificates; they are made, voided and replaced by actions, never typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.desk import Changes, Desk
from app.registers.spec import Action, Field, Kind, Register
from app.rules.certificates import numbers_stay
from db.models import Certificate

CERTIFICATE_STATES = (("valid", "有效"), ("void", "作废"), ("replaced", "已换发"))


def _void(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    # The certificate actions read settings, which are declared with a register's kinds: imported when needed.
    from app.actions.certificates import void

    return void(desk, ids[0], values["reason"])


def _replace(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.certificates import replace

    return replace(desk, ids[0], values["reason"], values["on"], lost=values["lost"]).changes


_REASON = Field("reason", "原因", required=True)

CERTIFICATES = Register(
    key="certificates",
    label="证书",
    unit="本",
    model=Certificate,
    icon="mdi6.certificate-outline",
    title="number",
    sort="-number",
    keeps=(numbers_stay,),
    actions=(
        Action("void", "作废", "mdi6.cancel", _void, asks=(_REASON,), many=False, danger=True),
        Action(
            "replace",
            "换发或补发",
            "mdi6.file-replace-outline",
            _replace,
            asks=(
                _REASON,
                Field("on", "发证日期", kind=Kind.DATE, required=True),
                Field("lost", "原证书遗失（补发）", kind=Kind.YES_NO),
            ),
            many=False,
        ),
    ),
    fields=(
        Field("number", "证书编号", form=False, table=True, width=24),
        Field("person_name", "姓名", form=False, table=True, width=14),
        Field("person_id", "人员", form=False, link="people", width=14),
        Field("class_run_id", "班次", form=False, link="class_runs", table=True, filter=True, width=28),
        Field("issued_on", "发证日期", form=False, table=True, filter=True, width=12),
        Field("state", "状态", form=False, choices=CERTIFICATE_STATES, table=True, filter=True, width=8),
        Field("reason", "作废或换发原因", form=False, table=True, width=20),
        Field("replaces_id", "原证书", form=False, link="certificates", width=24),
        Field("area_id", "所在区域", form=False, link="areas", filter=True, width=14),
    ),
)
