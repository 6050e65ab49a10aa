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
    with op.batch_alter_table("school") as batch_op:
        batch_op.add_column(sa.Column("registry_name", _TEXT, nullable=False, server_default=""))
