"""friendly units"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "friendly_units",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_pinyin", sa.String(length=600), nullable=False),
        sa.Column("name_initials", sa.String(length=100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "compound",
                "district",
                "building",
                "park",
                "hospital",
                "school",
                "government",
                name="unitkind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "listed",
                "applied",
                "creating",
                "inspected",
                "recognised",
                "model",
                "withdrawn",
                name="unitstage_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("recognised_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("plate_no", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("property_company", sa.String(length=100), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("floors", sa.Integer(), nullable=True),
        sa.Column("access", sa.String(length=200), nullable=False),
        sa.Column("criteria", sa.String(length=200), nullable=False),
        sa.Column("guide_map", sa.Boolean(), nullable=False),
        sa.Column("shuttle", sa.Boolean(), nullable=False),
        sa.Column("locker", sa.Boolean(), nullable=False),
        sa.Column("bay_count", sa.Integer(), nullable=True),
        sa.Column("sign_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_friendly_units_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_friendly_units")),
        sa.UniqueConstraint("number", name=op.f("uq_friendly_units_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_friendly_units_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("friendly_units", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_friendly_units_address_id"), ["address", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_friendly_units_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_friendly_units_kind"), ["kind"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_friendly_units_name_pinyin_id"), ["name_pinyin", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_friendly_units_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_friendly_units_stage_id"), ["stage", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_friendly_units_valid_until_id"), ["valid_until", "id"], unique=False
        )

    op.create_table(
        "effect_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(length=200), nullable=False),
        sa.Column(
            "source_kind",
            sa.Enum(
                "survey",
                "estimate",
                "quote",
                "report",
                name="claimsource_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["friendly_units.id"], name=op.f("fk_effect_claims_unit_id_friendly_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_claims")),
        sa.UniqueConstraint("uid", name=op.f("uq_effect_claims_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("effect_claims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_effect_claims_stated_on_id"), ["stated_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_effect_claims_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_improvements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("before", sa.String(length=500), nullable=False),
        sa.Column("after", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["friendly_units.id"], name=op.f("fk_unit_improvements_unit_id_friendly_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_improvements")),
        sa.UniqueConstraint("uid", name=op.f("uq_unit_improvements_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("unit_improvements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_unit_improvements_finished_on_id"), ["finished_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_unit_improvements_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "problem",
            sa.Enum(
                "parking",
                "finding",
                "resting",
                name="unitproblem_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.String(length=200), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["friendly_units.id"], name=op.f("fk_unit_measures_unit_id_friendly_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_measures")),
        sa.UniqueConstraint("uid", name=op.f("uq_unit_measures_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("unit_measures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_measures_done_on_id"), ["done_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_measures_problem"), ["problem"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_measures_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_steps",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "listed",
                "applied",
                "creating",
                "inspected",
                "recognised",
                "model",
                "withdrawn",
                name="unitstage_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["friendly_units.id"], name=op.f("fk_unit_steps_unit_id_friendly_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_steps")),
        sa.UniqueConstraint("uid", name=op.f("uq_unit_steps_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("unit_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_steps_from_on"), ["from_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_steps_to_on"), ["to_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_steps_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_filings",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_unit_filings_person_id_people")),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_unit_filings_station_id_stations")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["friendly_units.id"], name=op.f("fk_unit_filings_unit_id_friendly_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_filings")),
        sa.UniqueConstraint("uid", name=op.f("uq_unit_filings_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("unit_filings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_filings_from_on"), ["from_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_filings_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_filings_station_id"), ["station_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_filings_to_on"), ["to_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_filings_to_on_id"), ["to_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_filings_unit_id"), ["unit_id"], unique=False)
