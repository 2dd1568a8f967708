"""Papers of volunteering: bodies that organise it, volunteers' numbers, record certificates, corrections, exchange.

Columns are added in place: a table that is written anew would lose its AUTOINCREMENT.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issuers",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "volunteer_org",
                "charity",
                "committee",
                "event_host",
                "public_service",
                "team",
                "other",
                name="issuerkind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("uscc", sa.String(length=18), nullable=False),
        sa.Column("may_certify", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("responsible", sa.String(length=60), nullable=False),
        sa.Column("handler", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("succeeds_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_issuers_area_id_areas")),
        sa.ForeignKeyConstraint(["succeeds_id"], ["issuers.id"], name=op.f("fk_issuers_succeeds_id_issuers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuers")),
        sa.UniqueConstraint("name", name=op.f("uq_issuers_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_issuers_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("issuers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issuers_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issuers_succeeds_id"), ["succeeds_id"], unique=False)

    op.create_table(
        "record_certificates",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=100), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "accepted",
                "rejected",
                "verified",
                "approved",
                "issued",
                "publicized",
                "archived",
                "voided",
                "reissued",
                name="proofstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("contents", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("accepted_by", sa.String(length=100), nullable=False),
        sa.Column("verified_by", sa.String(length=100), nullable=False),
        sa.Column("approved_by", sa.String(length=100), nullable=False),
        sa.Column("certificate_no", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("sealed_by", sa.String(length=100), nullable=False),
        sa.Column("published_from", sa.Date(), nullable=True),
        sa.Column("published_to", sa.Date(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("archive_no", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("touched_on", sa.Date(), nullable=True),
        sa.Column("touched_by", sa.String(length=200), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_record_certificates_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuers.id"], name=op.f("fk_record_certificates_issuer_id_issuers")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_record_certificates_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["record_certificates.id"],
            name=op.f("fk_record_certificates_replaces_id_record_certificates"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_certificates")),
        sa.UniqueConstraint("certificate_no", name=op.f("uq_record_certificates_certificate_no")),
        sa.UniqueConstraint("number", name=op.f("uq_record_certificates_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_record_certificates_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("record_certificates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_certificates_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_record_certificates_issued_on_id"), ["issued_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_record_certificates_issuer_id"), ["issuer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_certificates_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_certificates_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_certificates_replaces_id"), ["replaces_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_record_certificates_requested_on_id"), ["requested_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_record_certificates_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_certificates_touched_on"), ["touched_on"], unique=False)

    op.create_table(
        "volunteer_registrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("volunteer_no", sa.String(length=40), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_volunteer_registrations_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_registrations")),
        sa.UniqueConstraint(
            "platform", "volunteer_no", name=op.f("uq_volunteer_registrations_platform_volunteer_no")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_volunteer_registrations_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("volunteer_registrations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volunteer_registrations_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_volunteer_registrations_volunteer_no_id"), ["volunteer_no", "id"], unique=False
        )

    op.create_table(
        "log_corrections",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("requested_by", sa.String(length=60), nullable=False),
        sa.Column("cancels", sa.Boolean(), nullable=False),
        sa.Column("new_served_on", sa.Date(), nullable=True),
        sa.Column("new_starts_at", sa.String(length=5), nullable=False),
        sa.Column("new_ends_at", sa.String(length=5), nullable=False),
        sa.Column("new_minutes", sa.Integer(), nullable=True),
        sa.Column("new_activity", sa.String(length=100), nullable=False),
        sa.Column("new_organizer_id", sa.Integer(), nullable=True),
        sa.Column("grounds", sa.String(length=500), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("before", sa.String(length=300), nullable=False),
        sa.Column("recorder", sa.String(length=100), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "accepted",
                "refused",
                name="correctionstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("decided_by", sa.String(length=100), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.Column("touched", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_log_corrections_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["log_id"], ["service_logs.id"], name=op.f("fk_log_corrections_log_id_service_logs")
        ),
        sa.ForeignKeyConstraint(
            ["new_organizer_id"], ["issuers.id"], name=op.f("fk_log_corrections_new_organizer_id_issuers")
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["service_logs.id"], name=op.f("fk_log_corrections_result_id_service_logs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_corrections")),
        sa.UniqueConstraint("number", name=op.f("uq_log_corrections_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_log_corrections_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("log_corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_corrections_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_log_corrections_log_id"), ["log_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_log_corrections_new_organizer_id"), ["new_organizer_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_log_corrections_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_log_corrections_requested_on_id"), ["requested_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_log_corrections_result_id"), ["result_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_log_corrections_state"), ["state"], unique=False)

    op.create_table(
        "record_certificate_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["record_certificates.id"],
            name=op.f("fk_record_certificate_lines_certificate_id_record_certificates"),
        ),
        sa.ForeignKeyConstraint(
            ["log_id"], ["service_logs.id"], name=op.f("fk_record_certificate_lines_log_id_service_logs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_certificate_lines")),
        sa.UniqueConstraint(
            "certificate_id", "log_id", name=op.f("uq_record_certificate_lines_certificate_id_log_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_record_certificate_lines_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("record_certificate_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_record_certificate_lines_certificate_id"), ["certificate_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_record_certificate_lines_log_id"), ["log_id"], unique=False)

    for table in ("teams", "service_logs"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN organizer_id INTEGER "
            f"CONSTRAINT fk_{table}_organizer_id_issuers REFERENCES issuers (id)"
        )
        op.create_index(f"ix_{table}_organizer_id", table, ["organizer_id"])
    op.execute(
        "ALTER TABLE service_logs ADD COLUMN sync_state VARCHAR(24) DEFAULT 'not_entered' NOT NULL "
        "CONSTRAINT ck_service_logs_syncstate_known CHECK (sync_state IN ('not_entered', 'entered', 'mismatch'))"
    )
    op.add_column("service_logs", sa.Column("synced_on", sa.Date(), nullable=True))
    op.add_column(
        "service_logs", sa.Column("outside_no", sa.String(length=60), nullable=False, server_default="")
    )
