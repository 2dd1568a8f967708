"""visits and deeds"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visits",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("visitors", sa.String(length=100), nullable=False),
        sa.Column("unnamed", sa.Integer(), nullable=False),
        sa.Column("found", sa.String(length=1000), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("unnamed >= 0", name=op.f("ck_visits_unnamed_counted")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_visits_area_id_areas")),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name=op.f("fk_visits_station_id_stations")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("number", name=op.f("uq_visits_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_visits_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visits_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_station_id"), ["station_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_visited_on_id"), ["visited_on", "id"], unique=False)

    op.create_table(
        "deeds",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("story", sa.String(length=2000), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("award", sa.String(length=100), nullable=False),
        sa.Column("awarded_by", sa.String(length=100), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_deeds_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_deeds_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deeds")),
        sa.UniqueConstraint("number", name=op.f("uq_deeds_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_deeds_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("deeds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deeds_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deeds_happened_on_id"), ["happened_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deeds_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deeds_person_id"), ["person_id"], unique=False)

    op.create_table(
        "visited_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "need_kind",
            sa.Enum(
                "parking",
                "access",
                "meals_and_rest",
                "labour_rights",
                "health",
                "schooling",
                "housing",
                "training",
                "other",
                name="needkind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("need", sa.String(length=500), nullable=False),
        sa.Column("follow_up", sa.String(length=500), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "need_kind IS NOT NULL OR need = ''", name=op.f("ck_visited_people_need_has_a_kind")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_visited_people_person_id_people")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visited_people_visit_id_visits")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visited_people")),
        sa.UniqueConstraint("uid", name=op.f("uq_visited_people_uid")),
        sa.UniqueConstraint("visit_id", "person_id", name=op.f("uq_visited_people_visit_id_person_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("visited_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visited_people_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visited_people_visit_id"), ["visit_id"], unique=False)
