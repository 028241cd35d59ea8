"""Which region, and so which centre, a point belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import shapely
from shapely import LineString, Point, STRtree
from shapely.geometry.base import BaseGeometry

from geo.centre import Centre
from geo.department import Department
from geo.position import Position, great_circle_m
from geo.shore import Shore

SHORE_TOLERANCE_M: Final = 2_000.0
"""Five of 1,256 facilities in the WHO list of 2019 lie off the drawn regions, up to 0.3 km; the
rest is for people on a beach, in a pirogue or across a river, who are better answered than not."""

NEAR_BORDER_M: Final = 5_000.0
"""Within this, a neighbouring centre may have the nearer ambulance and is named on the board."""

METRES_PER_DEGREE_AT_LEAST: Final = 100_000.0
"""One degree is longer than this in any direction below 25 degrees of latitude; so a search
box in degrees computed with it always holds the wanted circle."""


class FindingKind(StrEnum):
    """Says where a point lies as seen from the country."""

    INSIDE = "inside"
    GAMBIA = "gambia"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Holds a region: its ISO 3166-2 code, people at the last census, centre and outline."""

    code: str
    name: str
    population: int
    centre_id: str
    outline: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Holds a neighbouring country whose ground must be told apart, and how it is reported."""

    code: str
    name: str
    kind: FindingKind
    outline: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Says where a point lies.

    ``centre_id`` comes from the region table, never from distance. ``near_border_centre_ids``
    are the other centres with ground within 5 km, nearest first. ``snapped_m`` is how far the
    point lies off the drawn region it was given to, None when it lies in it. ``department`` is
    None where none is drawn.
    """

    kind: FindingKind
    region: Region | None = None
    centre_id: str | None = None
    near_border_centre_ids: tuple[str, ...] = ()
    snapped_m: float | None = None
    department: Department | None = None


