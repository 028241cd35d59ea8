"""Which ward is proposed, and why: the ranking alone, with its reasons."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.handover import expected
from dispatch.needs import Needs
from dispatch.notice import WARD_BUSY, NoticeStatus
from dispatch.orient import (
    BEDS_DOUBTFUL_S,
    BEDS_FULL_S,
    MISSING_CAPABILITY_S,
    WardCandidate,
    WardOption,
    rank_wards,
)
from dispatch.ward_past import REFUSED_S_MAX, PastRefusal
from dispatch.weigh import DIVERSION_S
from fleet.diversion import Diversion
from fleet.ward import Ward
from geo.position import Position
from geo.travel import NotReached, TravelMethod, TravelTime

NOW = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
HEART = Needs(all_of=frozenset({"ed"}), any_of=frozenset({"cath_lab", "fibrinolysis"}))

WARD = Ward(
    id="KL-CHR-URG",
    hospital_id="KL-CHR",
    hospital_name="Hôpital de Kaolack",
    name="Urgences",
    centre_id="KL",
    region="SN-KL",
    position=Position(lat=14.15, lon=-16.07),
    capabilities=frozenset({"ed", "fibrinolysis"}),
    beds_free=4,
    beds_at=NOW - timedelta(minutes=10),
)


def candidate(
    id_: str,
    drive_s: float = 600,
    *,
    ward: Ward = WARD,
    answer: NoticeStatus | None = None,
    why: str | None = None,
) -> WardCandidate:
    travel = TravelTime(duration_s=drive_s, distance_m=drive_s * 15, method=TravelMethod.SERVER)
    return WardCandidate(
        ward=replace(ward, id=id_, hospital_id=f"house of {id_}"),
        travel=travel,
        answer=answer,
        answer_reason=why,
    )


def rank(*candidates: WardCandidate, needs: Needs = HEART) -> list[WardOption]:
    return rank_wards(candidates, needs, centre_id="KL", now=NOW)


def ids(options: list[WardOption]) -> list[str]:
    return [option.candidate.ward.id for option in options]


def facts(option: WardOption) -> dict[str, dict[str, str]]:
    return {reason.code: dict(reason.facts) for reason in option.reasons}


def test_the_nearest_ward_that_has_all_it_takes_is_proposed() -> None:
    options = rank(candidate("far", 1200), candidate("near", 600))
    assert ids(options) == ["near", "far"]
    assert [option.proposed for option in options] == [True, False]
    assert "has_all_capabilities" in facts(options[0])
    assert facts(options[0])["beds_free"] == {"n": "4", "s": "600"}


def test_a_ward_that_meets_none_of_the_needs_is_no_option() -> None:
    maternity = replace(WARD, capabilities=frozenset({"maternity"}))
    assert rank(candidate("maternity", 60, ward=maternity)) == []


@pytest.mark.parametrize(("further_s", "first"), [(-31, "complete"), (31, "lacking")])
def test_a_missing_capability_is_worth_an_hour_of_driving(further_s: float, first: str) -> None:
    lacking = replace(WARD, capabilities=frozenset({"ed"}))
    options = rank(
        candidate("lacking", 600, ward=lacking),
        candidate("complete", 600 + MISSING_CAPABILITY_S + further_s),
    )
    assert ids(options)[0] == first
    without = next(o for o in options if o.candidate.ward.id == "lacking")
    assert facts(without)["lacks_capability"] == {"capability": "cath_lab"}
    assert without.has == {"ed"}
    assert without.missing == {"cath_lab"}


def test_what_another_ward_of_the_house_has_costs_a_corridor_and_not_an_hour() -> None:
    urgences = replace(WARD, name="Urgences", capabilities=frozenset({"ed"}))
    heart = replace(WARD, name="Cardiologie", capabilities=frozenset({"cath_lab"}))
    house = [
        replace(one, ward=replace(one.ward, hospital_id="house"))
        for one in (candidate("urg", ward=urgences), candidate("car", ward=heart))
    ]
    options = rank(*house)
    assert [option.missing for option in options] == [frozenset(), frozenset()]
    told = {o.candidate.ward.id: facts(o)["capability_in_house"]["ward"] for o in options}
    assert told == {"urg": "Cardiologie", "car": "Urgences"}
    assert rank(candidate("urg", ward=urgences))[0].missing == {"cath_lab"}


def test_a_ward_without_a_drive_never_comes_before_one_with() -> None:
    lost = replace(candidate("island"), travel=None, not_reached=NotReached.OFF_NETWORK)
    options = rank(lost, candidate("far", 30_000))
    assert ids(options) == ["far", "island"]
    assert "not_reached_off_network" in facts(options[1])
    assert options[1].total_min is None
    assert not rank(lost)[0].proposed


def test_while_nobody_knows_where_no_ward_is_proposed() -> None:
    options = rank(replace(candidate("a"), travel=None), replace(candidate("b"), travel=None))
    assert len(options) == 2
    assert all("place_unknown" in facts(option) for option in options)
    assert not any(option.proposed for option in options)


def test_a_diversion_counts_as_long_as_it_holds_and_for_what_it_closes() -> None:
    def closed(hours: float, *names: str) -> WardCandidate:
        diversion = Diversion(
            reason="scanner en panne",
            until=NOW + timedelta(hours=hours),
            since=NOW - timedelta(hours=3),
            by_id="x",
            by_name="X",
            closed_to=frozenset(names),
        )
        return candidate("closed", 60, ward=replace(WARD, diversion=diversion))

    other = candidate("other", DIVERSION_S)
    assert ids(rank(closed(2), other))[0] == "other"
    assert ids(rank(closed(-1), other))[0] == "closed"
    assert ids(rank(closed(2, "ed"), other))[0] == "other"
    assert "lacks_capability" in facts(rank(closed(2, "ed"))[0])
    apart = rank(closed(2, "ortho"))[0]
    assert "on_diversion_elsewhere" in facts(apart)
    assert apart.total_min == rank(closed(-1))[0].total_min


def test_a_closed_emergency_department_is_not_reached_by_way_of_its_neighbour() -> None:
    diversion = Diversion(
        reason="complet", until=NOW + timedelta(hours=1), since=NOW, by_id="x", by_name="X"
    )
    shut = replace(WARD, hospital_id="h", capabilities=frozenset({"ed"}), diversion=diversion)
    beside = replace(WARD, hospital_id="h", capabilities=frozenset({"icu_adult"}))
    needs = Needs(all_of=frozenset({"ed"}), any_of=frozenset())
    house = [
        replace(one, ward=replace(one.ward, hospital_id="h"))
        for one in (candidate("urg", 60, ward=shut), candidate("rea", 60, ward=beside))
    ]
    options = rank(*house, candidate("other", 1800), needs=needs)
    assert ids(options) == ["other", "rea", "urg"]
    assert options[1].missing == {"ed"}


def test_refusals_of_other_patients_count_less_with_every_hour() -> None:
    def after(hours: float, times: int = 1) -> int:
        past = tuple(
            PastRefusal(at=NOW - timedelta(hours=hours), silent=False) for _ in range(times)
        )
        total = rank(replace(candidate("x"), refusals=past))[0].total_min
        assert total is not None
        return total - (rank(candidate("x"))[0].total_min or 0)

    assert [after(0), after(2), after(4), after(13)] == [30, 15, 8, 0]
    assert after(0, times=50) == REFUSED_S_MAX / 60


def test_a_ward_known_to_keep_crews_waiting_comes_after_a_quicker_one() -> None:
    slow = replace(candidate("slow"), handover=expected([3600.0] * 12))
    options = rank(slow, candidate("usual", 900))
    assert ids(options) == ["usual", "slow"]
    assert facts(options[1])["handover_learnt"] == {"n": "12"}
    assert "handover_assumed" in facts(options[0])


def test_the_reasons_minutes_add_up_to_the_total() -> None:
    for option in rank(candidate("a", 613), candidate("b", 1234, ward=replace(WARD, beds_free=1))):
        counted = [round(r.weight_s / 60) for r in option.reasons if r.weight_s is not None]
        assert option.total_min == sum(counted)


@pytest.mark.parametrize(
    ("ward", "worth_s", "code"),
    [
        (replace(WARD, beds_free=None, beds_at=None), BEDS_DOUBTFUL_S, "beds_unknown"),
        (replace(WARD, beds_at=NOW - timedelta(hours=9)), BEDS_DOUBTFUL_S, "beds_stale"),
        (replace(WARD, beds_at=NOW - timedelta(hours=4)), BEDS_DOUBTFUL_S / 2, "beds_free"),
        (
            replace(WARD, beds_free=1, beds_at=NOW - timedelta(hours=2)),
            BEDS_DOUBTFUL_S,
            "beds_free",
        ),
        (replace(WARD, beds_free=0, beds_at=NOW), BEDS_FULL_S, "beds_full"),
        (
            replace(WARD, beds_free=0, beds_at=NOW - timedelta(hours=9)),
            BEDS_DOUBTFUL_S,
            "beds_full",
        ),
    ],
)
def test_a_bed_figure_is_doubted_more_the_older_it_is(
    ward: Ward, worth_s: float, code: str
) -> None:
    for further_s, first in ((-31, "sure"), (31, "doubtful")):
        options = rank(
            candidate("doubtful", 600, ward=ward),
            candidate("sure", 600 + worth_s + further_s, ward=replace(WARD, beds_at=NOW)),
        )
        assert ids(options)[0] == first
        assert code in facts(next(o for o in options if o.candidate.ward.id == "doubtful"))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (NoticeStatus.REFUSED, "refused_before"),
        (NoticeStatus.EXPIRED, "no_answer_before"),
        *((status, "already_asked") for status in sorted(WARD_BUSY)),
    ],
)
def test_a_ward_that_was_asked_stands_last_and_is_never_proposed(
    answer: NoticeStatus, code: str
) -> None:
    asked = candidate("asked", 60, answer=answer, why="pas de lit")
    options = rank(asked, candidate("other", 7200))
    assert ids(options) == ["other", "asked"]
    assert [option.proposed for option in options] == [True, False]
    assert code in facts(options[1])
    assert not rank(asked)[0].proposed


def test_a_refusal_shows_its_reason() -> None:
    told = candidate("asked", 60, answer=NoticeStatus.REFUSED, why="scanner en panne")
    assert facts(rank(told)[0])["refused_before"] == {"reason": "scanner en panne"}


def test_a_withdrawn_notice_does_not_count_as_asked() -> None:
    assert rank(candidate("again", 60, answer=NoticeStatus.CANCELLED))[0].proposed


def test_another_centre_s_ward_is_told() -> None:
    other = replace(WARD, centre_id="TB")
    assert facts(rank(candidate("x", ward=other))[0])["other_centre"] == {"centre": "TB"}


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 3)), min_size=1, max_size=20))
def test_among_equal_wards_none_is_proposed_over_a_nearer_one(
    drawn: list[tuple[int, int]],
) -> None:
    answers = [None, None, NoticeStatus.REFUSED, NoticeStatus.EXPIRED]
    wards = [candidate(f"w{i:02d}", s, answer=answers[k]) for i, (s, k) in enumerate(drawn)]
    options = rank(*wards)
    free_s = [w.travel.duration_s for w in wards if w.answer is None and w.travel]
    assert sum(option.proposed for option in options) == bool(free_s)
    if free_s:
        first = options[0].candidate.travel
        assert first is not None
        assert first.duration_s == min(free_s)
