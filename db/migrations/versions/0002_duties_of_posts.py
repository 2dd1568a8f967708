"""What somebody who holds a post has taken on (认领事项).

The column is added in place: a table that is written anew would lose its AUTOINCREMENT.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posts", sa.Column("duties", sa.String(length=200), nullable=False, server_default=""))
