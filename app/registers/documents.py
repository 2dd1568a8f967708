"""证书: issued certificates; they are made, voided and replaced by actions, never typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.desk import Changes, Desk
from app.registers.papers import Paper
from app.registers.spec import Action, Field, Kind, Register
from app.rules.certificates import numbers_stay
from db.models import Certificate

if TYPE_CHECKING:
    from app.actions.printing import Printed

CERTIFICATE_KINDS = (
    ("completion", "结业证书"),
    ("appointment", "聘书"),
    ("honour", "荣誉证书"),
    ("keepsake", "纪念证"),
    ("thanks", "感谢信"),
    ("membership", "会员卡"),
)
CERTIFICATE_STATES = (("valid", "有效"), ("void", "作废"), ("replaced", "已换发"))


def _void(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    # The certificate actions read settings, which are declared with a register's kinds: imported when needed.
    from app.actions.certificate_states import void

    return void(desk, ids[0], values["reason"])


def _replace(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.certificate_states import replace

    return replace(desk, ids[0], values["reason"], values["on"], lost=values["lost"]).changes


def _collect(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.certificate_states import collect

    return collect(desk, ids, values)


def _honour(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.letters import honour

    return honour(desk, ids, values)


def _appoint(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.letters import appoint

    return appoint(desk, ids, values)


def _appoint_to_posts(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.letters import appoint_to_posts

    return appoint_to_posts(desk, ids, values)


def _keepsake(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.letters import keepsake

    return keepsake(desk, ids, values)


def _thank(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.thanks import thank

    return thank(desk, ids, values)


def _membership_cards(desk: Desk, ids: Sequence[int], values: dict[str, Any]) -> Changes:
    from app.actions.thanks import membership_cards

    return membership_cards(desk, ids, values)


def _print_again(desk: Desk, ids: Sequence[int], _: str) -> Printed:
    from app.actions.certificate_printing import print_certificates

    return print_certificates(desk, ids)


def _print_stubs(desk: Desk, ids: Sequence[int], _: str) -> Printed:
    from app.actions.certificate_printing import print_stubs

    return print_stubs(desk, ids)


_ISSUE = (
    Field("on", "发证日期", kind=Kind.DATE, required=True),
    Field("issuer", "颁发单位", help="不填为本单位；落款盖章的单位"),
    Field("sealed_by", "用印审批人", help="批准用印的领导"),
    Field(
        "template_id",
        "另选模板",
        kind=Kind.LINK,
        link="certificate_templates",
        help="不选时用“证书模板”里选定的首选模板",
    ),
)
# Verbs of other registers that issue papers of this one; the papers are printed on the page of certificates.
HONOUR = Action(
    "honour",
    "颁发荣誉证书",
    "mdi6.trophy-award",
    _honour,
    asks=(
        Field(
            "said",
            "事迹",
            kind=Kind.LONG_TEXT,
            required=True,
            help="如：您在2024年度社区治理中积极提供线索，表现突出",
        ),
        Field("honour", "荣誉称号", required=True, help="如：优秀志愿者"),
        *_ISSUE,
    ),
)
APPOINT = Action("letters", "颁发聘书", "mdi6.certificate-outline", _appoint, asks=_ISSUE)
APPOINT_TO_POSTS = Action("letters", "颁发聘书", "mdi6.certificate-outline", _appoint_to_posts, asks=_ISSUE)
KEEPSAKE = Action("keepsake", "颁发入会纪念证", "mdi6.certificate-outline", _keepsake, asks=_ISSUE)
MEMBER_CARD = Action(
    "member_card", "制发会员卡", "mdi6.card-account-details-outline", _membership_cards, asks=_ISSUE
)
THANK = Action(
    "thank",
    "发感谢信",
    "mdi6.email-heart-outline",
    _thank,
    asks=(
        Field(
            "said",
            "感谢的事",
            kind=Kind.LONG_TEXT,
            required=True,
            help="如：7月6日夜间暴雨，您主动加入社区转移队伍，帮助6位独居老人安全转移",
        ),
        Field("about", "事项", required=True, help="写在存根上，如：暴雨中转移老人"),
        *_ISSUE,
    ),
)

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
    papers=(
        Paper("again", "证书", "mdi6.certificate-outline", _print_again),
        Paper("stubs", "存根登记表", "mdi6.book-open-page-variant-outline", _print_stubs),
    ),
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
        Action(
            "collect",
            "登记领取",
            "mdi6.hand-extended-outline",
            _collect,
            asks=(Field("on", "领取日期", kind=Kind.DATE, required=True),),
        ),
    ),
    fields=(
        Field("number", "证书编号", form=False, table=True, width=24),
        Field("kind", "类别", form=False, choices=CERTIFICATE_KINDS, table=True, filter=True, width=10),
        Field("person_name", "姓名", form=False, table=True, width=14),
        Field("person_id", "人员", form=False, link="people", width=14),
        Field("class_run_id", "班次", form=False, link="class_runs", table=True, filter=True, width=28),
        Field("issued_on", "发证日期", form=False, table=True, filter=True, width=12),
        Field("state", "状态", form=False, choices=CERTIFICATE_STATES, table=True, filter=True, width=8),
        Field("collected_on", "领取日期", form=False, table=True, filter=True, width=12),
        Field("sealed_by", "用印审批人", form=False, width=14),
        Field("reason", "作废或换发原因", form=False, table=True, width=20),
        Field("civic_role_id", "社会职务", form=False, link="civic_roles", width=12),
        Field("replaces_id", "原证书", form=False, link="certificates", width=24),
        Field("area_id", "所在区域", form=False, link="areas", filter=True, width=14),
    ),
)
