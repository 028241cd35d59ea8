"""Patients handed over, by ward: what the expected hand-over is learnt from, from now on."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "transfer",
        sa.Column("mission_id", sa.String(length=64), nullable=False),
        sa.Column("ward_id", sa.String(length=64), nullable=False),
        sa.Column("took_s", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mission_id", name=op.f("pk_transfer")),
    )
    op.create_index("ix_transfer_ward_at", "transfer", ["ward_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_transfer_ward_at", table_name="transfer")
    op.drop_table("transfer")
