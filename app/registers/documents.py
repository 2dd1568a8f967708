"""证书: issued certificates; they are made, voided and replaced by actions, never typed."""

from app.registers.spec import Field, Register
from db.models import Certificate

CERTIFICATE_STATES = (("valid", "有效"), ("void", "作废"), ("replaced", "已换发"))

CERTIFICATES = Register(
    key="certificates",
    label="证书",
    unit="本",
    model=Certificate,
    icon="mdi6.certificate-outline",
    title="number",
    sort="-number",
    fields=(
        Field("number", "证书编号", form=False, table=True, width=24),
        Field("person_name", "姓名", form=False, table=True, width=14),
        Field("person_id", "人员", form=False, link="people", width=14),
        Field("class_run_id", "班次", form=False, link="class_runs", table=True, filter=True, width=28),
        Field("issued_on", "发证日期", form=False, table=True, filter=True, width=12),
        Field("state", "状态", form=False, choices=CERTIFICATE_STATES, table=True, filter=True, width=8),
        Field("reason", "作废或换发原因", table=True, width=20),
        Field("replaces_id", "原证书", form=False, link="certificates", width=24),
        Field("area_id", "所在区域", form=False, link="areas", filter=True, width=14),
    ),
)
