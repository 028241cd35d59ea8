"""How fast an ambulance drives on a road, before anything was learnt from its own drives."""

from typing import Final

from geo.roads.way import RoadClass, RoadWay, Surface

# A draft, in km/h, to be replaced by the factors that finished drives teach. Asphalt outside towns
# is set from the road times published for the region's main roads (64 to 86 km/h between towns,
# villages included), towns from the 30 to 40 km/h of `geo/straight_line.py`, laterite and sand a
# third and two thirds lower, as transport studies of West African feeder roads put them. All on
# the slow side: a promise kept beats a promise missed. Where the map does not say the surface, the
# figure lies between asphalt and laterite, nearer to what such roads mostly are.
SPEED_KMH: Final[dict[RoadClass, dict[Surface, float]]] = {
    cls: dict(
        zip((Surface.PAVED, Surface.LATERITE, Surface.SAND, Surface.UNKNOWN), row, strict=True)
    )
    for cls, row in {
        RoadClass.MOTORWAY: (100.0, 60.0, 30.0, 100.0),
        RoadClass.TRUNK: (80.0, 55.0, 30.0, 75.0),
        RoadClass.PRIMARY: (75.0, 50.0, 25.0, 68.0),
        RoadClass.SECONDARY: (65.0, 45.0, 22.0, 50.0),
        RoadClass.TERTIARY: (50.0, 40.0, 20.0, 40.0),
        RoadClass.LOCAL: (30.0, 25.0, 15.0, 25.0),
        RoadClass.SERVICE: (15.0, 15.0, 10.0, 15.0),
        RoadClass.TRACK: (30.0, 25.0, 12.0, 18.0),
        RoadClass.FERRY: (10.0, 10.0, 10.0, 10.0),
    }.items()
}

FERRY_WAIT_S: Final = 1_800.0
"""Waiting at a ferry of which no timetable is known: the river ferries go about once an hour by
day, and one arrives at any moment of it. By night most do not go: that a map does not say."""


def speed_kmh(way: RoadWay) -> float:
    """Return the km/h at which a road is driven by day without siren, at least 5.

    Never above the posted limit. What a siren gains, and by how much it may pass the limit, is one
    documented factor on top (`geo/roads/factors.py`).
    """
    usual = SPEED_KMH[way.road_class][way.surface]
    return usual if way.max_speed_kmh is None else min(usual, way.max_speed_kmh)
