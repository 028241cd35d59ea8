"""How long each patient's hand-over took, by ward."""

import sqlalchemy as sa

from dispatch.store.metadata import id_column, metadata
from dispatch.store.moment import UtcDateTime

transfer = sa.Table(
    "transfer",
    metadata,
    id_column("mission_id"),
    sa.Column("ward_id", sa.String(64), nullable=False),
    sa.Column("took_s", sa.Float, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Index("ix_transfer_ward_at", "ward_id", "at"),
)
