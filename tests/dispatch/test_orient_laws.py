"""Laws of the ranking of wards, on drawn wards: nothing that speaks against one may help it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dispatch.handover import Handover
from dispatch.needs import Needs
from dispatch.orient import WardCandidate, rank_wards
from dispatch.ward_past import PastRefusal
from fleet.diversion import Diversion
from fleet.ward import HospitalLevel
from geo.travel import NotReached, TravelMethod, TravelTime
from regulation.paths.time_critical import known_paths
from tests.dispatch.test_orient import NOW, WARD

NAMES = ("ed", "icu_adult", "cath_lab", "fibrinolysis", "stroke_unit_ct", "blood_bank", "ortho")
some = st.frozensets(st.sampled_from(NAMES), max_size=4)
needs = st.builds(Needs, all_of=some, any_of=some)
paths = st.sampled_from([None, *known_paths()])


@st.composite
def wards(draw: st.DrawFn) -> list[WardCandidate]:
    """A few wards of a few houses."""
    return [
        WardCandidate(
            ward=replace(
                WARD,
                id=f"w{number}",
                name=f"Service {number}",
                hospital_id=draw(st.sampled_from("abc")),
                capabilities=draw(some),
                beds_free=draw(st.none() | st.integers(0, 6)),
                beds_at=NOW - timedelta(minutes=draw(st.integers(0, 800))),
                level=draw(st.none() | st.sampled_from(HospitalLevel)),
            ),
            travel=_drive(draw(st.integers(0, 30_000))),
            answer=None,
            answer_reason=None,
            handover=Handover(expected_s=draw(st.integers(60, 9000)), transfers=3),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


def _drive(seconds: float) -> TravelTime:
    return TravelTime(duration_s=seconds, distance_m=seconds * 15, method=TravelMethod.SERVER)


def place_of(all_: list[WardCandidate], need: Needs, path: object) -> float:
    """The rank of the first ward; one that is no option at all comes after every option."""
    options = rank_wards(
        all_,
        need,
        centre_id="KL",
        now=NOW,
        path=path,  # type: ignore[arg-type]
        since=NOW - timedelta(minutes=30),
        at_most=None,
    )
    ranks = [o.rank for o in options if o.candidate.ward.id == "w0"]
    return ranks[0] if ranks else float("inf")


@given(wards(), needs, paths, st.integers(0, 720), st.booleans())
def test_a_refusal_never_improves_a_rank(
    all_: list[WardCandidate],
    need: Needs,
    path: object,
    minutes: int,
    silent: bool,  # noqa: FBT001
) -> None:
    past = PastRefusal(at=NOW - timedelta(minutes=minutes), silent=silent)
    worse = [replace(all_[0], refusals=(past,)), *all_[1:]]
    assert place_of(worse, need, path) >= place_of(all_, need, path)


@given(wards(), needs, paths, some)
def test_a_diversion_never_improves_a_rank(
    all_: list[WardCandidate], need: Needs, path: object, closed_to: frozenset[str]
) -> None:
    ward = all_[0].ward
    diversion = Diversion(
        reason="x",
        until=NOW + timedelta(hours=1),
        since=NOW,
        by_id="x",
        by_name="X",
        closed_to=closed_to & ward.capabilities,
    )
    worse = [replace(all_[0], ward=replace(ward, diversion=diversion)), *all_[1:]]
    assert place_of(worse, need, path) >= place_of(all_, need, path)


@given(wards(), needs, paths, st.sampled_from(NAMES))
def test_a_capability_less_never_improves_a_rank(
    all_: list[WardCandidate], need: Needs, path: object, name: str
) -> None:
    ward = all_[0].ward
    worse = [replace(all_[0], ward=replace(ward, capabilities=ward.capabilities - {name}))]
    assert place_of(worse + all_[1:], need, path) >= place_of(all_, need, path)


@given(wards(), needs, paths, st.integers(1, 4))
def test_more_beds_never_worsen_a_rank(
    all_: list[WardCandidate], need: Needs, path: object, more: int
) -> None:
    ward = all_[0].ward
    if ward.beds_free is None:
        return
    better = replace(all_[0], ward=replace(ward, beds_free=ward.beds_free + more))
    assert place_of([better, *all_[1:]], need, path) <= place_of(all_, need, path)


@given(wards(), needs, paths, st.sampled_from(NotReached))
def test_a_ward_that_is_not_reached_comes_after_all_that_are(
    all_: list[WardCandidate], need: Needs, path: object, why: NotReached
) -> None:
    lost = replace(all_[0], travel=None, not_reached=why)
    reached = len(rank_wards(all_[1:], need, centre_id="KL", now=NOW, at_most=None))
    assert place_of([lost, *all_[1:]], need, None) > reached
    assert place_of([lost, *all_[1:]], need, path) >= place_of(all_, need, path)
