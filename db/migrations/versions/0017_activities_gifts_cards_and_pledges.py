"""activities gifts cards and pledges"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "card_batches",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("hotline", sa.String(length=40), nullable=False),
        sa.Column("prefix", sa.String(length=10), nullable=False),
        sa.Column("first_serial", sa.Integer(), nullable=False),
        sa.Column("last_serial", sa.Integer(), nullable=False),
        sa.Column("printer", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "first_serial > 0 AND last_serial >= first_serial", name=op.f("ck_card_batches_serials_in_order")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_card_batches_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_batches")),
        sa.UniqueConstraint("number", name=op.f("uq_card_batches_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_card_batches_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("card_batches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_batches_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_batches_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_batches_printed_on_id"), ["printed_on", "id"], unique=False)

    op.create_table(
        "gift_items",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_pinyin", sa.String(length=400), nullable=False),
        sa.Column("name_initials", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pack",
                "cooling",
                "warming",
                "daily",
                "leaflet",
                "service_map",
                "other",
                name="giftkind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint("price >= 0 AND balance >= 0", name=op.f("ck_gift_items_counted")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_gift_items_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_items")),
        sa.UniqueConstraint("number", name=op.f("uq_gift_items_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_gift_items_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gift_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gift_items_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_items_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_items_name_pinyin_id"), ["name_pinyin", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_items_number_id"), ["number", "id"], unique=False)

    op.create_table(
        "pledges",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("organizer", sa.String(length=100), nullable=False),
        sa.Column("content", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_pledges_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledges")),
        sa.UniqueConstraint("number", name=op.f("uq_pledges_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_pledges_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pledges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledges_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledges_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledges_started_on_id"), ["started_on", "id"], unique=False)

    op.create_table(
        "activities",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "condolence",
                "team_visit",
                "theme",
                "reunion_meal",
                "public_good",
                "talk",
                "check_up",
                "clinic",
                "legal",
                "counselling",
                "job_fair",
                "other",
                name="activitykind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "held",
                "postponed",
                "cancelled",
                name="activitystate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.String(length=5), nullable=False),
        sa.Column("ends_at", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("organizer", sa.String(length=100), nullable=False),
        sa.Column("riders", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column(
            "funds",
            sa.Enum(
                "street",
                "party_dues",
                "union",
                "community",
                "partner",
                "donation",
                "other",
                name="fundsource_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "chain",
            sa.Enum(
                "organization",
                "service",
                "governance",
                name="chain_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("aspects", sa.String(length=100), nullable=False),
        sa.Column("summary", sa.String(length=200), nullable=False),
        sa.Column("media", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(
            "riders >= 0 AND staff >= 0 AND guests >= 0 AND cost >= 0", name=op.f("ck_activities_counted")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_activities_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_activities_facility_id_facilities")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_activities_station_id_stations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sa.UniqueConstraint("number", name=op.f("uq_activities_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_activities_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activities_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activities_facility_id"), ["facility_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activities_held_on_id"), ["held_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activities_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_activities_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activities_station_id"), ["station_id"], unique=False)

    op.create_table(
        "gift_intakes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column(
            "funds",
            sa.Enum(
                "street",
                "party_dues",
                "union",
                "community",
                "partner",
                "donation",
                "other",
                name="fundsource_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("voucher", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("quantity > 0 AND price >= 0", name=op.f("ck_gift_intakes_counted")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["gift_items.id"], name=op.f("fk_gift_intakes_item_id_gift_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_intakes")),
        sa.UniqueConstraint("uid", name=op.f("uq_gift_intakes_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gift_intakes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gift_intakes_item_id"), ["item_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_gift_intakes_received_on_id"), ["received_on", "id"], unique=False
        )

    op.create_table(
        "activity_partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_activity_partners_activity_id_activities")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_activity_partners_partner_id_partners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_partners")),
        sa.UniqueConstraint(
            "activity_id", "partner_id", name=op.f("uq_activity_partners_activity_id_partner_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_activity_partners_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("activity_partners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_partners_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_partners_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "activity_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_activity_people_activity_id_activities")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_activity_people_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_people")),
        sa.UniqueConstraint(
            "activity_id", "person_id", name=op.f("uq_activity_people_activity_id_person_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_activity_people_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("activity_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_people_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_people_person_id"), ["person_id"], unique=False)

    op.create_table(
        "activity_services",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "policy",
                "labour",
                "employment",
                "legal",
                "health",
                "counselling",
                "first_aid",
                "course",
                "traffic",
                "convenience",
                "other",
                name="servicekind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("provider", sa.String(length=100), nullable=False),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint("served >= 0", name=op.f("ck_activity_services_counted")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_activity_services_activity_id_activities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_services")),
        sa.UniqueConstraint("uid", name=op.f("uq_activity_services_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("activity_services", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_services_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_services_kind"), ["kind"], unique=False)

    op.create_table(
        "gift_issues",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("receiver", sa.String(length=60), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("campaign", sa.String(length=60), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("quantity > 0 AND price >= 0", name=op.f("ck_gift_issues_counted")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_gift_issues_activity_id_activities")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_gift_issues_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["gift_items.id"], name=op.f("fk_gift_issues_item_id_gift_items")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_gift_issues_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_issues")),
        sa.UniqueConstraint("number", name=op.f("uq_gift_issues_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_gift_issues_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gift_issues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gift_issues_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_issues_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_issues_issued_on_id"), ["issued_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_issues_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_issues_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_issues_person_id"), ["person_id"], unique=False)

    op.create_table(
        "hotline_cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by", sa.String(length=60), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "held",
                "lost",
                "replaced",
                "returned",
                name="hotlinecardstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["card_batches.id"], name=op.f("fk_hotline_cards_batch_id_card_batches")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_hotline_cards_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_cards")),
        sa.UniqueConstraint("batch_id", "serial", name=op.f("uq_hotline_cards_batch_id_serial")),
        sa.UniqueConstraint("uid", name=op.f("uq_hotline_cards_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("hotline_cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_cards_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hotline_cards_code_id"), ["code", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hotline_cards_ended_on_id"), ["ended_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hotline_cards_issued_on_id"), ["issued_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hotline_cards_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hotline_cards_state"), ["state"], unique=False)

    op.create_table(
        "pledge_signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column(
            "signer",
            sa.Enum(
                "rider",
                "resident",
                "merchant",
                "property",
                "other",
                name="signerkind_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_pledge_signatures_counted")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_pledge_signatures_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledges.id"], name=op.f("fk_pledge_signatures_pledge_id_pledges")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_signatures")),
        sa.UniqueConstraint("pledge_id", "person_id", name=op.f("uq_pledge_signatures_pledge_id_person_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_pledge_signatures_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pledge_signatures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledge_signatures_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_signatures_pledge_id"), ["pledge_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_pledge_signatures_signed_on_id"), ["signed_on", "id"], unique=False
        )

    with op.batch_alter_table("place_photos", schema=None) as batch_op:
        batch_op.add_column(sa.Column("activity_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_place_photos_activity_id"), ["activity_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_place_photos_activity_id_activities"),
            "activities",
            ["activity_id"],
            ["id"],
            ondelete="CASCADE",
        )
