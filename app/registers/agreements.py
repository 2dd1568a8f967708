"""协议: how agreements are described, whoever they are with."""

from __future__ import annotations

from app.actions.agreements import keep_owner
from app.registers.spec import Field, Register
from app.rules.dates import in_order
from db.base import Record


def agreements(key: str, model: type[Record], via: str, link: str, label: str) -> Register:
    """The register of the agreements with the records of another one. via: the field that points to them."""
    return Register(
        key=key,
        label="协议",
        unit="份",
        model=model,
        icon="mdi6.file-sign",
        title="number",
        sort="-valid_from",
        rules=(in_order("valid_from", "生效日期", "valid_until", "到期日期"),),
        effects=(keep_owner,),
        after_delete=(keep_owner,),
        fields=(
            Field(via, label, link=link, form=False, width=20),
            Field("number", "协议编号", table=True, width=16),
            Field("signed_on", "签订日期", table=True, width=12),
            Field("valid_from", "生效日期", table=True, filter=True, width=12),
            Field(
                "valid_until",
                "到期日期",
                table=True,
                filter=True,
                width=12,
                help="当天仍有效；不填表示长期有效",
            ),
            Field("content", "约定内容", table=True, width=30),
        ),
    )
