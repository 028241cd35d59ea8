"""What a user can ask about missions."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.command.root import Command
from fleet.status import MissionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMission(Command):
    """Send a unit; another one than proposed needs `override_reason`."""

    case_id: str
    unit_id: str
    override_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveUnit(Command):
    """Keep a unit for a case while it still ends a mission; it sends nobody."""

    case_id: str
    unit_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseUnit(Command):
    """Let a unit go that was kept for a case."""

    case_id: str
    unit_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMission(Command):
    """A crew declares its next state."""

    mission_id: str
    status: MissionStatus
    at_device: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectMission(Command):
    """A crew takes its last state back."""

    mission_id: str
    at_device: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMission(Command):
    """Call a mission off before arrival."""

    mission_id: str
    reason: str
