"""经办人: who works with the ledger, and whose records they see."""

from app.registers.spec import Field, Kind, Register
from app.rules.contacts import clean_contact, phone_readable
from app.values.masking import mask_phones
from db.models import Clerk

CLERKS = Register(
    key="clerks",
    label="经办人",
    unit="人",
    model=Clerk,
    icon="mdi6.account-key-outline",
    sort="name",
    prepares=(clean_contact,),
    rules=(phone_readable,),
    fields=(
        Field("name", "姓名", table=True, width=14),
        Field("duty", "岗位", table=True, width=16),
        Field("area_id", "负责区域", link="areas", table=True, width=16, help="只看得到这个区域及下级的记录"),
        Field("phone", "联系电话", kind=Kind.PHONES, table=True, mask=mask_phones, width=16),
        Field("administrator", "管理员", table=True, width=8, help="可查看封存的人员，并解除封存"),
        Field(
            "whole_numbers",
            "完整号码",
            table=True,
            width=10,
            help="可打印、导出完整的证件号码和电话；打印须写明用途",
        ),
        Field("active", "在用", table=True, filter=True, width=8),
    ),
)
