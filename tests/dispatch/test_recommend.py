"""Which unit is proposed, and why: the ranking alone, with its reasons."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dispatch.recommend import (
    POSITION_STALE_S,
    RANKED_MAX,
    UnitCandidate,
    UnitOption,
    as_good,
    rank_units,
)
from fleet.unit import Team, Unit, UnitKind
from geo.position import Position
from geo.travel import TravelMethod, TravelTime

SMUR = Unit(
    id="KL-SMUR-1",
    centre_id="KL",
    name="SMUR Kaolack 1",
    kind=UnitKind.SMUR_AR,
    team=Team.MED,
    home=Position(lat=14.15, lon=-16.07),
    home_name="Hôpital de Kaolack",
    equipment=frozenset(),
)


def candidate(
    id_: str,
    minutes: float | None = 10,
    *,
    unit: Unit = SMUR,
    age_s: float | None = 5,
    engaged_on: str | None = None,
) -> UnitCandidate:
    travel = None
    if minutes is not None:
        method = TravelMethod.STRAIGHT_LINE
        travel = TravelTime(duration_s=minutes * 60, distance_m=minutes * 900, method=method)
    return UnitCandidate(
        unit=replace(unit, id=id_),
        position_age_s=age_s,
        travel=travel,
        engaged_on=engaged_on,
    )


AMBULANCE = replace(SMUR, kind=UnitKind.TSU_AMB, team=Team.PARAMED)
LIGHT = replace(SMUR, kind=UnitKind.SMUR_VLM)


def ids(options: list[UnitOption]) -> list[str]:
    return [option.candidate.unit.id for option in options]


def codes(option: UnitOption) -> list[str]:
    return [reason.code for reason in option.reasons]


def rank(*candidates: UnitCandidate, medicalised: bool = True) -> list[UnitOption]:
    return rank_units(candidates, centre_id="KL", medicalised=medicalised)


def test_the_nearest_free_medicalised_unit_is_proposed_and_says_so() -> None:
    options = rank(
        candidate("far", 30), candidate("near", 8), candidate("nearer-but", 2, unit=AMBULANCE)
    )
    assert ids(options) == ["near", "far", "nearer-but"]
    assert [option.proposed for option in options] == [True, False, False]
    assert codes(options[0])[0] == "nearest_free_medicalised"
    slower = [r.facts["s"] for r in options[1].reasons if r.code == "slower_than_first"]
    assert slower == ["1320"]


def test_without_need_of_a_physician_the_nearest_of_all_is_proposed() -> None:
    options = rank(
        candidate("smur", 8), candidate("ambulance", 2, unit=AMBULANCE), medicalised=False
    )
    assert ids(options) == ["ambulance", "smur"]
    assert codes(options[0])[0] == "nearest_free"


def test_what_cannot_go_stands_after_with_the_reason() -> None:
    out = replace(SMUR, in_service=False, out_reason="pneu crevé")
    options = rank(
        candidate("engaged", 1, engaged_on="KL-2027-000009"),
        candidate("out", 2, unit=out),
        candidate("lost", None),
        candidate("free", 90),
    )
    assert ids(options)[0] == "free"
    by_id = {option.candidate.unit.id: option for option in options}
    assert [option.can_go for option in options] == [True, False, False, False]
    facts = {r.code: dict(r.facts) for option in options for r in option.reasons}
    assert facts["on_mission"] == {"case": "KL-2027-000009"}
    assert facts["out_of_service"] == {"reason": "pneu crevé"}
    assert not by_id["lost"].proposed


def test_nothing_is_proposed_when_nobody_can_meet_the_need() -> None:
    assert not any(o.proposed for o in rank(candidate("a", 5, unit=AMBULANCE)))
    assert not any(o.proposed for o in rank(candidate("b", 5, engaged_on="KL-2027-000001")))
    assert rank() == []


def test_a_vehicle_that_cannot_carry_a_patient_stands_behind_those_that_can() -> None:
    options = rank(candidate("light", 2, unit=LIGHT), candidate("full", 20))
    assert ids(options) == ["full", "light"]
    assert "does_not_transport" in codes(options[1])


def test_doubts_about_the_position_are_told() -> None:
    fresh, stale, home = rank(
        candidate("1", 1, age_s=POSITION_STALE_S),
        candidate("2", 2, age_s=POSITION_STALE_S + 1),
        candidate("3", 3, age_s=None),
    )
    assert "position_stale" not in codes(fresh)
    assert "position_stale" in codes(stale)
    assert "position_unknown_home_used" in codes(home)


def test_another_centre_a_crossing_and_an_estimate_are_told() -> None:
    ferry = TravelTime(
        duration_s=600, distance_m=9000, method=TravelMethod.STRAIGHT_LINE, via="Farafenni"
    )
    unit = replace(SMUR, id="ZG-SMUR-1", centre_id="ZG")
    one = UnitCandidate(unit=unit, position_age_s=5, travel=ferry, engaged_on=None)
    facts = {reason.code: dict(reason.facts) for reason in rank(one)[0].reasons}
    assert facts["other_centre"] == {"centre": "ZG"}
    assert facts["via_crossing"] == {"via": "Farafenni"}
    assert "straight_line_estimate" in facts


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans(), st.booleans()), max_size=30))
def test_the_list_is_short_numbered_and_proposes_at_most_its_first(
    drawn: list[tuple[int, bool, bool]],
) -> None:
    options = rank(
        *(
            candidate(
                f"u{i:02d}",
                minutes,
                unit=SMUR if medicalised else AMBULANCE,
                engaged_on="x" if engaged else None,
            )
            for i, (minutes, medicalised, engaged) in enumerate(drawn)
        )
    )
    assert len(options) == min(len(drawn), RANKED_MAX)
    assert [option.rank for option in options] == list(range(1, len(options) + 1))
    assert not any(option.proposed for option in options[1:])
    able = [m for m, medicalised, engaged in drawn if medicalised and not engaged]
    if able:
        assert options[0].proposed
        assert options[0].candidate.travel is not None
        assert options[0].candidate.travel.duration_s == min(able) * 60


def test_every_unit_is_ranked_when_no_limit_is_set() -> None:
    many = [candidate(f"u{i:02d}", i) for i in range(40)]
    ranked = rank_units(many, centre_id="KL", medicalised=True, at_most=None)
    assert len(ranked) == 40


def test_a_choice_within_a_minute_of_the_proposed_needs_no_explaining() -> None:
    near, nearly, far = rank(candidate("a", 10), candidate("b", 10.9), candidate("c", 11.1))
    assert as_good(near, near)
    assert as_good(nearly, near)
    assert not as_good(far, near)


def test_a_paediatric_ambulance_is_kept_for_children_when_another_is_nearly_as_near() -> None:
    paediatric = replace(SMUR, kind=UnitKind.SMUR_AR_PED)
    near, later = candidate("ped", 5, unit=paediatric), candidate("adult", 12)
    for adult, first in ((True, "adult"), (False, "ped")):
        options = rank_units([near, later], centre_id="KL", medicalised=True, adult=adult)
        assert ids(options)[0] == first
    much_later = candidate("adult", 16)
    options = rank_units([near, much_later], centre_id="KL", medicalised=True, adult=True)
    assert ids(options)[0] == "ped"


def test_a_near_ambulance_of_the_other_kind_stays_on_a_long_list() -> None:
    many = [candidate(f"smur-{n:02}", 20 + n) for n in range(RANKED_MAX + 4)]
    near = candidate("vsav", 3, unit=AMBULANCE)
    options = rank(*many, near)
    assert len(options) == RANKED_MAX
    assert "vsav" in ids(options)
    assert ids(options)[0] == "smur-00"
