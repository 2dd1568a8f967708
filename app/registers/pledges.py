"""倡议: what people are asked to sign (微笑倡议), and the signatures."""

from __future__ import annotations

from app.registers.spec import Child, Field, Kind, Register
from app.rules.dates import at_least, in_order, not_future
from app.rules.pledges import signed_in_time, signed_once
from db.models import Pledge, PledgeSignature

SIGNER_KINDS = (
    ("rider", "新就业人员"),
    ("resident", "居民"),
    ("merchant", "商家"),
    ("property", "物业"),
    ("other", "其他"),
)

PLEDGE_SIGNATURES = Register(
    key="pledge_signatures",
    label="倡议签名",
    unit="条",
    model=PledgeSignature,
    icon="mdi6.draw-pen",
    title="signed_on",
    sort="-signed_on",
    rules=(
        not_future("signed_on", "签名日期"),
        at_least(1, quantity="签名数"),
        signed_in_time,
        signed_once,
    ),
    fields=(
        Field("pledge_id", "倡议", link="pledges", table=True, filter=True, width=22),
        Field("signed_on", "签名日期", table=True, filter=True, width=12),
        Field("signer", "签名人类别", choices=SIGNER_KINDS, table=True, filter=True, width=12),
        Field("person_id", "姓名", link="people", table=True, filter=True, width=14, help="逐人登记的选人员"),
        Field("quantity", "签名数", table=True, width=8, help="一张签名表上没有逐人登记的，填人数"),
        Field("place", "地点", table=True, width=18),
        Field("note", "备注", width=20),
    ),
)
PLEDGES = Register(
    key="pledges",
    label="倡议",
    unit="份",
    model=Pledge,
    icon="mdi6.emoticon-happy-outline",
    title="title",
    prefix="CY",
    sort="-started_on",
    rules=(in_order("started_on", "开始日期", "ended_on", "结束日期"),),
    children=(Child(PLEDGE_SIGNATURES, "pledge_id", owned=True),),
    fields=(
        Field("number", "编号", form=False, width=12),
        Field("title", "倡议名称", table=True, width=24, help="如：微笑倡议"),
        Field("started_on", "开始日期", table=True, filter=True, width=12),
        Field("ended_on", "结束日期", table=True, width=12, help="最后一天；一直有效的不填"),
        Field("organizer", "发起单位", table=True, width=20),
        Field("area_id", "所在区域", link="areas", table=True, filter=True, width=14),
        Field("content", "倡议内容", kind=Kind.LONG_TEXT, table=True, width=30),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)
