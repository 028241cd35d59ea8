"""Links with which a caller's phone says where it is."""

import sqlalchemy as sa
from alembic import op

from dispatch.store.moment import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "location_link",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("call_id", sa.String(length=64), nullable=True),
        sa.Column("case_id", sa.String(length=64), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_location_link_token_hash")),
    )
    op.create_index(
        op.f("ix_location_link_expires_at"), "location_link", ["expires_at"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_location_link_expires_at"), table_name="location_link")
    op.drop_table("location_link")
