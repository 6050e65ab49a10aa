"""What the educator's desk keeps beside the first tables.

Columns are added with a server default, so that rows of older versions read as the field's own default.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what version 0.1.0 did not keep."""
    text = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revoked_on", text, nullable=True))
        batch_op.add_column(sa.Column("reason", text, nullable=False, server_default=""))
