"""What the educator's desk keeps beside the first tables.

Columns are added with a server default, so that rows of older versions read as the field's own default.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

_TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what version 0.1.0 did not keep."""
    _log_found_by_tails()
    op.create_table(
        "printed_sheet",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("lesson_id", _TEXT, nullable=False),
        sa.Column("code", _TEXT, nullable=False),
        sa.Column("printed_at", _TEXT, nullable=False),
        sa.Column("rows", _TEXT, nullable=False),
        sa.Column("typed_at", _TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_sheet")),
    )
    with op.batch_alter_table("printed_sheet") as batch_op:
        batch_op.create_index("ix_printed_sheet_lesson_id", ["lesson_id"])
    with op.batch_alter_table("school") as batch_op:
        batch_op.add_column(sa.Column("registry_name", _TEXT, nullable=False, server_default=""))
    with op.batch_alter_table("lesson") as batch_op:
        batch_op.add_column(sa.Column("taught_module_id", _TEXT, nullable=True))
        batch_op.create_index(
            "ix_lesson_taught_module_id",
            ["taught_module_id"],
            sqlite_where=sa.text("taught_module_id IS NOT NULL"),
            postgresql_where=sa.text("taught_module_id IS NOT NULL"),
        )
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("binned_on", _TEXT, nullable=True))
    with op.batch_alter_table("help_area") as batch_op:
        batch_op.add_column(sa.Column("retired", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("consultation") as batch_op:
        batch_op.add_column(sa.Column("group_size", sa.Integer(), nullable=True))
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.add_column(sa.Column("revoked_on", _TEXT, nullable=True))
        batch_op.add_column(sa.Column("reason", _TEXT, nullable=False, server_default=""))
    with op.batch_alter_table("quiz_sitting") as batch_op:
        batch_op.add_column(sa.Column("present", sa.Integer(), nullable=True))
    _hands_counted()
    with op.batch_alter_table("attendance") as batch_op:
        batch_op.drop_index("ix_attendance_person_id")
        batch_op.create_index("ix_attendance_person_id", ["person_id", "session_id"])
    with op.batch_alter_table("volunteer_shift") as batch_op:
        batch_op.add_column(sa.Column("timed", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("confirmed_at", _TEXT, nullable=True))
        batch_op.add_column(sa.Column("confirmed_minutes", sa.Integer(), nullable=True))
        batch_op.drop_index("ix_volunteer_shift_waiting")
        batch_op.drop_index("ix_volunteer_shift_person_id")
        batch_op.create_index("ix_volunteer_shift_person_id", ["person_id", "starts_at"])
    unvouched = sa.text("confirmed_by IS NULL OR confirmed_minutes != minutes")
    op.create_index("ix_volunteer_shift_waiting", "volunteer_shift", ["starts_at"],
                    sqlite_where=unvouched, postgresql_where=unvouched)  # fmt: skip


def _hands_counted() -> None:
    counts = [f"hands_{answer}" for answer in ("a", "b", "c", "d", "unknown")]
    op.create_table(
        "quiz_hands",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("sitting_id", _TEXT, nullable=False),
        sa.Column("item_id", _TEXT, nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=True) for name in counts],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_hands")),
    )
    with op.batch_alter_table("quiz_hands") as batch_op:
        batch_op.create_index("ix_quiz_hands_item_id", ["item_id"])
        batch_op.create_index("ix_quiz_hands_sitting_id", ["sitting_id"])


def _log_found_by_tails() -> None:
    names = ("replica", "seq", "id", "prev", "save", "hlc", "wall", "author", "entity", "row_id", "tail", "bases",
             "fields", "personal", "schema", "suspect")  # fmt: skip
    blob, long = sa.LargeBinary(), sa.BigInteger()
    kinds: dict[str, TypeEngine[Any]] = {"id": blob, "prev": blob, "hlc": long, "wall": long}
    numbers = {"replica", "seq", "save", "schema", "suspect"}
    columns: list[sa.Column[Any]] = [
        sa.Column(name, kinds.get(name, sa.Integer() if name in numbers else _TEXT), nullable=name == "personal")
        for name in names
    ]
    op.create_table("change_next", *columns)
    taken = ", ".join("substr(row_id, 25, 12)" if name == "tail" else name for name in names)
    op.execute(f"INSERT INTO change_next ({', '.join(names)}) SELECT {taken} FROM change ORDER BY replica, seq, id")
    op.drop_table("change")
    op.rename_table("change_next", "change")
    op.create_index("ix_change_replica", "change", ["replica", "seq"])
    op.create_index("ix_change_tail", "change", ["tail"])
