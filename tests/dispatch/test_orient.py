"""Which ward is proposed, and why: the ranking alone, with its reasons."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from fleet.ward import Ward
from geo.position import Position
from geo.travel import TravelMethod, TravelTime

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
        ward=replace(ward, id=id_), travel=travel, answer=answer, answer_reason=why
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
    assert facts(options[0])["beds_free"] == {"n": "4"}


def test_a_ward_that_meets_none_of_the_needs_is_no_option() -> None:
    maternity = replace(WARD, capabilities=frozenset({"maternity"}))
    assert rank(candidate("maternity", 60, ward=maternity)) == []


@pytest.mark.parametrize(("further_s", "first"), [(-1, "complete"), (1, "lacking")])
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


@pytest.mark.parametrize(
    ("ward", "worth_s", "code"),
    [
        (replace(WARD, beds_free=None, beds_at=None), BEDS_DOUBTFUL_S, "beds_unknown"),
        (replace(WARD, beds_at=NOW - timedelta(hours=9)), BEDS_DOUBTFUL_S, "beds_stale"),
        (replace(WARD, beds_free=0), BEDS_FULL_S, "beds_full"),
    ],
)
def test_doubtful_or_no_beds_are_worth_a_longer_drive(
    ward: Ward, worth_s: float, code: str
) -> None:
    for further_s, first in ((-1, "sure"), (1, "doubtful")):
        options = rank(
            candidate("doubtful", 600, ward=ward), candidate("sure", 600 + worth_s + further_s)
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
