"""recognition"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "star_schemes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("hours_1", sa.Integer(), nullable=False),
        sa.Column("hours_2", sa.Integer(), nullable=False),
        sa.Column("hours_3", sa.Integer(), nullable=False),
        sa.Column("hours_4", sa.Integer(), nullable=False),
        sa.Column("hours_5", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "0 < hours_1 AND hours_1 < hours_2 AND hours_2 < hours_3 AND hours_3 < hours_4 AND hours_4 < hours_5",
            name=op.f("ck_star_schemes_rising"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_star_schemes")),
        sa.UniqueConstraint("uid", name=op.f("uq_star_schemes_uid")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_star_schemes_valid_from")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "served_elders",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_pinyin", sa.String(length=600), nullable=False),
        sa.Column("name_initials", sa.String(length=100), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("lives_alone", sa.Boolean(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("family_contact", sa.String(length=100), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("service", sa.String(length=100), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_served_elders_area_id_areas")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_served_elders_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_served_elders")),
        sa.UniqueConstraint("uid", name=op.f("uq_served_elders_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("served_elders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_served_elders_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_served_elders_from_on"), ["from_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_served_elders_name_pinyin_id"), ["name_pinyin", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_served_elders_team_id"), ["team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_served_elders_to_on"), ["to_on"], unique=False)

    op.create_table(
        "clues",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "snap",
                "west_lake_code",
                "chat",
                "hotline",
                "station",
                "other",
                name="cluechannel_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("outside_no", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "parking",
                "road",
                "environment",
                "safety",
                "other",
                name="cluekind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "handed_on",
                "closed",
                "dropped",
                name="cluestate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("handled_by", sa.String(length=100), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_clues_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_clues_person_id_people")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_clues_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clues")),
        sa.UniqueConstraint("number", name=op.f("uq_clues_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_clues_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("clues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clues_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clues_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clues_outside_no"), ["outside_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_clues_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clues_reported_on_id"), ["reported_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clues_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_clues_team_id"), ["team_id"], unique=False)

    op.create_table(
        "star_awards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "published",
                "awarded",
                "refused",
                name="starstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("published_from", sa.Date(), nullable=True),
        sa.Column("published_to", sa.Date(), nullable=True),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(length=60), nullable=False),
        sa.Column("letter_no", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_star_awards_level_known")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_star_awards_person_id_people")),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["star_schemes.id"], name=op.f("fk_star_awards_scheme_id_star_schemes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_star_awards")),
        sa.UniqueConstraint("person_id", "level", name=op.f("uq_star_awards_person_id_level")),
        sa.UniqueConstraint("uid", name=op.f("uq_star_awards_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("star_awards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_star_awards_awarded_on_id"), ["awarded_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_star_awards_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_star_awards_proposed_on_id"), ["proposed_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_star_awards_scheme_id"), ["scheme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_star_awards_state"), ["state"], unique=False)
