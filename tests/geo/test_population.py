"""Where people live: the census, to the last person, on a few thousand points."""

from collections import Counter

import pytest

from geo.country import Country
from geo.department import Department, load_departments
from geo.population import (
    POINTS_MAX,
    DemandPoint,
    demand_points,
)
from tests.stores import senegal

CENSUS_2023 = 18_126_388
"""ANSD, RGPH-5: the sum of the departments; the regions' rounding gives two more."""


@pytest.fixture(scope="module")
def country() -> Country:
    return senegal()


@pytest.fixture(scope="module")
def points(country: Country) -> tuple[DemandPoint, ...]:
    return demand_points(load_departments("senegal"), country.towns)


def test_the_people_of_each_department_and_of_the_country_are_the_census(
    points: tuple[DemandPoint, ...],
) -> None:
    people: Counter[str] = Counter()
    for point in points:
        people[point.department] += point.people
    departments = load_departments("senegal")
    assert people == {one.name: one.people for one in departments}
    assert people.total() == CENSUS_2023
    assert len(departments) == 45, "46, of which Keur Massar is still drawn within Pikine"


def test_the_departments_of_a_region_add_up_to_its_census(country: Country) -> None:
    people: Counter[str] = Counter()
    for department in load_departments("senegal"):
        people[department.region] += department.people
    for region in country.regions:
        assert abs(people[region.code] - region.population) <= 2, region.name


def test_there_are_few_points_and_each_has_people_and_lies_in_its_region(
    country: Country, points: tuple[DemandPoint, ...]
) -> None:
    assert len(load_departments("senegal")) < len(points) <= POINTS_MAX
    assert all(point.people > 0 for point in points)
    for point in points:
        found = country.territories.find(point.position)
        assert found.region is not None
        assert found.region.code == point.region


def test_a_known_town_keeps_about_its_own_figure(points: tuple[DemandPoint, ...]) -> None:
    touba = next(point for point in points if point.name == "Touba")
    assert 1_000_000 < touba.people < 1_250_000


def test_a_department_without_places_still_counts() -> None:
    (first, *_) = load_departments("senegal")
    (only,) = demand_points([first], [])
    assert (only.people, only.name) == (first.people, first.name)


def test_a_country_without_census_has_no_points(country: Country) -> None:
    assert load_departments("atlantis") == ()
    assert demand_points((), country.towns) == ()


def test_nobody_is_lost_however_coarse_the_points(country: Country) -> None:
    departments: tuple[Department, ...] = load_departments("senegal")
    few = demand_points(departments, country.towns, points_max=100)
    assert len(few) <= 100
    assert sum(point.people for point in few) == CENSUS_2023
