"""Programmes with terms, degree studies with tuition and its reduction, prizes; certificates of several kinds.

What courses and class runs said of their programme and term as texts becomes records of their own. Columns are added in
place: a table that is written anew would lose its AUTOINCREMENT.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fee_policies",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("needs_union", sa.Boolean(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_fee_policies_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_policies")),
        sa.UniqueConstraint("uid", name=op.f("uq_fee_policies_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fee_policies_area_id", "fee_policies", ["area_id"])
    op.create_index("ix_fee_policies_from_on_id", "fee_policies", ["from_on", "id"])

    op.create_table(
        "programmes",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_pinyin", sa.String(length=600), nullable=False),
        sa.Column("name_initials", sa.String(length=100), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("partner", sa.String(length=100), nullable=False),
        sa.Column("issuer", sa.String(length=100), nullable=False),
        sa.Column("description", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_programmes_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("name", name=op.f("uq_programmes_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_programmes_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_programmes_area_id", "programmes", ["area_id"])
    op.create_index("ix_programmes_founded_on_id", "programmes", ["founded_on", "id"])
    op.create_index("ix_programmes_name_pinyin_id", "programmes", ["name_pinyin", "id"])

    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_terms_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("programme_id", "name", name=op.f("uq_terms_programme_id_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_terms_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_terms_from_on_id", "terms", ["from_on", "id"])
    op.create_index("ix_terms_programme_id", "terms", ["programme_id"])

    op.create_table(
        "degree_studies",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("cohort", sa.String(length=20), nullable=False),
        sa.Column("school", sa.String(length=100), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "college",
                "bachelor",
                "other",
                name="studylevel_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("major", sa.String(length=100), nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("student_no", sa.String(length=40), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "applied",
                "rejected",
                "admitted",
                "active",
                "suspended",
                "graduated",
                "partial",
                "withdrawn",
                "removed",
                name="studystatus_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_degree_studies_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_degree_studies_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_degree_studies_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_degree_studies")),
        sa.UniqueConstraint("uid", name=op.f("uq_degree_studies_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_degree_studies_applied_on_id", "degree_studies", ["applied_on", "id"])
    op.create_index("ix_degree_studies_area_id", "degree_studies", ["area_id"])
    op.create_index("ix_degree_studies_from_on_id", "degree_studies", ["from_on", "id"])
    op.create_index("ix_degree_studies_person_id", "degree_studies", ["person_id"])
    op.create_index("ix_degree_studies_programme_id", "degree_studies", ["programme_id"])
    op.create_index("ix_degree_studies_status", "degree_studies", ["status"])

    op.create_table(
        "prizes",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contest", sa.String(length=100), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "national",
                "provincial",
                "city",
                "district",
                "street",
                "other",
                name="prizelevel_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("prize", sa.String(length=50), nullable=False),
        sa.Column("won_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("team", sa.String(length=100), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("organiser", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_prizes_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_prizes_person_id_people")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_prizes_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prizes")),
        sa.UniqueConstraint("uid", name=op.f("uq_prizes_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_prizes_area_id", "prizes", ["area_id"])
    op.create_index("ix_prizes_person_id", "prizes", ["person_id"])
    op.create_index("ix_prizes_programme_id", "prizes", ["programme_id"])
    op.create_index("ix_prizes_won_on", "prizes", ["won_on"])
    op.create_index("ix_prizes_won_on_id", "prizes", ["won_on", "id"])

    op.create_table(
        "degree_pauses",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"], ["degree_studies.id"], name=op.f("fk_degree_pauses_study_id_degree_studies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_degree_pauses")),
        sa.UniqueConstraint("uid", name=op.f("uq_degree_pauses_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_degree_pauses_from_on", "degree_pauses", ["from_on"])
    op.create_index("ix_degree_pauses_study_id", "degree_pauses", ["study_id"])
    op.create_index("ix_degree_pauses_to_on", "degree_pauses", ["to_on"])

    op.create_table(
        "tuitions",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=True),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("paid", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reimbursed", sa.Integer(), nullable=False),
        sa.Column("reimbursed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "due >= 0 AND paid >= 0 AND reimbursed >= 0", name=op.f("ck_tuitions_tuition_not_negative")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_tuitions_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_tuitions_enrolment_id_enrolments")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_tuitions_person_id_people")),
        sa.ForeignKeyConstraint(
            ["study_id"], ["degree_studies.id"], name=op.f("fk_tuitions_study_id_degree_studies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tuitions")),
        sa.UniqueConstraint("uid", name=op.f("uq_tuitions_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tuitions_area_id", "tuitions", ["area_id"])
    op.create_index("ix_tuitions_enrolment_id", "tuitions", ["enrolment_id"])
    op.create_index("ix_tuitions_person_id", "tuitions", ["person_id"])
    op.create_index("ix_tuitions_school_year_id", "tuitions", ["school_year", "id"])
    op.create_index("ix_tuitions_study_id", "tuitions", ["study_id"])

    op.create_table(
        "fee_reductions",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tuition_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("requested", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.String(length=500), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "station_ok",
                "union_ok",
                "approved",
                "credited",
                "rejected",
                name="reductionstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("approved", sa.Integer(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("credited_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_fee_reductions_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_fee_reductions_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["fee_policies.id"], name=op.f("fk_fee_reductions_policy_id_fee_policies")
        ),
        sa.ForeignKeyConstraint(
            ["tuition_id"], ["tuitions.id"], name=op.f("fk_fee_reductions_tuition_id_tuitions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_reductions")),
        sa.UniqueConstraint("number", name=op.f("uq_fee_reductions_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_fee_reductions_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fee_reductions_applied_on_id", "fee_reductions", ["applied_on", "id"])
    op.create_index("ix_fee_reductions_approved_on", "fee_reductions", ["approved_on"])
    op.create_index("ix_fee_reductions_area_id", "fee_reductions", ["area_id"])
    op.create_index("ix_fee_reductions_number_id", "fee_reductions", ["number", "id"])
    op.create_index("ix_fee_reductions_person_id", "fee_reductions", ["person_id"])
    op.create_index("ix_fee_reductions_policy_id", "fee_reductions", ["policy_id"])
    op.create_index("ix_fee_reductions_state", "fee_reductions", ["state"])
    op.create_index("ix_fee_reductions_tuition_id", "fee_reductions", ["tuition_id"])

    op.create_table(
        "fee_opinions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reduction_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "applicant",
                "station",
                "street_union",
                "school",
                "district_union",
                name="opinionstep_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("opinion", sa.String(length=200), nullable=False),
        sa.Column("signed_by", sa.String(length=50), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reduction_id"], ["fee_reductions.id"], name=op.f("fk_fee_opinions_reduction_id_fee_reductions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_opinions")),
        sa.UniqueConstraint("uid", name=op.f("uq_fee_opinions_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fee_opinions_reduction_id", "fee_opinions", ["reduction_id"])

    op.drop_index("ix_attendances_session_id", "attendances")
    op.create_index("ix_attendances_marks", "attendances", ["session_id", "mark", "person_id"])
    for column in (
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("education", sa.String(length=2), nullable=False, server_default=""),
    ):
        op.add_column("enrolments", column)
    for column in (
        sa.Column("sealed_by", sa.String(length=100), nullable=False, server_default=""),
        sa.Column("collected_on", sa.Date(), nullable=True),
    ):
        op.add_column("certificates", column)
    op.execute(
        "ALTER TABLE certificates ADD COLUMN kind VARCHAR(24) DEFAULT 'completion' NOT NULL "
        "CONSTRAINT ck_certificates_certificatekind_known "
        "CHECK (kind IN ('completion', 'appointment', 'honour', 'keepsake'))"
    )
    op.add_column("courses", sa.Column("pass_percent", sa.Integer(), nullable=False, server_default="80"))
    op.add_column(
        "courses", sa.Column("needs_union", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    for table, link, target in (
        ("certificates", "civic_role_id", "civic_roles"),
        ("class_runs", "term_id", "terms"),
        ("courses", "programme_id", "programmes"),
        ("courses", "needs_course_id", "courses"),
    ):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {link} INTEGER "
            f"CONSTRAINT fk_{table}_{link}_{target} REFERENCES {target} (id)"
        )
        if link != "needs_course_id":
            op.create_index(f"ix_{table}_{link}", table, [link])
    _name_programmes(op.get_bind())
    op.drop_column("class_runs", "term")
    op.drop_column("courses", "programme")


def _name_programmes(bind: sa.Connection) -> None:
    """Programmes and terms from the texts; a term whose course has no programme goes into the note of its runs."""
    area = (
        bind.execute(sa.text("SELECT min(id) FROM areas WHERE kind IN ('subdistrict', 'district')")).scalar()
        or bind.execute(sa.text("SELECT min(id) FROM areas")).scalar()
    )
    names = bind.execute(sa.text("SELECT DISTINCT programme FROM courses WHERE programme <> '' ORDER BY 1"))
    for (name,) in names.all() if area is not None else ():
        pinyin_later = {"name_pinyin": "", "name_initials": ""}
        programme = _insert(bind, "programmes", name=name, area_id=area, **pinyin_later, **_EMPTY)
        bind.execute(
            sa.text("UPDATE courses SET programme_id = :id WHERE programme = :name"),
            {"id": programme, "name": name},
        )
        _name_terms(bind, programme)
    bind.execute(
        sa.text(
            "UPDATE class_runs SET note = substr(CASE WHEN note = '' THEN '' ELSE note || '；' END || "
            "'期次：' || term, 1, 2000) WHERE term <> '' AND term_id IS NULL"
        )
    )


def _name_terms(bind: sa.Connection, programme: int) -> None:
    of_programme = "course_id IN (SELECT id FROM courses WHERE programme_id = :programme) AND term <> ''"
    terms = bind.execute(
        sa.text(f"SELECT term, min(from_on), max(to_on) FROM class_runs WHERE {of_programme} GROUP BY term"),
        {"programme": programme},
    )
    for name, first, last in terms.all():
        term = _insert(bind, "terms", programme_id=programme, name=name, from_on=first, to_on=last, note="")
        bind.execute(
            sa.text(f"UPDATE class_runs SET term_id = :id WHERE term = :name AND {of_programme}"),
            {"id": term, "name": name, "programme": programme},
        )


_EMPTY = {"partner": "", "issuer": "", "description": ""}


def _insert(bind: sa.Connection, table: str, **values: Any) -> int:
    now = datetime.now(UTC)
    values |= {"uid": str(uuid.uuid4()), "version": 1, "created_at": now, "updated_at": now}
    columns = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    bound = [sa.bindparam(name, type_=sa.DateTime(timezone=True)) for name in ("created_at", "updated_at")]
    statement = sa.text(f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id").bindparams(*bound)
    return int(bind.execute(statement, values).scalar_one())
