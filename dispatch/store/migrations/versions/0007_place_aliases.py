"""Descriptions of places that crews have confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place_alias",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("centre_id", sa.String(length=64), nullable=False),
        sa.Column("sound", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_alias")),
    )
    op.create_index(op.f("ix_place_alias_centre_id"), "place_alias", ["centre_id"], unique=False)
    op.create_index(op.f("ix_place_alias_sound"), "place_alias", ["sound"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_place_alias_sound"), table_name="place_alias")
    op.drop_index(op.f("ix_place_alias_centre_id"), table_name="place_alias")
    op.drop_table("place_alias")
