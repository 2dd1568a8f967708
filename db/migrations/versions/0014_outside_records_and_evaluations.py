"""outside records evaluations publicity and insurance"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "service_evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column(
            "evaluator",
            sa.Enum(
                "organizer",
                "served",
                "team",
                name="evaluator_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "grade",
            sa.Enum(
                "excellent",
                "good",
                "passed",
                "failed",
                name="grade_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("complaint", sa.Boolean(), nullable=False),
        sa.Column("evaluated_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["log_id"], ["service_logs.id"], name=op.f("fk_service_evaluations_log_id_service_logs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_evaluations")),
        sa.UniqueConstraint("uid", name=op.f("uq_service_evaluations_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("service_evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_evaluations_log_id"), ["log_id"], unique=False)

    op.add_column(
        "import_templates", sa.Column("name", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column("import_templates", sa.Column("heads", sa.Text(), nullable=False, server_default="{}"))
    op.add_column(
        "import_templates", sa.Column("official", sa.Boolean(), nullable=False, server_default=sa.false())
    )

    op.add_column(
        "service_logs", sa.Column("source", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column("service_logs", sa.Column("published_from", sa.Date(), nullable=True))
    op.add_column("service_logs", sa.Column("published_to", sa.Date(), nullable=True))
    op.drop_index("ix_service_logs_month", table_name="service_logs")
    op.create_index(
        "ix_service_logs_month",
        "service_logs",
        ["served_on", "team_id", "activity", "state", "area_id", "minutes", "person_id"],
    )
    numbered = sa.text("outside_no <> ''")
    op.create_index(
        "ix_service_logs_outside_no",
        "service_logs",
        ["outside_no"],
        sqlite_where=numbered,
        postgresql_where=numbered,
    )

    op.add_column(
        "star_schemes", sa.Column("needs_quality", sa.Boolean(), nullable=False, server_default=sa.false())
    )

    op.add_column("teams", sa.Column("risky", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("teams", sa.Column("insurer", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("teams", sa.Column("policy_no", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("teams", sa.Column("insured_until", sa.Date(), nullable=True))
    op.add_column("teams", sa.Column("agreement_until", sa.Date(), nullable=True))
