"""map picture, pasts of cards, photos of improvements and faults"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "map_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("fade", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_pictures")),
        sa.UniqueConstraint("uid", name=op.f("uq_map_pictures_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "map_control_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["map_pictures.id"],
            name=op.f("fk_map_control_points_picture_id_map_pictures"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_control_points")),
        sa.UniqueConstraint("uid", name=op.f("uq_map_control_points_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("map_control_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_map_control_points_picture_id"), ["picture_id"], unique=False)

    op.create_table(
        "facility_pasts",
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("open_hours", sa.String(length=100), nullable=False),
        sa.Column("bay_count", sa.Integer(), nullable=True),
        sa.Column("map_listed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_facility_pasts_facility_id_facilities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility_pasts")),
        sa.UniqueConstraint("uid", name=op.f("uq_facility_pasts_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("facility_pasts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facility_pasts_facility_id"), ["facility_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_facility_pasts_to_on_id"), ["to_on", "id"], unique=False)

    op.create_table(
        "unit_pasts",
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("access", sa.String(length=200), nullable=False),
        sa.Column("criteria", sa.String(length=200), nullable=False),
        sa.Column("guide_map", sa.Boolean(), nullable=False),
        sa.Column("shuttle", sa.Boolean(), nullable=False),
        sa.Column("locker", sa.Boolean(), nullable=False),
        sa.Column("bay_count", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["friendly_units.id"], name=op.f("fk_unit_pasts_unit_id_friendly_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_pasts")),
        sa.UniqueConstraint("uid", name=op.f("uq_unit_pasts_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("unit_pasts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_pasts_to_on_id"), ["to_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_pasts_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "equipment_pasts",
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["equipment_id"],
            ["facility_equipment.id"],
            name=op.f("fk_equipment_pasts_equipment_id_facility_equipment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_pasts")),
        sa.UniqueConstraint("uid", name=op.f("uq_equipment_pasts_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("equipment_pasts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_equipment_pasts_equipment_id"), ["equipment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_equipment_pasts_to_on_id"), ["to_on", "id"], unique=False)

    with op.batch_alter_table("place_photos", schema=None) as batch_op:
        batch_op.add_column(sa.Column("before_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("after_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("found_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("mended_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_place_photos_after_id"), ["after_id"])
        batch_op.create_unique_constraint(batch_op.f("uq_place_photos_before_id"), ["before_id"])
        batch_op.create_unique_constraint(batch_op.f("uq_place_photos_found_id"), ["found_id"])
        batch_op.create_unique_constraint(batch_op.f("uq_place_photos_mended_id"), ["mended_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_place_photos_before_id_unit_improvements"),
            "unit_improvements",
            ["before_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_place_photos_found_id_faults"), "faults", ["found_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_place_photos_mended_id_faults"),
            "faults",
            ["mended_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_place_photos_after_id_unit_improvements"),
            "unit_improvements",
            ["after_id"],
            ["id"],
            ondelete="CASCADE",
        )
