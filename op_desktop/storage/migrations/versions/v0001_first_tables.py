"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Build every table."""
    op.create_table(
        "account",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("educator", sa.Integer(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.Column("administrator", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(
            "ix_account_venue_id",
            ["venue_id"],
            unique=False,
            sqlite_where=sa.text("venue_id IS NOT NULL"),
            postgresql_where=sa.text("venue_id IS NOT NULL"),
        )

    op.create_table(
        "application_member",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("application_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_member")),
    )
    with op.batch_alter_table("application_member", schema=None) as batch_op:
        batch_op.create_index(
            "ix_application_member_application_id",
            ["application_id"],
            unique=False,
            sqlite_where=None,
            postgresql_where=None,
        )
        batch_op.create_index(
            "ix_application_member_person_id", ["person_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "application_municipality",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("application_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("municipality_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_municipality")),
    )
    with op.batch_alter_table("application_municipality", schema=None) as batch_op:
        batch_op.create_index(
            "ix_application_municipality_application_id",
            ["application_id"],
            unique=False,
            sqlite_where=None,
            postgresql_where=None,
        )
        batch_op.create_index(
            "ix_application_municipality_municipality_id",
            ["municipality_id"],
            unique=False,
            sqlite_where=None,
            postgresql_where=None,
        )

    op.create_table(
        "attendance",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("session_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("arrived_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("left_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attendance_person_id", ["person_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index("ix_attendance_session_id", ["session_id", "person_id"], unique=False)

    op.create_table(
        "bundle",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("direction", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("replica", sa.Integer(), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("file", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("number", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("issued_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("holder", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("enrolment_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("class_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("last_day", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("place", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("language", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("pdf_sha256", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("state", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("replaces_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(
            "ix_certificate_class_id",
            ["class_id"],
            unique=False,
            sqlite_where=sa.text("class_id IS NOT NULL"),
            postgresql_where=sa.text("class_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_certificate_enrolment_id",
            ["enrolment_id"],
            unique=False,
            sqlite_where=sa.text("enrolment_id IS NOT NULL"),
            postgresql_where=sa.text("enrolment_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_certificate_person_id",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_certificate_replaces_id",
            ["replaces_id"],
            unique=False,
            sqlite_where=sa.text("replaces_id IS NOT NULL"),
            postgresql_where=sa.text("replaces_id IS NOT NULL"),
        )

    op.create_table(
        "change",
        sa.Column("replica", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("save", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("wall", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("entity", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("row_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("bases", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("fields", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("personal", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("suspect", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("replica", "seq", "id", name=op.f("pk_change")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_row_id", ["row_id"], unique=False)

    op.create_table(
        "collaborator_profile",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("asked_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborator_profile")),
    )
    with op.batch_alter_table("collaborator_profile", schema=None) as batch_op:
        batch_op.create_index(
            "ix_collaborator_profile_person_id", ["person_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "consultation",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("area", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("starts_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("venue_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("status", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("request_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("follow_up_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("outcome", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("referred_to_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_consultation_person_id",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_consultation_referred_to_id",
            ["referred_to_id"],
            unique=False,
            sqlite_where=sa.text("referred_to_id IS NOT NULL"),
            postgresql_where=sa.text("referred_to_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_consultation_request_id",
            ["request_id"],
            unique=False,
            sqlite_where=sa.text("request_id IS NOT NULL"),
            postgresql_where=sa.text("request_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_consultation_starts_at", ["starts_at"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_consultation_venue_id",
            ["venue_id"],
            unique=False,
            sqlite_where=sa.text("venue_id IS NOT NULL"),
            postgresql_where=sa.text("venue_id IS NOT NULL"),
        )

    op.create_table(
        "criterion",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("call_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("top_score", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
    )
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.create_index(
            "ix_criterion_call_id", ["call_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "dated_setting",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("since", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_setting")),
    )
    op.create_table(
        "declared_figure",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("metric", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("period_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_figure")),
    )
    with op.batch_alter_table("declared_figure", schema=None) as batch_op:
        batch_op.create_index(
            "ix_declared_figure_period_id", ["period_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "device",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("device_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("label", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("short_code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("centre", sa.Integer(), nullable=False),
        sa.Column("signing_key", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("sealing_key", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("revoked_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_table(
        "document",
        sa.Column("sha256", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document")),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("class_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("pupil_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("enrolled_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("left_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("leaving", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_enrolment_class_id", ["class_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_enrolment_pupil_id", ["pupil_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "erasure",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("what", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("row_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("reason", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("decided_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("starts_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("ends_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("municipality_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("venue_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("place", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("programme", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("partners", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("status", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("method", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("note", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_municipality_id",
            ["municipality_id"],
            unique=False,
            sqlite_where=sa.text("municipality_id IS NOT NULL"),
            postgresql_where=sa.text("municipality_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_event_starts_at", ["starts_at"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_event_venue_id",
            ["venue_id"],
            unique=False,
            sqlite_where=sa.text("venue_id IS NOT NULL"),
            postgresql_where=sa.text("venue_id IS NOT NULL"),
        )

    op.create_table(
        "event_day",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("event_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("day", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_day")),
    )
    with op.batch_alter_table("event_day", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_day_event_id", ["event_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "event_participant",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("event_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("part", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_participant")),
    )
    with op.batch_alter_table("event_participant", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_participant_event_id", ["event_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_event_participant_person_id", ["person_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "grant_application",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("call_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("group_name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("applicant", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("aim_ties", sa.Integer(), nullable=False),
        sa.Column("aim_savings", sa.Integer(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("requested", sa.BigInteger(), nullable=True),
        sa.Column("awarded", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_application")),
    )
    with op.batch_alter_table("grant_application", schema=None) as batch_op:
        batch_op.create_index(
            "ix_grant_application_call_id", ["call_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "grant_call",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("closes_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("ceiling", sa.BigInteger(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_call")),
    )
    op.create_table(
        "help_area",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name_it", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name_en", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_area")),
    )
    op.create_table(
        "hour_rate",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("activity", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("euro", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("source", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_rate")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("source", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("sha256", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("class_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("imported_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(
            "ix_import_batch_class_id",
            ["class_id"],
            unique=False,
            sqlite_where=sa.text("class_id IS NOT NULL"),
            postgresql_where=sa.text("class_id IS NOT NULL"),
        )

    op.create_table(
        "instalment",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("application_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("paid_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instalment")),
    )
    with op.batch_alter_table("instalment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_instalment_application_id", ["application_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "lab",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("origin", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("municipality_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("venue_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("purpose", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lab")),
    )
    with op.batch_alter_table("lab", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lab_application_id",
            ["application_id"],
            unique=False,
            sqlite_where=sa.text("application_id IS NOT NULL"),
            postgresql_where=sa.text("application_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_lab_municipality_id", ["municipality_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_lab_venue_id",
            ["venue_id"],
            unique=False,
            sqlite_where=sa.text("venue_id IS NOT NULL"),
            postgresql_where=sa.text("venue_id IS NOT NULL"),
        )

    op.create_table(
        "lab_member",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("lab_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("since", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("until", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("responsible", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lab_member")),
    )
    with op.batch_alter_table("lab_member", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lab_member_lab_id", ["lab_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_lab_member_person_id", ["person_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "lab_session",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("lab_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("starts_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("method", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("venue_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("replaces_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("note", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lab_session")),
    )
    with op.batch_alter_table("lab_session", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lab_session_lab_id", ["lab_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_lab_session_replaces_id",
            ["replaces_id"],
            unique=False,
            sqlite_where=sa.text("replaces_id IS NOT NULL"),
            postgresql_where=sa.text("replaces_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_lab_session_starts_at", ["starts_at"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_lab_session_venue_id",
            ["venue_id"],
            unique=False,
            sqlite_where=sa.text("venue_id IS NOT NULL"),
            postgresql_where=sa.text("venue_id IS NOT NULL"),
        )

    op.create_table(
        "lab_status",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("lab_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("since", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("state", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lab_status")),
    )
    with op.batch_alter_table("lab_status", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lab_status_lab_id", ["lab_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "lesson",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("class_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("module_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("status", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("place", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("educators", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("note", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("replaces_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
    )
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lesson_class_id", ["class_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_lesson_module_id",
            ["module_id"],
            unique=False,
            sqlite_where=sa.text("module_id IS NOT NULL"),
            postgresql_where=sa.text("module_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_lesson_replaces_id",
            ["replaces_id"],
            unique=False,
            sqlite_where=sa.text("replaces_id IS NOT NULL"),
            postgresql_where=sa.text("replaces_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_lesson_starts_at", ["starts_at"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "lesson_mark",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("lesson_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("enrolment_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("mark", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_mark")),
    )
    with op.batch_alter_table("lesson_mark", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lesson_mark_enrolment_id", ["enrolment_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_lesson_mark_lesson_id", ["lesson_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "local",
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("value", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_local")),
    )
    op.create_table(
        "module",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("level", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("area", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module")),
    )
    op.create_table(
        "municipality",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("cadastral_code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("postal_code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name_it", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name_en", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("starts_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("series", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("family_name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("given_name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("band", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("municipality_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("phone", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("email", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("card", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("note", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("do_not_contact", sa.Integer(), nullable=False),
        sa.Column("image_release", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(
            "ix_person_municipality_id",
            ["municipality_id"],
            unique=False,
            sqlite_where=sa.text("municipality_id IS NOT NULL"),
            postgresql_where=sa.text("municipality_id IS NOT NULL"),
        )

    op.create_table(
        "person_role",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("part", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("since", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("until", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("framework", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("body", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("insured_until", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_role")),
    )
    with op.batch_alter_table("person_role", schema=None) as batch_op:
        batch_op.create_index(
            "ix_person_role_person_id", ["person_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "pupil",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("family_name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("given_name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil")),
    )
    op.create_table(
        "quiz",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("level", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz")),
    )
    op.create_table(
        "quiz_answer",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("sitting_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("enrolment_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("item_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_answer")),
    )
    with op.batch_alter_table("quiz_answer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_quiz_answer_enrolment_id", ["enrolment_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_quiz_answer_item_id", ["item_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_quiz_answer_sitting_id", ["sitting_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "quiz_item",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("quiz_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("choices", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("area", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_item")),
    )
    with op.batch_alter_table("quiz_item", schema=None) as batch_op:
        batch_op.create_index(
            "ix_quiz_item_quiz_id", ["quiz_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "quiz_sitting",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("class_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("quiz_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("phase", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("form", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("mode", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("held_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_sitting")),
    )
    with op.batch_alter_table("quiz_sitting", schema=None) as batch_op:
        batch_op.create_index(
            "ix_quiz_sitting_class_id", ["class_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_quiz_sitting_quiz_id", ["quiz_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "replica",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("incarnation", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("label", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("forked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("contiguous", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_replica")),
    )
    with op.batch_alter_table("replica", schema=None) as batch_op:
        batch_op.create_index("ix_replica_device", ["device", "incarnation"], unique=True)

    op.create_table(
        "review",
        sa.Column("entity", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("row_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("field", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("entity", "row_id", "field", name=op.f("pk_review")),
    )
    op.create_table(
        "same_as",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("what", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("first_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("second_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("verdict", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("method", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_same_as")),
    )
    op.create_table(
        "school",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("code", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("level", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("municipality_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("institute", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
    )
    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.create_index(
            "ix_school_municipality_id", ["municipality_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "school_class",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("school_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("roster_mode", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("declared_pupils", sa.Integer(), nullable=True),
        sa.Column("path_title", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("planned_meetings", sa.Integer(), nullable=False),
        sa.Column("lesson_minutes", sa.Integer(), nullable=False),
        sa.Column("educator_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("civic_education", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
    )
    with op.batch_alter_table("school_class", schema=None) as batch_op:
        batch_op.create_index(
            "ix_school_class_educator_id",
            ["educator_id"],
            unique=False,
            sqlite_where=sa.text("educator_id IS NOT NULL"),
            postgresql_where=sa.text("educator_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_school_class_school_id", ["school_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "score",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("application_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("criterion_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("reviewer_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index(
            "ix_score_application_id", ["application_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_score_criterion_id", ["criterion_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_score_reviewer_id", ["reviewer_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "search_term",
        sa.Column("term", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("entity", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("row_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("term", "entity", "row_id", name=op.f("pk_search_term")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("search_term", schema=None) as batch_op:
        batch_op.create_index("ix_search_term_row_id", ["row_id"], unique=False)

    op.create_table(
        "unnamed_entry",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("session_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("band", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("method", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("entered_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unnamed_entry")),
    )
    with op.batch_alter_table("unnamed_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_unnamed_entry_session_id", ["session_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "venue",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("municipality_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("address", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("opened_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("closed_on", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
    )
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.create_index(
            "ix_venue_municipality_id", ["municipality_id"], unique=False, sqlite_where=None, postgresql_where=None
        )

    op.create_table(
        "volunteer_shift",
        sa.Column("id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("activity", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("lab_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("session_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("event_id", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("starts_at", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("task", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.Column("confirmed_by", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("duplicate_of", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=True),
        sa.Column("note", sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_shift")),
    )
    with op.batch_alter_table("volunteer_shift", schema=None) as batch_op:
        batch_op.create_index(
            "ix_volunteer_shift_confirmed_by",
            ["confirmed_by"],
            unique=False,
            sqlite_where=sa.text("confirmed_by IS NOT NULL"),
            postgresql_where=sa.text("confirmed_by IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_volunteer_shift_duplicate_of",
            ["duplicate_of"],
            unique=False,
            sqlite_where=sa.text("duplicate_of IS NOT NULL"),
            postgresql_where=sa.text("duplicate_of IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_volunteer_shift_event_id",
            ["event_id"],
            unique=False,
            sqlite_where=sa.text("event_id IS NOT NULL"),
            postgresql_where=sa.text("event_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_volunteer_shift_lab_id",
            ["lab_id"],
            unique=False,
            sqlite_where=sa.text("lab_id IS NOT NULL"),
            postgresql_where=sa.text("lab_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_volunteer_shift_person_id", ["person_id"], unique=False, sqlite_where=None, postgresql_where=None
        )
        batch_op.create_index(
            "ix_volunteer_shift_session_id",
            ["session_id"],
            unique=False,
            sqlite_where=sa.text("session_id IS NOT NULL"),
            postgresql_where=sa.text("session_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_volunteer_shift_starts_at",
            ["starts_at", "person_id", "minutes", "duplicate_of", "activity", "lab_id", "event_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_volunteer_shift_waiting",
            ["starts_at"],
            unique=False,
            sqlite_where=sa.text("confirmed_by IS NULL"),
            postgresql_where=sa.text("confirmed_by IS NULL"),
        )
