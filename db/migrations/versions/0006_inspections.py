"""inspections"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "rest_stop",
                "water_point",
                "discount_canteen",
                "partner_merchant",
                "parking_bay",
                "resting_spot",
                "party_service_centre",
                "other",
                name="facilitykind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("help", sa.String(length=200), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_items")),
        sa.UniqueConstraint("uid", name=op.f("uq_inspection_items_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inspection_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_items_place_id"), ["place", "id"], unique=False)

    op.create_table(
        "inspection_rounds",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "rest_stop",
                "water_point",
                "discount_canteen",
                "partner_merchant",
                "parking_bay",
                "resting_spot",
                "party_service_centre",
                "other",
                name="facilitykind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("inspector", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_inspection_rounds_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_rounds")),
        sa.UniqueConstraint("number", name=op.f("uq_inspection_rounds_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_inspection_rounds_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inspection_rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_rounds_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_rounds_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_inspection_rounds_planned_on_id"), ["planned_on", "id"], unique=False
        )

    op.create_table(
        "inspections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("inspector", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_inspections_facility_id_facilities")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["inspection_rounds.id"], name=op.f("fk_inspections_round_id_inspection_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
        sa.UniqueConstraint("round_id", "facility_id", name=op.f("uq_inspections_round_id_facility_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_inspections_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inspections", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inspections_facility_id_id"), ["facility_id", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_inspections_inspected_on_id"), ["inspected_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_inspections_round_id"), ["round_id"], unique=False)

    op.create_table(
        "faults",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(length=200), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("responsible", sa.String(length=100), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "mended",
                "closed",
                name="faultstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("mended_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("how", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_faults_facility_id_facilities")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_faults_inspection_id_inspections")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["inspection_items.id"], name=op.f("fk_faults_item_id_inspection_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faults")),
        sa.UniqueConstraint("uid", name=op.f("uq_faults_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("faults", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_faults_due_on_id"), ["due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_faults_facility_id"), ["facility_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_faults_found_on_id"), ["found_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_faults_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_faults_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_faults_state"), ["state"], unique=False)

    op.create_table(
        "inspection_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "finding",
            sa.Enum(
                "good",
                "fault",
                "none",
                name="finding_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspections.id"],
            name=op.f("fk_inspection_results_inspection_id_inspections"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["inspection_items.id"], name=op.f("fk_inspection_results_item_id_inspection_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_results")),
        sa.UniqueConstraint(
            "inspection_id", "item_id", name=op.f("uq_inspection_results_inspection_id_item_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_inspection_results_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inspection_results", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inspection_results_inspection_id"), ["inspection_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_inspection_results_item_id"), ["item_id"], unique=False)
