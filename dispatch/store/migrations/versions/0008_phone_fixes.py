"""Positions that phones sent by themselves before their call was known."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phone_fix",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("accuracy_m", sa.Float(), nullable=True),
        sa.Column("fix_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_fix")),
    )
    op.create_index(op.f("ix_phone_fix_number"), "phone_fix", ["number"], unique=False)
    op.create_index(op.f("ix_phone_fix_received_at"), "phone_fix", ["received_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_phone_fix_received_at"), table_name="phone_fix")
    op.drop_index(op.f("ix_phone_fix_number"), table_name="phone_fix")
    op.drop_table("phone_fix")
