"""forms of the superior office"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "superior_form_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_superior_form_files")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "superior_forms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("slots", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["superior_form_files.id"],
            name=op.f("fk_superior_forms_file_id_superior_form_files"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_superior_forms")),
        sa.UniqueConstraint("name", name=op.f("uq_superior_forms_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_superior_forms_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("superior_forms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_superior_forms_file_id"), ["file_id"], unique=False)
