"""street map"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "map_outlines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("geometry", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_outlines")),
        sa.UniqueConstraint("uid", name=op.f("uq_map_outlines_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("map_outlines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_map_outlines_name_id"), ["name", "id"], unique=False)

    op.create_table(
        "roads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_pinyin", sa.String(length=300), nullable=False),
        sa.Column("name_initials", sa.String(length=100), nullable=False),
        sa.Column(
            "grade",
            sa.Enum(
                "main",
                "side",
                "lane",
                name="roadgrade_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("length_m", sa.Integer(), nullable=True),
        sa.Column("geometry", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roads")),
        sa.UniqueConstraint("uid", name=op.f("uq_roads_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("roads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roads_grade_id"), ["grade", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roads_length_m_id"), ["length_m", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roads_name_pinyin_id"), ["name_pinyin", "id"], unique=False)
