"""requests and deliberations"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "request_limits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "hotline",
                "city_line",
                "west_lake_code",
                "snap",
                "deliberation",
                "visit",
                "station",
                "chat",
                "in_person",
                "letter",
                "network",
                name="requestchannel_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "urgency",
            sa.Enum(
                "most_urgent",
                "urgent",
                "usual",
                name="urgency_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum(
                "hours",
                "working_days",
                "days",
                name="limitunit_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("accept_days", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("amount > 0 AND accept_days >= 0", name=op.f("ck_request_limits_time_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_limits")),
        sa.UniqueConstraint("uid", name=op.f("uq_request_limits_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("request_limits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_limits_name_id"), ["name", "id"], unique=False)

    op.create_table(
        "deliberations",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.String(length=5), nullable=False),
        sa.Column("topic", sa.String(length=100), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("platform_id", sa.Integer(), nullable=True),
        sa.Column("hosts", sa.String(length=200), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("chair", sa.String(length=60), nullable=False),
        sa.Column("recorder", sa.String(length=60), nullable=False),
        sa.Column("riders", sa.Integer(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("others", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=False),
        sa.Column("archive_no", sa.String(length=60), nullable=False),
        sa.CheckConstraint("riders >= 0 AND residents >= 0", name=op.f("ck_deliberations_heads_counted")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_deliberations_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["organizations.id"], name=op.f("fk_deliberations_platform_id_organizations")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_deliberations_station_id_stations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliberations")),
        sa.UniqueConstraint("number", name=op.f("uq_deliberations_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_deliberations_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("deliberations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliberations_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliberations_held_on_id"), ["held_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliberations_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliberations_platform_id"), ["platform_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliberations_station_id"), ["station_id"], unique=False)

    op.create_table(
        "requests",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.String(length=5), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "hotline",
                "city_line",
                "west_lake_code",
                "snap",
                "deliberation",
                "visit",
                "station",
                "chat",
                "in_person",
                "letter",
                "network",
                name="requestchannel_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("outside_no", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("requester", sa.String(length=60), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column(
            "category",
            sa.Enum(
                "parking",
                "access",
                "meals_and_rest",
                "labour_rights",
                "legal",
                "health",
                "schooling",
                "housing",
                "training",
                "platform_rules",
                "traffic",
                "appearance",
                "safety",
                "other",
                name="requestcategory_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "problem",
            sa.Enum(
                "parking",
                "finding",
                "resting",
                name="unitproblem_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("is_report", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("content", sa.String(length=2000), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column(
            "urgency",
            sa.Enum(
                "most_urgent",
                "urgent",
                "usual",
                name="urgency_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("petition", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "accepted",
                "assigned",
                "working",
                "extended",
                "suspended",
                "returned",
                "closed",
                "called_back",
                "reopened",
                "archived",
                "refused",
                "transferred",
                name="requeststate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("accept_due_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_time", sa.String(length=5), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("co_units", sa.String(length=200), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=2000), nullable=False),
        sa.Column("called_back_on", sa.Date(), nullable=True),
        sa.Column("called_back_by", sa.String(length=60), nullable=False),
        sa.Column(
            "satisfaction",
            sa.Enum(
                "satisfied",
                "fairly",
                "dissatisfied",
                "not_reached",
                name="satisfaction_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("transferred_to", sa.String(length=100), nullable=False),
        sa.Column("reward", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("person_id IS NULL OR requester = ''", name=op.f("ck_requests_named_once")),
        sa.CheckConstraint("reward >= 0 AND reopened >= 0", name=op.f("ck_requests_not_below_nought")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_requests_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_requests_person_id_people")),
        sa.ForeignKeyConstraint(
            ["station_id"], ["stations.id"], name=op.f("fk_requests_station_id_stations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint("number", name=op.f("uq_requests_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_requests_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requests_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_category"), ["category"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_channel"), ["channel"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_closed_on_id"), ["closed_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_due_on_id"), ["due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_number_id"), ["number", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_outside_no"), ["outside_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_received_on_id"), ["received_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_requests_station_id"), ["station_id"], unique=False)

    op.create_table(
        "resolutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deliberation_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "running",
                "done",
                "paused",
                name="resolutionstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("progress", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["deliberation_id"],
            ["deliberations.id"],
            name=op.f("fk_resolutions_deliberation_id_deliberations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sa.UniqueConstraint("uid", name=op.f("uq_resolutions_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolutions_deliberation_id"), ["deliberation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resolutions_done_on_id"), ["done_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resolutions_due_on_id"), ["due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resolutions_state"), ["state"], unique=False)

    op.create_table(
        "deliberation_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deliberation_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deliberation_id"],
            ["deliberations.id"],
            name=op.f("fk_deliberation_requests_deliberation_id_deliberations"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_deliberation_requests_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliberation_requests")),
        sa.UniqueConstraint(
            "deliberation_id", "request_id", name=op.f("uq_deliberation_requests_deliberation_id_request_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_deliberation_requests_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("deliberation_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deliberation_requests_deliberation_id"), ["deliberation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_deliberation_requests_request_id"), ["request_id"], unique=False)

    op.create_table(
        "opinions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deliberation_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("raised_by", sa.String(length=60), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "adopted",
                "declined",
                name="opinionstate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("handling", sa.String(length=500), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deliberation_id"], ["deliberations.id"], name=op.f("fk_opinions_deliberation_id_deliberations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_opinions_person_id_people")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_opinions_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinions")),
        sa.UniqueConstraint("uid", name=op.f("uq_opinions_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("opinions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opinions_closed_on_id"), ["closed_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinions_decided_on_id"), ["decided_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinions_deliberation_id"), ["deliberation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinions_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinions_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinions_state"), ["state"], unique=False)

    op.create_table(
        "request_steps",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "accepted",
                "assigned",
                "working",
                "extended",
                "suspended",
                "returned",
                "closed",
                "called_back",
                "reopened",
                "archived",
                "refused",
                "transferred",
                name="requeststate_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("said", sa.String(length=500), nullable=False),
        sa.Column(
            "satisfaction",
            sa.Enum(
                "satisfied",
                "fairly",
                "dissatisfied",
                "not_reached",
                name="satisfaction_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("done_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_request_steps_in_order")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_request_steps_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_steps")),
        sa.UniqueConstraint("uid", name=op.f("uq_request_steps_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("request_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_steps_from_on"), ["from_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_steps_from_on_id"), ["from_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_steps_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_steps_to_on"), ["to_on"], unique=False)
