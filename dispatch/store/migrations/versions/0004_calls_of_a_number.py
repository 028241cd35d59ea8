"""What a number and a case ask of the calls: counts by class, and the calls of one case."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite adds only columns that it works out when they are read; PostgreSQL keeps them.
    persisted = op.get_bind().dialect.name != "sqlite"
    case_id = sa.Computed("body ->> 'case_id'", persisted=persisted)
    op.add_column("call", sa.Column("case_id", sa.String(length=64), case_id))
    op.create_index(op.f("ix_call_case_id"), "call", ["case_id"])
    op.create_index("ix_call_number_state_received", "call", ["number", "state", "received_at"])


def downgrade() -> None:
    op.drop_index("ix_call_number_state_received", table_name="call")
    op.drop_index(op.f("ix_call_case_id"), table_name="call")
    op.drop_column("call", "case_id")
