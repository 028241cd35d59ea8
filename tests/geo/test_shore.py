"""A fix in the open sea is told from one on a beach, in the delta or in a neighbour's country."""

import pytest

from geo.country import load_country
from geo.position import Position


@pytest.mark.parametrize(
    ("lat", "lon", "wet"),
    [
        (14.70, -17.80, True),  # thirty kilometres off Dakar
        (13.20, -17.30, True),  # off The Gambia
        (14.693, -17.447, False),  # Dakar
        (14.668, -17.398, False),  # Gorée, a boat's way off the quay
        (13.45, -16.57, False),  # Banjul
        (12.65, -8.00, False),  # Bamako, of a country that is not drawn
        (18.10, -15.98, False),  # Nouakchott, beyond what is known
        (48.85, 2.35, False),  # Paris
    ],
)
def test_the_open_sea_is_told_from_land(lat: float, lon: float, *, wet: bool) -> None:
    shore = load_country("senegal").territories.shore
    assert shore.at_sea([Position(lat=lat, lon=lon)]).tolist() == [wet]


def test_nobody_asked_is_nobody_at_sea() -> None:
    assert load_country("senegal").territories.shore.at_sea([]).tolist() == []
