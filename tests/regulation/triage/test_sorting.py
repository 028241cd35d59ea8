"""START, JumpSTART and SALT: their limits, and that worse or less known is never greener."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from regulation.triage.jumpstart import ChildResponse, JumpStartFindings, jumpstart
from regulation.triage.salt import SaltFindings, SaltTurn, salt, salt_turn
from regulation.triage.sort_by import FindingRefused, sort_by
from regulation.triage.start import StartFindings, start
from regulation.triage.tag import TAG_PRIORITY, URGENCY_OF_TAG, Tag, TagMethod

R, Y, G, X, B = Tag.RED, Tag.YELLOW, Tag.GREEN, Tag.GREY, Tag.BLACK
TRI = (True, False, None)

LYING = StartFindings(walks=False, breathes=True, breaths_per_min=20, radial_pulse=True, obeys=True)
CHILD = JumpStartFindings(
    walks=False,
    infant=False,
    breathes=True,
    breaths_per_min=30,
    irregular=False,
    pulse=True,
    response=ChildResponse.A,
)
STABLE = SaltFindings(
    breathes=True, obeys=True, pulse=True, no_distress=True, bleeding_controlled=True
)


@pytest.mark.parametrize(
    ("changed", "tag"),
    [
        ({"walks": True}, G),
        ({}, Y),
        ({"breaths_per_min": 30}, Y),
        ({"breaths_per_min": 31}, R),
        ({"breaths_per_min": 1}, Y),
        ({"radial_pulse": None, "refill_s": 2.0}, Y),
        ({"radial_pulse": None, "refill_s": 2.1}, R),
        ({"radial_pulse": True, "refill_s": 2.1}, R),
        ({"radial_pulse": False, "refill_s": 1.0}, R),
        ({"obeys": False}, R),
        ({"breaths_per_min": 0, "breathes_once_opened": True}, R),
        ({"breaths_per_min": 0, "breathes_once_opened": False}, B),
        ({"breaths_per_min": None, "breathes": False, "breathes_once_opened": False}, B),
        ({"breaths_per_min": 0, "breathes_once_opened": None}, R),
    ],
)
def test_start_gives(changed: dict[str, Any], tag: Tag) -> None:
    assert start(replace(LYING, **changed)).tag is tag


@pytest.mark.parametrize(
    ("changed", "tag"),
    [
        ({"walks": True}, G),
        ({"walks": True, "infant": True}, Y),
        ({}, Y),
        ({"breaths_per_min": 14}, R),
        ({"breaths_per_min": 15}, Y),
        ({"breaths_per_min": 45}, Y),
        ({"breaths_per_min": 46}, R),
        ({"irregular": True}, R),
        ({"pulse": False}, R),
        ({"response": ChildResponse.V}, Y),
        ({"response": ChildResponse.P_APPROPRIATE}, Y),
        ({"response": ChildResponse.P_INAPPROPRIATE}, R),
        ({"response": ChildResponse.U}, R),
        ({"breaths_per_min": 0, "breathes_once_opened": True}, R),
        ({"breaths_per_min": 0, "breathes_once_opened": False, "pulse": False}, B),
        (
            {"breaths_per_min": 0, "breathes_once_opened": False, "breathes_after_five": True},
            R,
        ),
        (
            {"breaths_per_min": 0, "breathes_once_opened": False, "breathes_after_five": False},
            B,
        ),
    ],
)
def test_jumpstart_gives(changed: dict[str, Any], tag: Tag) -> None:
    assert jumpstart(replace(CHILD, **changed)).tag is tag


@pytest.mark.parametrize(
    ("changed", "tag"),
    [
        ({"breathes": False}, B),
        ({"minor_only": True}, G),
        ({"minor_only": False}, Y),
        ({"minor_only": None}, Y),
        ({"obeys": False, "survivable": True}, R),
        ({"obeys": False, "survivable": None}, R),
        ({"obeys": False, "survivable": False}, X),
        ({"pulse": None, "survivable": False}, R),
    ],
)
def test_salt_gives(changed: dict[str, Any], tag: Tag) -> None:
    assert salt(replace(STABLE, **changed)).tag is tag


def test_salt_assesses_the_still_before_those_who_wave_and_those_before_walkers() -> None:
    turns = {
        (walks, waves, dying): salt_turn(walks=walks, waves=waves, dying=dying)
        for walks, waves, dying in itertools.product(TRI, TRI, TRI)
    }
    for (walks, waves, dying), turn in turns.items():
        if dying or not (walks or waves):
            assert turn is SaltTurn.STILL_OR_DYING
        else:
            assert turn is (SaltTurn.WALKS if walks else SaltTurn.WAVES)


def every_start() -> list[StartFindings]:
    breaths = (None, 0, 20, 30, 31)
    refill = (None, 2.0, 2.1)
    return [
        StartFindings(
            walks=walks,
            breathes=breathes,
            breathes_once_opened=opened,
            breaths_per_min=count,
            radial_pulse=pulse,
            refill_s=seconds,
            obeys=obeys,
        )
        for walks, breathes, opened, count, pulse, seconds, obeys in itertools.product(
            TRI, TRI, TRI, breaths, TRI, refill, TRI
        )
    ]


def every_jumpstart() -> list[JumpStartFindings]:
    return [
        JumpStartFindings(
            walks=walks,
            infant=infant,
            breathes=breathes,
            breathes_once_opened=opened,
            pulse=pulse,
            breathes_after_five=after,
            breaths_per_min=count,
            irregular=irregular,
            response=response,
        )
        for walks, infant, breathes, opened, pulse, after, count, irregular, response in (
            itertools.product(
                TRI,
                (True, False),
                TRI,
                TRI,
                TRI,
                TRI,
                (None, 14, 15),
                TRI,
                (None, ChildResponse.A, ChildResponse.U),
            )
        )
    ]


def every_salt() -> list[SaltFindings]:
    names = SaltFindings.__slots__
    return [
        SaltFindings(**dict(zip(names, values, strict=True)))
        for values in itertools.product(TRI, repeat=len(names))
    ]


WORST: dict[str, object] = {
    "walks": False,
    "breathes": False,
    "breathes_once_opened": False,
    "breathes_after_five": False,
    "pulse": False,
    "radial_pulse": False,
    "obeys": False,
    "irregular": True,
    "response": ChildResponse.U,
    "breaths_per_min": 200,
    "refill_s": 9.0,
    "no_distress": False,
    "bleeding_controlled": False,
    "minor_only": False,
    "survivable": False,
}

SCHEMES = [(start, every_start()), (jumpstart, every_jumpstart()), (salt, every_salt())]


def greener(one: Tag, other: Tag) -> bool:
    """Whether the first is a milder colour; the dead and the grey are milder than nobody."""
    if 0 in {URGENCY_OF_TAG[one], URGENCY_OF_TAG[other]}:
        return one is Tag.GREEN and other is not Tag.GREEN
    return URGENCY_OF_TAG[one] < URGENCY_OF_TAG[other]


@pytest.mark.parametrize(("scheme", "every"), SCHEMES, ids=["start", "jumpstart", "salt"])
def test_a_worse_finding_is_never_greener(scheme: Any, every: list[Any]) -> None:
    for findings in every:
        before = scheme(findings).tag
        for name in findings.__slots__:
            if name in WORST and getattr(findings, name) != 0:
                after = scheme(replace(findings, **{name: WORST[name]})).tag
                assert not greener(after, before), (findings, name)


PERFUSION = ("radial_pulse", "refill_s")


@pytest.mark.parametrize(("scheme", "every"), SCHEMES, ids=["start", "jumpstart", "salt"])
def test_a_finding_nobody_has_is_never_greener_than_any_it_could_be(
    scheme: Any, every: list[Any]
) -> None:
    results = {findings: scheme(findings) for findings in every}
    for findings, known in results.items():
        for name in findings.__slots__:
            if name == "infant" or getattr(findings, name) is None:
                continue
            if name in PERFUSION and None not in {
                getattr(findings, one, None) for one in PERFUSION
            }:
                continue  # one sign of perfusion is enough: nobody misses the other
            unknown = results.get(replace(findings, **{name: None}))
            assert unknown is not None
            assert not greener(unknown.tag, known.tag), (findings, name)


@pytest.mark.parametrize(("scheme", "every"), SCHEMES, ids=["start", "jumpstart", "salt"])
def test_nobody_is_called_dead_or_beyond_help_by_what_is_not_known(
    scheme: Any, every: list[Any]
) -> None:
    for findings in every:
        if scheme(findings).tag is Tag.BLACK:
            assert False in {findings.breathes, getattr(findings, "pulse", None)} or (
                findings.breaths_per_min == 0
            )
        if scheme(findings).tag is Tag.GREY:
            assert findings.survivable is False


def test_nothing_known_at_all_is_red_and_says_what_is_missing() -> None:
    for result in (start(StartFindings()), jumpstart(JumpStartFindings()), salt(SaltFindings())):
        assert result.tag is Tag.RED
        assert result.missing


def test_findings_come_as_words_and_foreign_ones_are_refused() -> None:
    words = {"walks": "false", "breaths_per_min": "31"}
    assert sort_by(TagMethod.START, words).tag is Tag.RED
    for foreign in ({"pain": "true"}, {"walks": "perhaps"}, {"breaths_per_min": "-1"}):
        with pytest.raises(FindingRefused):
            sort_by(TagMethod.START, foreign)


def test_every_colour_asks_for_a_physician() -> None:
    assert set(TAG_PRIORITY) == set(Tag)
    assert "NR" not in TAG_PRIORITY.values()
