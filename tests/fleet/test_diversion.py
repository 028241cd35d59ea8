from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fleet.diversion import DIVERSION_S_MAX, REASON_LENGTH_MAX, Diversion, DiversionDeclared
from fleet.refusal import Refusal
from fleet.ward import Ward, decide_diversion, decide_reopening, diverted, evolve
from geo.position import Position

NOW = datetime(2026, 1, 6, 14, 2, tzinfo=UTC)
WARD = Ward(
    id="KL-CHR-URG",
    hospital_id="KL-CHR",
    hospital_name="Hôpital régional de Kaolack",
    name="Urgences",
    centre_id="KL",
    region="SN-KL",
    position=Position(lat=14.152, lon=-16.073),
    capabilities=frozenset({"ed", "general_surgery"}),
)
TOLD = Diversion(
    reason="  plus d'oxygène ",
    until=NOW + timedelta(hours=2),
    since=NOW,
    by_id="service.kl",
    by_name="Infirmier de garde",
)


def closed(diversion: Diversion = TOLD) -> Ward:
    event = decide_diversion(WARD, diversion)
    assert isinstance(event, DiversionDeclared)
    return evolve(WARD, event)


def test_a_diversion_ends_by_itself_at_the_hour_it_named() -> None:
    ward = closed()
    assert diverted(WARD, NOW) is None
    for at in (NOW, TOLD.until - timedelta(seconds=1)):
        holding = diverted(ward, at)
        assert holding is not None
        assert holding.reason == "plus d'oxygène"
    assert diverted(ward, TOLD.until) is None


def test_a_later_word_takes_the_place_of_the_first() -> None:
    again = decide_diversion(closed(), replace(TOLD, reason="complet"))
    assert isinstance(again, DiversionDeclared)
    assert evolve(closed(), again).diversion == again.diversion


def test_a_ward_receives_again_when_it_says_so_and_only_then() -> None:
    event = decide_reopening(closed(), by_id="x", by_name="X", at=NOW)
    assert not isinstance(event, Refusal)
    assert diverted(evolve(closed(), event), NOW) is None
    for ward, at in ((WARD, NOW), (closed(), TOLD.until)):
        refusal = decide_reopening(ward, by_id="x", by_name="X", at=at)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "not_on_diversion"


def test_a_ward_may_be_closed_to_one_thing_only() -> None:
    part = replace(TOLD, closed_to=frozenset({"general_surgery"}))
    diversion = closed(part).diversion
    assert diversion is not None
    assert diversion.closes(WARD.capabilities) == {"general_surgery"}
    assert TOLD.closes(WARD.capabilities) == WARD.capabilities


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (replace(TOLD, reason="  "), "reason_required"),
        (replace(TOLD, reason="x" * (REASON_LENGTH_MAX + 1)), "diversion_reason_too_long"),
        (replace(TOLD, until=NOW), "diversion_end_impossible"),
        (replace(TOLD, until=NOW - timedelta(hours=1)), "diversion_end_impossible"),
        (
            replace(TOLD, until=NOW + timedelta(seconds=DIVERSION_S_MAX + 1)),
            "diversion_end_impossible",
        ),
        (replace(TOLD, closed_to=frozenset({"maternity"})), "diversion_of_foreign_capability"),
    ],
)
def test_what_cannot_be_meant_is_refused(told: Diversion, code: str) -> None:
    refusal = decide_diversion(WARD, told)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
