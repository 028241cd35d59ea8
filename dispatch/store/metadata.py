"""What all tables share: how their constraints are named, and what an id is."""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column(name: str = "id", *, primary_key: bool = True) -> sa.Column[str]:
    """Return a column that holds an id; it is the primary key, or part of it, unless told."""
    return sa.Column(name, sa.String(64), primary_key=primary_key, nullable=False)
