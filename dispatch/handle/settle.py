"""What is known of the place when a case is opened: who said what, and what counts."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.command import OpenCase
from dispatch.handle.ground import lay, refuse_abroad
from dispatch.refusal import Refused
from geo.country import Country
from geo.place import Place
from regulation.call import Call
from regulation.person import Person
from regulation.statement import Ground, Statement, next_number, numbered, speaks_by_itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The place as the call-taker gave it, what other sources said, and which of it counts.

    `in_force` is None when the call-taker's own place counts; `centre_id` is the centre whose
    territory holds what counts, None when nothing is on the map or it lies abroad.
    """

    place: Place
    ground: Ground
    heard: tuple[Statement, ...]
    in_force: int | None
    centre_id: str | None


def settle(
    country: Country, command: OpenCase, call: Call | None, *, by: Person, at: datetime
) -> Settled:
    """Lay all that was said on the map and find what counts.

    The call's own statements keep their numbers. Raises Refused `statement_unknown`, and the
    codes of `refuse_abroad` for what counts.
    """
    heard = list(call.statements if call else ())
    for other in command.also:
        place, ground = lay(country, other, heard)
        number = next_number(heard)
        heard.append(Statement(number=number, place=place, by=by, at=at, ground=ground))
    place, ground = lay(country, command.place, heard)
    chosen = _chosen(command, place, heard)
    counts = (place, ground) if chosen is None else (chosen.place, chosen.ground)
    refuse_abroad(country, *counts, keep_outside=command.keep_outside)
    return Settled(
        place=place,
        ground=ground,
        heard=tuple(heard),
        in_force=chosen.number if chosen else None,
        centre_id=counts[1].centre_id,
    )


def _chosen(command: OpenCase, place: Place, heard: list[Statement]) -> Statement | None:
    """Return the heard statement that counts, None when the call-taker's own place does."""
    if command.adopt is not None:
        adopted = numbered(command.adopt, heard)
        if adopted is None or adopted.place.position is None:
            raise Refused("statement_unknown", number=str(command.adopt))
        return adopted
    if place.position is not None:
        return None
    # Nobody has shown a point: the newest that came in by itself counts.
    return next(
        (one for one in reversed(heard) if one.link_id and speaks_by_itself(one, None)), None
    )
