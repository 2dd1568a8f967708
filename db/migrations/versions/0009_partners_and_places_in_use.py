"""partners and places in use"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "alliances",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_pinyin", sa.String(length=600), nullable=False),
        sa.Column("name_initials", sa.String(length=100), nullable=False),
        sa.Column("brand", sa.String(length=60), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("lead", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_alliances_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alliances")),
        sa.UniqueConstraint("number", name=op.f("uq_alliances_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_alliances_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alliances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alliances_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alliances_founded_on_id"), ["founded_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alliances_name_pinyin_id"), ["name_pinyin", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alliances_number_id"), ["number", "id"], unique=False)

    op.create_table(
        "facility_agreements",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_facility_agreements_facility_id_facilities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility_agreements")),
        sa.UniqueConstraint("uid", name=op.f("uq_facility_agreements_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("facility_agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facility_agreements_facility_id"), ["facility_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_facility_agreements_valid_from"), ["valid_from"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_facility_agreements_valid_from_id"), ["valid_from", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_facility_agreements_valid_until_id"), ["valid_until", "id"], unique=False
        )

    op.create_table(
        "facility_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("from_day", sa.String(length=5), nullable=False),
        sa.Column("to_day", sa.String(length=5), nullable=False),
        sa.Column("weekdays", sa.String(length=40), nullable=False),
        sa.Column("opens_at", sa.String(length=5), nullable=False),
        sa.Column("closes_at", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_facility_hours_facility_id_facilities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility_hours")),
        sa.UniqueConstraint("uid", name=op.f("uq_facility_hours_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("facility_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facility_hours_facility_id"), ["facility_id"], unique=False)

    op.create_table(
        "facility_meals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("meals", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_facility_meals_facility_id_facilities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility_meals")),
        sa.UniqueConstraint("facility_id", "month", name=op.f("uq_facility_meals_facility_id_month")),
        sa.UniqueConstraint("uid", name=op.f("uq_facility_meals_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("facility_meals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facility_meals_facility_id"), ["facility_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_facility_meals_month_id"), ["month", "id"], unique=False)

    op.create_table(
        "joint_projects",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("alliance_id", sa.Integer(), nullable=True),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "running",
                "done",
                "stopped",
                name="projectstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("lead", sa.String(length=100), nullable=False),
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column("result", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["alliance_id"], ["alliances.id"], name=op.f("fk_joint_projects_alliance_id_alliances")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_joint_projects_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_projects")),
        sa.UniqueConstraint("number", name=op.f("uq_joint_projects_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_joint_projects_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("joint_projects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joint_projects_alliance_id"), ["alliance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joint_projects_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joint_projects_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_joint_projects_due_on_id"), ["due_on", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_joint_projects_finished_on_id"), ["finished_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_joint_projects_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joint_projects_state"), ["state"], unique=False)

    op.create_table(
        "partners",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_pinyin", sa.String(length=600), nullable=False),
        sa.Column("name_initials", sa.String(length=100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "co_builder",
                "merchant",
                "social_organization",
                "other",
                name="partnerkind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "sector",
            sa.Enum(
                "community",
                "shop",
                "authority",
                "institution",
                "company",
                "social",
                "other",
                name="partnersector_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("offers", sa.String(length=200), nullable=False),
        sa.Column("offer", sa.String(length=500), nullable=False),
        sa.Column("agreement_to", sa.Date(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_partners_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_partners_facility_id_facilities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("number", name=op.f("uq_partners_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_partners_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("partners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partners_agreement_to_id"), ["agreement_to", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partners_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partners_facility_id"), ["facility_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partners_joined_on_id"), ["joined_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partners_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_partners_name_pinyin_id"), ["name_pinyin", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partners_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partners_sector"), ["sector"], unique=False)

    op.create_table(
        "place_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"],
            ["facilities.id"],
            name=op.f("fk_place_photos_facility_id_facilities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["friendly_units.id"],
            name=op.f("fk_place_photos_unit_id_friendly_units"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_photos")),
        sa.UniqueConstraint("facility_id", name=op.f("uq_place_photos_facility_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_place_photos_uid")),
        sa.UniqueConstraint("unit_id", name=op.f("uq_place_photos_unit_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alliance_members",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alliance_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["alliance_id"], ["alliances.id"], name=op.f("fk_alliance_members_alliance_id_alliances")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_alliance_members_partner_id_partners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alliance_members")),
        sa.UniqueConstraint("uid", name=op.f("uq_alliance_members_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alliance_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alliance_members_alliance_id"), ["alliance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alliance_members_from_on"), ["from_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_alliance_members_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alliance_members_to_on"), ["to_on"], unique=False)

    op.create_table(
        "partner_agreements",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_partner_agreements_partner_id_partners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_agreements")),
        sa.UniqueConstraint("uid", name=op.f("uq_partner_agreements_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("partner_agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_agreements_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_agreements_valid_from"), ["valid_from"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_partner_agreements_valid_from_id"), ["valid_from", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_partner_agreements_valid_until_id"), ["valid_until", "id"], unique=False
        )

    op.create_table(
        "partner_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "visit",
                "phone",
                "message",
                "meeting",
                "other",
                name="contactway_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("clerk", sa.String(length=60), nullable=False),
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_partner_contacts_partner_id_partners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_contacts")),
        sa.UniqueConstraint("uid", name=op.f("uq_partner_contacts_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("partner_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partner_contacts_contacted_on_id"), ["contacted_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_partner_contacts_next_on_id"), ["next_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_contacts_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "project_partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_project_partners_partner_id_partners")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["joint_projects.id"], name=op.f("fk_project_partners_project_id_joint_projects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_partners")),
        sa.UniqueConstraint(
            "project_id", "partner_id", name=op.f("uq_project_partners_project_id_partner_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_project_partners_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("project_partners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_partners_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_partners_project_id"), ["project_id"], unique=False)
