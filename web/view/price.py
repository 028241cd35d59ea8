"""What a choice costs others, on the wire."""

from typing import Final

from pydantic import Field

from dispatch.proposal.price import Price, PriceState
from geo.travel import TravelMethod
from web.view.wire import View

NAMED: Final = 3
"""Places that fit into one line."""

DRAWN: Final = 40
"""Places drawn on the map, those with most people; the rest would be dust at that scale."""

DECIMALS: Final = 3
"""A hundred metres: a point stands for people kilometres around."""


class PricePlaceView(View):
    """Where some of the people live."""

    name: str
    department: str
    people: int
    lat: float
    lon: float


class PriceView(View):
    """Who would be beyond the target time while this unit is away. Advice: the rank ignores it."""

    state: PriceState
    people: int | None = Field(description="Null while it is not known; an estimate, to be rounded")
    target_s: float
    away_s: float | None = Field(description="About how long the unit would be away.")
    named: list[str]
    places: list[PricePlaceView]
    places_left_out: int
    method: TravelMethod | None
    why: str | None = Field(description="Why there is none: router_failed, no_census.")


def price_view(price: Price) -> PriceView:
    """Return a price as it goes over the wire."""
    return PriceView(
        state=price.state,
        people=price.people,
        target_s=price.target_s,
        away_s=None if price.away_s is None else round(price.away_s),
        named=list(dict.fromkeys(point.name for point in price.points))[:NAMED],
        places=[
            PricePlaceView(
                name=point.name,
                department=point.department,
                people=point.people,
                lat=round(point.position.lat, DECIMALS),
                lon=round(point.position.lon, DECIMALS),
            )
            for point in price.points[:DRAWN]
        ],
        places_left_out=max(len(price.points) - DRAWN, 0),
        method=price.method,
        why=price.why,
    )
