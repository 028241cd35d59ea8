"""The tables. States are kept whole as JSON beside the few columns that are searched or bound.

The database itself holds the rule "one unit, one active mission": a partial unique index, so
that two regulators who press together cannot both win, whatever the code above does.
"""

import sqlalchemy as sa

from dispatch.store.metadata import id_column, metadata
from dispatch.store.moment import UtcDateTime
from dispatch.store.transfer_table import transfer

__all__ = ["metadata", "transfer"]
"""What stands in files of its own; the tables below are taken by their names."""

CASE_OF_CALL = "body ->> 'case_id'"
"""Where a call's row says which case it is in; the same words on both engines."""

centre = sa.Table(
    "centre",
    metadata,
    id_column(),
    sa.Column("last_n", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("last_hash", sa.String(64), nullable=False),
    sa.Column("case_year", sa.Integer, nullable=False, server_default="0"),
    sa.Column("case_count", sa.Integer, nullable=False, server_default="0"),
)
"""One row a centre; locked first by every command of that centre."""

journal = sa.Table(
    "journal",
    metadata,
    id_column("centre_id"),
    sa.Column("n", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("event_id", sa.String(64), nullable=False),
    sa.Column("type", sa.String(64), nullable=False),
    sa.Column("subject", sa.String(16), nullable=False),
    sa.Column("subject_id", sa.String(64), nullable=False),
    sa.Column("case_id", sa.String(64), index=True),
    sa.Column("actor_id", sa.String(64), nullable=False),
    sa.Column("actor_name", sa.String(200), nullable=False),
    sa.Column("actor_role", sa.String(32), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("at_device", UtcDateTime),
    sa.Column("caused_by", sa.String(100), nullable=False),
    sa.Column("payload", sa.JSON(none_as_null=True)),
    sa.Column("salt", sa.String(32)),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("previous_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

call = sa.Table(
    "call",
    metadata,
    id_column(),
    sa.Column("centre_id", sa.String(64), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("number", sa.String(32), nullable=False, index=True),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("case_id", sa.String(64), sa.Computed(CASE_OF_CALL, persisted=True), index=True),
    sa.Index("ix_call_centre_received", "centre_id", "received_at"),
    sa.Index("ix_call_number_state_received", "number", "state", "received_at"),
)
"""`case_id` is taken out of the body by the database itself, whatever version writes the row."""

case = sa.Table(
    "case",
    metadata,
    id_column(),
    sa.Column("centre_id", sa.String(64), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("number", sa.String(32), nullable=False, unique=True),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Index("ix_case_centre_opened", "centre_id", "opened_at"),
)

mission = sa.Table(
    "mission",
    metadata,
    id_column(),
    sa.Column("case_id", sa.String(64), nullable=False, index=True),
    sa.Column("unit_id", sa.String(64), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)
ONE_ACTIVE_MISSION = "uq_mission_active_unit"
sa.Index(
    ONE_ACTIVE_MISSION,
    mission.c.unit_id,
    unique=True,
    sqlite_where=mission.c.active,
    postgresql_where=mission.c.active,
)

notice = sa.Table(
    "notice",
    metadata,
    id_column(),
    sa.Column("case_id", sa.String(64), nullable=False, index=True),
    sa.Column("ward_id", sa.String(64), nullable=False, index=True),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Index("ix_notice_status_expires", "status", "expires_at"),
)

unit = sa.Table(
    "unit",
    metadata,
    id_column(),
    sa.Column("centre_id", sa.String(64), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)

ward = sa.Table(
    "ward",
    metadata,
    id_column(),
    sa.Column("centre_id", sa.String(64), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)

task = sa.Table(
    "task",
    metadata,
    id_column(),
    sa.Column("centre_id", sa.String(64), nullable=False),
    sa.Column("case_id", sa.String(64), index=True),
    sa.Column("subject_id", sa.String(64), nullable=False, index=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("cause", sa.String(200), nullable=False, unique=True),
    sa.Column("body", sa.JSON, nullable=False),
)
"""`cause` is unique: two processes that find the same thing overdue raise one task."""

board_item = sa.Table(
    "board_item",
    metadata,
    id_column("centre_id"),
    id_column("subject"),
    id_column("subject_id"),
)
"""What stands on which centre's board now; kept by the same transaction that changes the rows."""

protocol_version = sa.Table(
    "protocol_version",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("protocol_id", sa.String(64), nullable=False),
    sa.Column("version", sa.String(32), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("first_used_at", UtcDateTime, nullable=False),
)
"""Every version a call may have begun with, so that it can be finished with the same one."""

protocol_file = sa.Table(
    "protocol_file",
    metadata,
    sa.Column("scope", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(200), primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("accepted_at", UtcDateTime, nullable=False),
)
"""The centre's own protocol files as they were last found sound; scope is a centre, or empty."""

known_caller = sa.Table(
    "known_caller",
    metadata,
    sa.Column("number", sa.String(32), primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("type", sa.String(32), nullable=False),
    sa.Column("centre_id", sa.String(64), nullable=False),
    sa.Column("place", sa.String(2000), nullable=False),
    sa.Column("lat", sa.Float),
    sa.Column("lon", sa.Float),
)
"""The directory of professional callers, kept from the command line."""

answer = sa.Table(
    "answer",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    id_column("person_id"),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
)
"""The answer each idempotency key was given, so that a repeated command is done once."""

person = sa.Table(
    "person",
    metadata,
    id_column(),
    sa.Column("login", sa.String(100), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("duties", sa.JSON, nullable=False),
    sa.Column("demo", sa.Boolean, nullable=False),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
)

unit_position = sa.Table(
    "unit_position",
    metadata,
    id_column("unit_id"),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("received_at", UtcDateTime, nullable=False),
)
"""The last known position of each unit, so that a restart does not lose the fleet."""

track_point = sa.Table(
    "track_point",
    metadata,
    id_column("unit_id"),
    sa.Column("fix_at", UtcDateTime, primary_key=True),
    sa.Column("lat", sa.Float, nullable=False),
    sa.Column("lon", sa.Float, nullable=False),
)
"""Where each unit has been, thinned."""

read_log = sa.Table(
    "read_log",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("case_id", sa.String(64), nullable=False, index=True),
    sa.Column("what", sa.String(32), nullable=False),
)
"""Who looked at which case."""

location_link = sa.Table(
    "location_link",
    metadata,
    id_column(),
    sa.Column("token_hash", sa.String(64), nullable=True, unique=True),
    sa.Column("call_id", sa.String(64), nullable=True),
    sa.Column("case_id", sa.String(64), nullable=True),
    sa.Column("expires_at", UtcDateTime, nullable=False, index=True),
)
"""The links made for callers' phones; the secret in a link's address is known to its holder."""

phone_fix = sa.Table(
    "phone_fix",
    metadata,
    id_column(),
    sa.Column("number", sa.String(32), nullable=False, index=True),
    sa.Column("lat", sa.Float, nullable=False),
    sa.Column("lon", sa.Float, nullable=False),
    sa.Column("accuracy_m", sa.Float),
    sa.Column("fix_at", UtcDateTime),
    sa.Column("received_at", UtcDateTime, nullable=False, index=True),
)
"""Positions that phones sent by themselves before their call was known; half an hour at most."""

place_alias = sa.Table(
    "place_alias",
    metadata,
    id_column(),
    sa.Column("centre_id", sa.String(64), nullable=False, index=True),
    sa.Column("sound", sa.String(200), nullable=False, index=True),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)
"""The descriptions of places that crews have confirmed; the sum of revisions tells a change."""

proposal = sa.Table(
    "proposal",
    metadata,
    id_column(),
    sa.Column("case_id", sa.String(64), nullable=False, index=True),
    sa.Column("occasion", sa.String(16), nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
"""Proposals as they stood, with their inputs, pressed; no part of the chain, dropped in time."""
