"""certificate templates and seal requests"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_designs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_designs")),
        sa.UniqueConstraint("digest", name=op.f("uq_certificate_designs_digest")),
        sa.UniqueConstraint("uid", name=op.f("uq_certificate_designs_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "certificate_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "completion",
                "appointment",
                "honour",
                "keepsake",
                "thanks",
                "membership",
                "proof",
                name="templatekind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_templates")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_certificate_templates_kind_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_certificate_templates_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "seal_requests",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("class_run_id", sa.Integer(), nullable=True),
        sa.Column("applied_by", sa.String(length=100), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "approved",
                "refused",
                "used",
                name="sealstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("leader", sa.String(length=100), nullable=False),
        sa.Column("decided_by", sa.String(length=100), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("opinion", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_seal_requests_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["class_run_id"], ["class_runs.id"], name=op.f("fk_seal_requests_class_run_id_class_runs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_requests")),
        sa.UniqueConstraint("number", name=op.f("uq_seal_requests_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_seal_requests_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("seal_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_seal_requests_applied_on_id"), ["applied_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_seal_requests_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seal_requests_class_run_id"), ["class_run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seal_requests_number_id"), ["number", "id"], unique=False)

    _add_links("certificates", (("seal_request_id", "seal_requests"), ("design_id", "certificate_designs")))
    _add_links("record_certificates", (("design_id", "certificate_designs"),))
    _widen_kinds()


def _widen_kinds() -> None:
    """Two kinds of certificates more than before: SQLite has to make the table anew for that.

    Meanwhile no row may point to another, and the new table is told that its ids are not to be used again.
    """
    table = sa.table("certificates", sa.column("id", sa.Integer()), sa.column("replaces_id", sa.Integer()))
    bind = op.get_bind()
    replaced = sa.select(table.c.id, table.c.replaces_id).where(table.c.replaces_id.is_not(None))
    links = [{"one": one, "other": other} for one, other in bind.execute(replaced)]
    bind.execute(sa.update(table).values(replaces_id=None))
    kinds = "kind IN ('completion', 'appointment', 'honour', 'keepsake', 'thanks', 'membership')"
    with op.batch_alter_table("certificates", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(op.f("ck_certificates_certificatekind_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_certificates_certificatekind_known"), kinds)
    if links:
        back = sa.update(table).where(table.c.id == sa.bindparam("one"))
        bind.execute(back.values(replaces_id=sa.bindparam("other")), links)


def _add_links(table: str, links: tuple[tuple[str, str], ...]) -> None:
    for link, target in links:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {link} INTEGER "
            f"CONSTRAINT fk_{table}_{link}_{target} REFERENCES {target} (id)"
        )
        op.create_index(f"ix_{table}_{link}", table, [link])
