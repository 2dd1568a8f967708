"""whole numbers and copies of prints

Administrators keep the right to print whole numbers; they give it to the others who need it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "print_copies",
        sa.Column("print_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["print_id"], ["prints.id"], name=op.f("fk_print_copies_print_id_prints")),
        sa.PrimaryKeyConstraint("print_id", name=op.f("pk_print_copies")),
    )
    op.add_column(
        "clerks", sa.Column("whole_numbers", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE clerks SET whole_numbers = administrator")
    op.add_column("prints", sa.Column("purpose", sa.String(length=100), nullable=False, server_default=""))
    op.add_column("prints", sa.Column("area_id", sa.Integer(), nullable=True))
