"""What the educator's desk keeps beside the first tables.

Columns are added with a server default, so that rows of older versions read as the field's own default.
"""

import sqlalchemy as sa
from alembic import op

_TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what version 0.1.0 did not keep."""
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
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.add_column(sa.Column("revoked_on", _TEXT, nullable=True))
        batch_op.add_column(sa.Column("reason", _TEXT, nullable=False, server_default=""))
