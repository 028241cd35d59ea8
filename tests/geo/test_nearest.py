import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.nearest import MovingPoints
from geo.position import Position, great_circle_m

POSITIONS = st.builds(
    Position, lat=st.floats(12, 17).filter(bool), lon=st.floats(-18, -11).filter(bool)
)


@given(st.lists(POSITIONS, max_size=200), POSITIONS, st.integers(0, 12))
def test_the_nearest_are_those_that_measuring_all_gives(
    stands: list[Position], here: Position, at_most: int
) -> None:
    points = MovingPoints()
    for index, stand in enumerate(stands):
        points.move(str(index), stand)
    found = points.nearest(here, at_most)
    wanted = sorted(great_circle_m(stand, here) for stand in stands)[:at_most]
    assert [metres for _, metres in found] == pytest.approx(wanted, abs=0.1)
    for id_, metres in found:
        assert metres == pytest.approx(great_circle_m(stands[int(id_)], here), abs=0.1)


def test_what_has_moved_is_where_it_went() -> None:
    points = MovingPoints()
    for index in range(100):
        points.move(str(index), Position(lat=14, lon=-16 + index / 100))
    points.move("99", Position(lat=14, lon=-16.001))
    assert [id_ for id_, _ in points.nearest(Position(lat=14, lon=-16.002), 2)] == ["99", "0"]
    assert len(points) == 100
