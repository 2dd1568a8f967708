"""returns"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("definition", sa.String(length=300), nullable=False),
        sa.Column("register_key", sa.String(length=40), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("date_field", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_measures")),
        sa.UniqueConstraint("code", name=op.f("uq_own_measures_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_own_measures_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "period_returns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "review",
                "approved",
                "sent",
                "archived",
                name="returnstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.String(length=100), nullable=False),
        sa.Column("approver", sa.String(length=100), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("comment", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_period_returns_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_returns")),
        sa.UniqueConstraint("uid", name=op.f("uq_period_returns_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("period_returns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_period_returns_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_period_returns_period_area_id"), ["period", "area_id"], unique=False
        )

    op.create_table(
        "return_seals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_by", sa.String(length=100), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["return_id"], ["period_returns.id"], name=op.f("fk_return_seals_return_id_period_returns")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_seals")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("return_seals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_return_seals_return_id"), ["return_id"], unique=False)