class Territories:
    """Answers which region holds a point. Raises ``ValueError`` for a region without centre."""

    def __init__(
        self,
        regions: Sequence[Region],
        foreign: Sequence[Neighbour],
        centres: Sequence[Centre],
        departments: Sequence[Department] = (),
    ) -> None:
        self._regions = tuple(sorted(regions, key=lambda region: region.code))
        self._foreign = tuple(foreign)
        outlines = [*(one.outline for one in regions), *(one.outline for one in foreign)]
        self.shore = Shore(outlines)
        self._check_table({centre.id: centre for centre in centres})
        self._tree = STRtree([region.outline for region in self._regions])
        self._boxes = tuple((*region.outline.bounds, region) for region in self._regions)
        self._departments = {
            region.code: tuple(one for one in departments if one.region == region.code)
            for region in self._regions
        }
        self._hearts = self._far_from_others()
        for outline in (
            *(region.outline for region in self._regions),
            *(neighbour.outline for neighbour in self._foreign),
            *self._hearts.values(),
            *(department.outline for department in departments),
        ):
            shapely.prepare(outline)

    def _far_from_others(self) -> dict[str, BaseGeometry]:
        """Return of each region the ground with no other centre's within `NEAR_BORDER_M`.

        Three quarters of the country: there a point's centre is known without any measuring.
        """
        reach_deg = NEAR_BORDER_M / METRES_PER_DEGREE_AT_LEAST
        return {
            region.code: region.outline
            - shapely.union_all(
                [
                    other.outline.buffer(reach_deg)
                    for other in self._regions
                    if other.centre_id != region.centre_id
                ]
            )
            for region in self._regions
        }

    def _check_table(self, centres: Mapping[str, Centre]) -> None:
        for region in self._regions:
            centre = centres.get(region.centre_id)
            if centre is None or region.code not in centre.regions:
                raise ValueError(f"region {region.code} has no centre {region.centre_id}")

    def find(self, position: Position) -> Finding:
        """Return the one finding for a point: inside a region, in The Gambia, or outside."""
        region = self.region_at(position)
        if region:
            return self._inside(position, region, snapped_m=None)
        neighbour = self.neighbour_at(position)
        if neighbour:
            return Finding(kind=neighbour.kind)
        near = self._within(position, SHORE_TOLERANCE_M)
        if near:
            off_m, region = near[0]
            return self._inside(position, region, snapped_m=off_m)
        return Finding(kind=FindingKind.OUTSIDE)

    def region_at(self, position: Position) -> Region | None:
        """Return the region drawn around a point, None when it lies in none of them.

        On a shared border the lower code wins, so that every screen says the same.
        """
        lon, lat = position.lon, position.lat
        for west, south, east, north, region in self._boxes:
            inside_box = west <= lon <= east and south <= lat <= north
            if inside_box and shapely.intersects_xy(region.outline, lon, lat):
                return region
        return None

    def neighbour_at(self, position: Position) -> Neighbour | None:
        """Return the neighbouring country a point lies in, None when in none of them."""
        point = Point(position.lon, position.lat)
        return next((n for n in self._foreign if n.outline.intersects(point)), None)

    def lies_between(self, a: Position, b: Position, kind: FindingKind) -> bool:
        """Say whether a neighbour of this kind lies between two points that are not in it.

        The straight line is drawn in degrees: over the length of The Gambia it strays from the
        shortest one by less than the river is wide.
        """
        line = LineString([(a.lon, a.lat), (b.lon, b.lat)])
        return any(
            neighbour.outline.intersects(line)
            and not any(neighbour.outline.intersects(Point(at.lon, at.lat)) for at in (a, b))
            for neighbour in self._foreign
            if neighbour.kind is kind
        )

    def _inside(self, position: Position, region: Region, *, snapped_m: float | None) -> Finding:
        if shapely.intersects_xy(self._hearts[region.code], position.lon, position.lat):
            return Finding(
                kind=FindingKind.INSIDE,
                region=region,
                centre_id=region.centre_id,
                department=self._department(position, region),
            )
        others = [
            other.centre_id
            for _, other in self._within(position, NEAR_BORDER_M)
            if other.centre_id != region.centre_id
        ]
        return Finding(
            kind=FindingKind.INSIDE,
            region=region,
            centre_id=region.centre_id,
            near_border_centre_ids=tuple(dict.fromkeys(others)),
            snapped_m=snapped_m,
            department=self._department(position, region),
        )

    def _department(self, position: Position, region: Region) -> Department | None:
        """Return the department a point lies in, the nearest of its region on a drawn gap."""
        own = self._departments[region.code]
        for department in own:
            if shapely.intersects_xy(department.outline, position.lon, position.lat):
                return department
        point = Point(position.lon, position.lat)
        return min(own, key=lambda one: float(one.outline.distance(point)), default=None)

    def _within(self, position: Position, limit_m: float) -> list[tuple[float, Region]]:
        """List the regions within ``limit_m`` metres, nearest first, equal ones by code."""
        point = Point(position.lon, position.lat)
        reach_deg = limit_m / METRES_PER_DEGREE_AT_LEAST
        around = self._tree.query(point, predicate="dwithin", distance=reach_deg)
        measured = [(gap_m(position, self._regions[i].outline), self._regions[i]) for i in around]
        near = [(off_m, region) for off_m, region in measured if off_m <= limit_m]
        return sorted(near, key=lambda pair: (pair[0], pair[1].code))


def gap_m(position: Position, outline: BaseGeometry) -> float:
    """Return the metres from a point to an outline, 0 inside it.

    The nearest point is sought in degrees, which in Senegal's latitudes is at most 5 % longer
    than the true shortest way: good enough for tolerances of kilometres.
    """
    point = Point(position.lon, position.lat)
    line = shapely.shortest_line(point, outline)
    (_, _), (lon, lat) = line.coords
    return great_circle_m(position, Position(lat=lat, lon=lon))
