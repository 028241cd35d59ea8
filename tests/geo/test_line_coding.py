"""A line made small keeps its ends and its shape, and reads back as it was."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

from geo.line_coding import FINE_DEG, encoded, simplified
from geo.position import Position

points = st.builds(
    Position,
    lat=st.floats(12.0, 17.0, allow_nan=False),
    lon=st.floats(-18.0, -11.0, allow_nan=False),
)
lines = st.lists(points, min_size=2, max_size=60)


def decoded(text: str) -> list[tuple[float, float]]:
    """Read the letters back as any map library does."""
    numbers, value, shift = [], 0, 0
    for letter in text:
        bits = ord(letter) - 63
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    found, lat, lon = [], 0, 0
    for d_lat, d_lon in zip(numbers[::2], numbers[1::2], strict=True):
        lat, lon = lat + d_lat, lon + d_lon
        found.append((lat / 1e5, lon / 1e5))
    return found


def test_the_letters_are_those_of_the_published_example() -> None:
    line = [Position(lat=38.5, lon=-120.2), Position(lat=40.7, lon=-120.95)]
    line.append(Position(lat=43.252, lon=-126.453))
    assert encoded(line) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


@given(lines)
def test_a_line_reads_back_within_a_metre(line: list[Position]) -> None:
    back = decoded(encoded(line))
    assert len(back) == len(line)
    for (lat, lon), point in zip(back, line, strict=True):
        assert abs(lat - point.lat) <= 0.6e-5
        assert abs(lon - point.lon) <= 0.6e-5


@given(lines)
def test_what_is_let_go_lies_beside_what_is_left(line: list[Position]) -> None:
    kept = simplified(line)
    assert (kept[0].lat, kept[0].lon) == (line[0].lat, line[0].lon)
    assert (kept[-1].lat, kept[-1].lon) == (line[-1].lat, line[-1].lon)
    left = LineString([(point.lon, point.lat) for point in kept])
    for point in line:
        assert left.distance(Point(point.lon, point.lat)) <= FINE_DEG * 1.01


def test_a_long_winding_line_keeps_within_its_limit() -> None:
    line = [Position(lat=14 + 0.01 * (i % 7), lon=-16 + i / 1000) for i in range(4000)]
    kept = simplified(line, points_max=300)
    assert len(kept) <= 300
    assert all(a != b for a, b in pairwise(kept))


def test_one_point_is_no_line() -> None:
    with pytest.raises(ValueError, match="two ends"):
        simplified([Position(lat=14, lon=-16)])
