"""记录证明 (志愿服务记录证明): applications and the certificates issued on them; steps are verbs, never typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from app.desk import Changes, Desk
from app.registers.papers import Paper
from app.registers.publicity import PROOF_NOTICE
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import not_future
from app.rules.lifecycles import PROOF, follows
from app.rules.servicepapers import fill_area_of_person, proof_asked, proof_settled, proof_stays
from db.models import RecordCertificate, RecordCertificateLine

if TYPE_CHECKING:
    from app.actions.printing import Printed

PROOF_STATES = (
    ("requested", "申请"),
    ("accepted", "已受理"),
    ("rejected", "不予受理"),
    ("verified", "已核实"),
    ("approved", "已审批"),
    ("issued", "已出具"),
    ("publicized", "公示中"),
    ("archived", "已归档"),
    ("voided", "作废"),
    ("reissued", "已重开"),
)


def _step(name: str) -> Callable[[Desk, Sequence[int], dict[str, Any]], Changes]:
    """A verb of ``app.actions.recordcertificates``, which reads settings and so is imported when needed."""

    def run(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
        from app.actions import recordcertificates

        done: Changes = getattr(recordcertificates, name)(desk, ids, values)
        return done

    return run


def _print_proofs(desk: Desk, ids: Sequence[int], purpose: str) -> Printed:
    from app.actions.service_printing import print_proofs

    return print_proofs(desk, ids, purpose)


RECORD_LINES = Register(
    key="record_certificate_lines",
    label="证明明细",
    unit="条",
    model=RecordCertificateLine,
    icon="mdi6.format-list-numbered",
    title="log_id",
    sort="id",
    fields=(
        Field("certificate_id", "记录证明", link="record_certificates", form=False, table=True, width=14),
        Field("log_id", "服务记录", link="service_logs", form=False, table=True, width=14),
    ),
)
_REASON = Field("reason", "原因", required=True)
# From application to archive, and what may become of it afterwards.
_STEPS = (
    Action("accept", "受理", "mdi6.tray-arrow-down", _step("accept")),
    Action(
        "verify",
        "核实",
        "mdi6.check-decagram-outline",
        _step("verify_proofs"),
        asks=(Field("booked_only", "只证明已入账的", kind=Kind.YES_NO, help="期间内还有未入账的记录时勾选"),),
    ),
    Action("approve", "审批", "mdi6.account-check-outline", _step("approve")),
    Action(
        "issue",
        "出具",
        "mdi6.file-certificate-outline",
        _step("issue_proofs"),
        asks=(
            Field("on", "出具日期", kind=Kind.DATE, required=True),
            Field("copies", "份数", kind=Kind.INTEGER, help="不填为1份"),
            Field("sealed_by", "用印审批人", help="批准用印的领导"),
            Field("remark", "其他需要说明的事项"),
        ),
    ),
    Action(
        "publicize",
        "公示",
        "mdi6.bullhorn-outline",
        _step("publicize"),
        asks=(
            Field("on", "公示开始", kind=Kind.DATE, required=True),
            Field("to", "公示结束", kind=Kind.DATE, required=True, help="一般在单位内公示不少于7天"),
        ),
    ),
    Action(
        "archive",
        "归档",
        "mdi6.archive-outline",
        _step("archive"),
        asks=(Field("on", "归档日期", kind=Kind.DATE, required=True), Field("archive_no", "档号")),
    ),
    Action("reject", "不予受理", "mdi6.close-circle-outline", _step("reject"), asks=(_REASON,)),
    Action(
        "reissue", "更正重开", "mdi6.file-replace-outline", _step("reissue"), asks=(_REASON,), danger=True
    ),
    Action("void", "作废", "mdi6.cancel", _step("void_proofs"), asks=(_REASON,), danger=True),
)
RECORD_CERTIFICATES = Register(
    key="record_certificates",
    label="记录证明",
    unit="份",
    model=RecordCertificate,
    icon="mdi6.file-certificate-outline",
    title="number",
    prefix="ZM",
    sort="-requested_on",
    prepares=(fill_area_of_person,),
    rules=(
        follows(PROOF, "state", PROOF_STATES),
        proof_settled,
        proof_asked,
        not_future("requested_on", "申请日期"),
    ),
    keeps=(proof_stays,),
    children=(Child(RECORD_LINES, "certificate_id", owned=True),),
    papers=(
        Paper(
            "proof", "志愿服务记录证明", "mdi6.file-certificate-outline", _print_proofs, purpose="交付本人"
        ),
        PROOF_NOTICE,
    ),
    actions=_STEPS,
    fields=(
        Field("number", "申请编号", form=False, table=True, width=12),
        Field("person_id", "志愿者", link="people", table=True, filter=True, width=12),
        Field("issuer_id", "出具单位", link="issuers", table=True, filter=True, width=24),
        Field("since", "起始日期", table=True, width=12),
        Field("until", "截止日期", table=True, width=12),
        Field("requested_on", "申请日期", table=True, filter=True, width=12),
        Field("purpose", "用途", width=16),
        Field("state", "状态", choices=PROOF_STATES, form=False, table=True, filter=True, width=10),
        Field("certificate_no", "证明编号", form=False, table=True, width=22),
        Field("times", "次数", form=False, table=True, width=6),
        Field("minutes", "时长（小时）", kind=Kind.MINUTES, form=False, table=True, width=10),
        Field("contents", "服务内容", form=False, width=24),
        Field("touched_on", "待更正", form=False, table=True, filter=True, width=14),
        Field("touched_by", "更正事由", form=False, width=24),
        Field("accepted_by", "受理人", form=False, width=10),
        Field("verified_by", "核实人", form=False, width=10),
        Field("approved_by", "审批人", form=False, width=10),
        Field("issued_on", "出具日期", form=False, table=True, filter=True, width=12),
        *(
            Field(name, label, form=False, width=12)
            for name, label in (("copies", "份数"), ("sealed_by", "用印审批人"))
        ),
        Field("published_from", "公示开始", form=False, width=12),
        Field("published_to", "公示结束", form=False, table=True, width=12),
        Field("archived_on", "归档日期", form=False, width=12),
        Field("archive_no", "档号", form=False, width=14),
        Field("reason", "作废、重开或不予受理原因", form=False, width=20),
        Field("replaces_id", "原证明", link="record_certificates", form=False, width=14),
        Field("area_id", "所在区域", link="areas", form=False, filter=True, width=14),
        Field("remark", "其他需要说明的事项", kind=Kind.LONG_TEXT, width=24),
    ),
)
