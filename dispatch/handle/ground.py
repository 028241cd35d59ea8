"""Where a stated point lies: region, centre, abroad, and on which side of The Gambia."""

from collections.abc import Sequence
from dataclasses import replace

from dispatch.refusal import Refused
from geo.country import Country
from geo.place import Place
from geo.position import Position
from geo.saying.locate import other_readings
from geo.territory import FindingKind
from regulation.statement import Ground, Statement


def lay(country: Country, place: Place, earlier: Sequence[Statement] = ()) -> tuple[Place, Ground]:
    """Return the place with its region, and where it lies as seen from earlier statements."""
    if place.position is None:
        return place, Ground()
    finding = country.territories.find(place.position)
    inside = finding.kind is FindingKind.INSIDE and finding.region is not None
    ground = Ground(
        territory=finding.kind,
        centre_id=finding.centre_id if inside else None,
        across=tuple(
            other.number
            for other in earlier
            if other.place.position is not None
            and country.territories.lies_between(
                other.place.position, place.position, FindingKind.GAMBIA
            )
        ),
    )
    return replace(place, region=finding.region.code if finding.region else None), ground


def refuse_abroad(country: Country, place: Place, ground: Ground, *, keep_outside: bool) -> None:
    """Raise Refused for a pin abroad that nobody said to keep: it is never guessed back.

    Codes `coordinates_swapped`, `place_in_gambia`, `place_outside_country`.
    """
    position = place.position
    if position is None or ground.centre_id is not None or keep_outside:
        return
    if ground.territory is FindingKind.GAMBIA:
        raise Refused("place_in_gambia")
    meant = _meant(country, position)
    if meant is not None:
        raise Refused("coordinates_swapped", lat=f"{meant.lat:.5f}", lon=f"{meant.lon:.5f}")
    raise Refused("place_outside_country")


def _meant(country: Country, position: Position) -> Position | None:
    """Return the reading of the same two numbers that lies in the country, if one does."""
    readings = other_readings(position).values()
    find = country.territories.find
    return next((at for at in readings if find(at).kind is FindingKind.INSIDE), None)
