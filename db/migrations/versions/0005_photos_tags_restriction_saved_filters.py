"""Photos, tags and restriction (封存) of people, saved filters, and clerks who are administrators.

Columns are added in place: a table that is written anew would lose its AUTOINCREMENT. The clerk who was entered first
becomes the administrator, so that a ledger already in use has one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_filters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("list_key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("list_key", "name", name=op.f("uq_saved_filters_list_key_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_saved_filters_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_tags_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_person_photos_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_photos")),
        sa.UniqueConstraint("person_id", name=op.f("uq_person_photos_person_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_person_photos_uid")),
        sqlite_autoincrement=True,
    )
    op.add_column(
        "clerks", sa.Column("administrator", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE clerks SET administrator = true WHERE id = (SELECT min(id) FROM clerks WHERE active)")
    for column in (
        sa.Column("notice_way", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("tags", sa.String(length=300), nullable=False, server_default=""),
        sa.Column("restricted_on", sa.Date(), nullable=True),
        sa.Column("restricted_reason", sa.String(length=200), nullable=False, server_default=""),
    ):
        op.add_column("people", column)
