"""Drives that ended, to learn from."""

import sqlalchemy as sa
from alembic import op

from dispatch.store.moment import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leg",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("mission_id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("driven_s", sa.Float(), nullable=False),
        sa.Column("predicted_s", sa.Float(), nullable=True),
        sa.Column("method", sa.String(length=16), nullable=True),
        sa.Column("fault", sa.String(length=16), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leg")),
    )
    op.create_index(op.f("ix_leg_mission_id"), "leg", ["mission_id"], unique=False)
    op.create_index(op.f("ix_leg_ended_at"), "leg", ["ended_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_leg_ended_at"), table_name="leg")
    op.drop_index(op.f("ix_leg_mission_id"), table_name="leg")
    op.drop_table("leg")
