"""Which measured values can be true, which are high-risk at which age, what they answer."""

import pytest

from regulation.priority import Priority
from regulation.triage.age_band import AgeBand, age_band
from regulation.triage.high_risk import high_risk
from regulation.triage.opening_answers import opening_answers
from regulation.triage.vitals import Avpu, Vitals, impossible, improbable


@pytest.mark.parametrize(
    ("field", "possible", "refused"),
    [
        ("heart_per_min", (0, 320), (321, 700, -1)),
        ("breaths_per_min", (0, 120), (121, -1)),
        ("systolic_mmhg", (0, 320), (321,)),
        ("temperature_c", (15.0, 46.0), (14.9, 46.1, 370.0)),
        ("spo2_pct", (0, 100), (101,)),
        ("glucose_mmol_l", (0.0, 80.0), (80.1,)),
    ],
)
def test_the_impossible_is_found(
    field: str, possible: tuple[float, ...], refused: tuple[float, ...]
) -> None:
    for value in possible:
        assert impossible(Vitals(**{field: value})) is None  # type: ignore[arg-type]
    for value in refused:
        found = impossible(Vitals(**{field: value}))  # type: ignore[arg-type]
        assert found is not None
        assert (found[0].field, found[1]) == (field, value)


def test_the_improbable_is_named_and_not_refused() -> None:
    odd = Vitals(heart_per_min=221, temperature_c=31.9, spo2_pct=59, breaths_per_min=70)
    assert impossible(odd) is None
    assert set(improbable(odd)) == {"heart_per_min", "temperature_c", "spo2_pct"}


@pytest.mark.parametrize(
    ("years", "months", "band"),
    [
        (None, None, AgeBand.UNKNOWN),
        (None, 11, AgeBand.INFANT),
        (None, 12, AgeBand.CHILD_1_4),
        (0, None, AgeBand.INFANT),
        (0, 18, AgeBand.CHILD_1_4),
        (1, None, AgeBand.CHILD_1_4),
        (4, None, AgeBand.CHILD_1_4),
        (5, None, AgeBand.CHILD_5_11),
        (11, None, AgeBand.CHILD_5_11),
        (12, None, AgeBand.ADULT),
    ],
)
def test_the_age_has_its_band(years: int | None, months: int | None, band: AgeBand) -> None:
    assert age_band(years, months) is band


P1, P2 = Priority.P1, Priority.P2


@pytest.mark.parametrize(
    ("band", "signs", "asked"),
    [
        (AgeBand.ADULT, {"heart_per_min": 60}, None),
        (AgeBand.ADULT, {"heart_per_min": 59}, P2),
        (AgeBand.ADULT, {"heart_per_min": 50}, P2),
        (AgeBand.ADULT, {"heart_per_min": 49}, P1),
        (AgeBand.ADULT, {"heart_per_min": 130}, None),
        (AgeBand.ADULT, {"heart_per_min": 131}, P2),
        (AgeBand.ADULT, {"heart_per_min": 150}, P2),
        (AgeBand.ADULT, {"heart_per_min": 151}, P1),
        (AgeBand.INFANT, {"heart_per_min": 151}, None),
        (AgeBand.INFANT, {"heart_per_min": 181}, P1),
        (AgeBand.INFANT, {"heart_per_min": 89}, P1),
        (AgeBand.CHILD_1_4, {"breaths_per_min": 41}, P1),
        (AgeBand.CHILD_5_11, {"breaths_per_min": 31}, P1),
        (AgeBand.ADULT, {"breaths_per_min": 30}, None),
        (AgeBand.ADULT, {"breaths_per_min": 9}, P1),
        (AgeBand.ADULT, {"spo2_pct": 92}, None),
        (AgeBand.ADULT, {"spo2_pct": 91}, P1),
        (AgeBand.ADULT, {"temperature_c": 39.0}, None),
        (AgeBand.ADULT, {"temperature_c": 39.1}, P2),
        (AgeBand.ADULT, {"temperature_c": 35.9}, P2),
        (AgeBand.ADULT, {"glucose_mmol_l": 2.9}, P1),
        (AgeBand.ADULT, {"avpu": Avpu.V}, P1),
        (AgeBand.ADULT, {"avpu": Avpu.A}, None),
        (AgeBand.UNKNOWN, {"heart_per_min": 151}, P1),
        (AgeBand.ADULT, {}, None),
    ],
)
def test_a_sign_outside_its_limits_asks_for_a_priority(
    band: AgeBand, signs: dict[str, object], asked: Priority | None
) -> None:
    found = high_risk(Vitals(**signs), band)  # type: ignore[arg-type]
    assert [one.priority for one in found] == ([] if asked is None else [asked])


@pytest.mark.parametrize(
    ("band", "signs", "answers"),
    [
        (AgeBand.ADULT, {}, {}),
        (AgeBand.ADULT, {"avpu": Avpu.A}, {"awake": "yes"}),
        (AgeBand.ADULT, {"avpu": Avpu.V}, {"awake": "yes"}),
        (AgeBand.ADULT, {"avpu": Avpu.P}, {"awake": "no"}),
        (AgeBand.ADULT, {"avpu": Avpu.U}, {"awake": "no"}),
        (AgeBand.ADULT, {"breaths_per_min": 0}, {"breathing": "absent"}),
        (AgeBand.ADULT, {"breaths_per_min": 8}, {"breathing": "abnormal"}),
        (AgeBand.ADULT, {"breaths_per_min": 9}, {"breathing": "laboured"}),
        (AgeBand.ADULT, {"breaths_per_min": 10}, {"breathing": "normal"}),
        (AgeBand.ADULT, {"breaths_per_min": 31}, {"breathing": "laboured"}),
        (AgeBand.ADULT, {"breaths_per_min": 18, "spo2_pct": 88}, {"breathing": "laboured"}),
        (AgeBand.INFANT, {"breaths_per_min": 40}, {"breathing": "normal"}),
        (AgeBand.INFANT, {"breaths_per_min": 14}, {"breathing": "abnormal"}),
        (AgeBand.ADULT, {"spo2_pct": 99}, {}),
    ],
)
def test_signs_answer_only_what_they_say(
    band: AgeBand, signs: dict[str, object], answers: dict[str, str]
) -> None:
    assert opening_answers(Vitals(**signs), band) == answers  # type: ignore[arg-type]
