"""证书模板 and 用印审批: designs of the office's own, drawn in the workshop, and who agreed to the seal on what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.desk import Changes, Desk
from app.registers.spec import Action, Field, Kind, Register
from app.rules.dates import not_future
from app.rules.workshop import (
    begin_with_shipped,
    decided_stays,
    fill_applicant,
    request_stays,
    some_copies,
    template_sound,
)
from db.models import CertificateTemplate, SealRequest

TEMPLATE_KINDS = (
    ("completion", "结业证书"),
    ("appointment", "聘书"),
    ("honour", "荣誉证书"),
    ("keepsake", "纪念证"),
    ("thanks", "感谢信"),
    ("membership", "会员卡"),
    ("proof", "志愿服务记录证明"),
)
SEAL_STATES = (("applied", "待批"), ("approved", "已批准"), ("refused", "不同意"), ("used", "已用印"))


def _seal(name: str) -> Callable[[Desk, Sequence[int], dict[str, Any]], Changes]:
    """A verb of ``app.actions.seals``, imported when needed."""

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        from app.actions import seals

        done: Changes = getattr(seals, name)(desk, ids, values)
        return done

    return run


CERTIFICATE_TEMPLATES = Register(
    key="certificate_templates",
    label="证书模板",
    unit="个",
    model=CertificateTemplate,
    icon="mdi6.certificate-outline",
    sort="name",
    prepares=(begin_with_shipped,),
    rules=(template_sound,),
    fields=(
        Field("name", "名称", table=True, width=24),
        Field("kind", "用于", choices=TEMPLATE_KINDS, table=True, filter=True, width=18),
        Field("note", "说明", table=True, width=40),
    ),
)
SEAL_REQUESTS = Register(
    key="seal_requests",
    label="用印申请",
    unit="件",
    model=SealRequest,
    icon="mdi6.stamper",
    title="number",
    prefix="YY",
    sort="-applied_on",
    prepares=(fill_applicant,),
    rules=(some_copies, not_future("applied_on", "申请日期"), decided_stays),
    keeps=(request_stays,),
    actions=(
        Action(
            "approve",
            "批准",
            "mdi6.account-check-outline",
            _seal("approve"),
            asks=(
                Field("on", "批准日期", kind=Kind.DATE, required=True),
                Field("leader", "批准领导", help="在纸上签字批准的领导；由您批准的不用填"),
            ),
        ),
        Action(
            "refuse",
            "不同意",
            "mdi6.close-circle-outline",
            _seal("refuse_seal"),
            asks=(Field("reason", "意见", required=True),),
        ),
    ),
    fields=(
        Field("number", "申请编号", form=False, table=True, width=12),
        Field("subject", "用印事项", table=True, width=30, help="如：第2期短视频制作班结业证书"),
        Field("copies", "份数", table=True, width=8),
        Field("reason", "事由", kind=Kind.LONG_TEXT, width=30),
        Field("class_run_id", "班次", link="class_runs", filter=True, width=24),
        Field("applied_on", "申请日期", table=True, filter=True, width=12),
        Field("applied_by", "申请人", form=False, table=True, width=12),
        Field("state", "状态", form=False, choices=SEAL_STATES, table=True, filter=True, width=10),
        Field("leader", "批准领导", form=False, table=True, width=12),
        Field("decided_by", "批复人", form=False, table=True, width=12),
        Field("decided_on", "批复日期", form=False, table=True, width=12),
        Field("opinion", "批复意见", form=False, width=20),
        Field("area_id", "所在区域", link="areas", filter=True, width=14),
    ),
)
