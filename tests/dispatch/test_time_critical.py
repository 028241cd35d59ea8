"""Wards on a time-critical path: the time to the treatment decides, and the window is told."""

from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pytest

from dispatch.handover import PRIOR_S
from dispatch.needs import Needs
from dispatch.orient import WardOption, rank_wards
from dispatch.weigh import WardCandidate
from fleet.ward import HospitalLevel, Ward
from regulation.paths.time_critical import (
    CARE_MIN_MAX,
    TimeCriticalPath,
    known_paths,
    path_of,
    read_paths,
)
from regulation.priority import Priority
from regulation.protocols.library import load_library
from regulation.protocols.source_file import FileRefused
from tests.dispatch.test_orient import NOW, WARD, candidate, facts, ids
from tests.regulation.records import result_of

PATHS: dict[str, TimeCriticalPath] = {path.id: path for path in known_paths()}
STROKE = Needs(all_of=frozenset({"stroke_unit_ct"}), any_of=frozenset())


def rank(
    *candidates: WardCandidate,
    path: str = "stroke",
    needs: Needs = STROKE,
    gone: timedelta = timedelta(minutes=30),
) -> list[WardOption]:
    return rank_wards(
        candidates, needs, centre_id="KL", now=NOW, path=PATHS[path], since=NOW - gone
    )


def with_(*names: str, level: HospitalLevel = HospitalLevel.EPS3) -> Ward:
    return replace(WARD, capabilities=frozenset(names), level=level, beds_at=NOW)


@pytest.mark.parametrize(
    ("protocol_id", "asked", "priority", "expected"),
    [
        ("STROKE", {"capabilities_all": ("stroke_unit_ct",)}, Priority.P1, "stroke"),
        ("STROKE", {"capabilities_all": ("stroke_unit_ct",)}, Priority.P2, None),
        ("CHEST-PAIN", {"capabilities_any": ("cath_lab",)}, Priority.P1, "infarction"),
        ("OPENING", {"capabilities_any": ("icu_adult", "cath_lab")}, Priority.P0, None),
        (
            "OBSTETRIC-BLEEDING",
            {"capabilities_all": ("obstetric_surgery", "blood_bank")},
            Priority.P0,
            "obstetric_haemorrhage",
        ),
        (
            "IMMINENT-DELIVERY",
            {"capabilities_all": ("obstetric_surgery",)},
            Priority.P0,
            "obstructed_labour",
        ),
        ("MAJOR-TRAUMA", {"capabilities_any": ("trauma_centre",)}, Priority.P0, "major_trauma"),
        ("ROAD-ACCIDENT", {"capabilities_any": ("trauma_centre", "ed")}, Priority.P1, None),
    ],
)
def test_a_path_is_on_by_what_the_protocol_found(
    protocol_id: str,
    asked: dict[str, tuple[str, ...]],
    priority: Priority,
    expected: str | None,
) -> None:
    result = replace(
        result_of(protocol_id, priority),
        capabilities_all=asked.get("capabilities_all", ()),
        capabilities_any=asked.get("capabilities_any", ()),
    )
    found = path_of([result])
    assert (found.id if found else None) == expected


def test_every_path_speaks_of_protocols_and_capabilities_that_there_are() -> None:
    library = load_library()
    capabilities = {word.id for word in library.vocabulary.capabilities}
    for path in known_paths():
        assert path.treating <= capabilities
        for trigger in path.when:
            assert set(trigger.protocols) <= library.protocols.keys()
            assert {*trigger.all, *trigger.any} <= capabilities


def test_the_quicker_treatment_goes_before_the_nearer_bed() -> None:
    regional = candidate("near", 1200, ward=with_("ed", "stroke_unit_ct", level=HospitalLevel.EPS1))
    national = candidate("far", 1800, ward=with_("ed", "stroke_unit_ct"))
    first, second = rank(regional, national)
    assert [first.candidate.ward.id, second.candidate.ward.id] == ["far", "near"]
    assert first.care is not None
    assert first.care.after_s == 1800 + PRIOR_S + (60 * 60 - PRIOR_S)


def test_a_ward_that_cannot_treat_comes_after_one_two_hours_away_that_can() -> None:
    near = candidate("near", 300, ward=with_("ed", "icu_adult"))
    far = candidate("far", 2 * 3600, ward=with_("ed", "stroke_unit_ct"))
    options = rank(near, far)
    assert ids(options) == ["far", "near"]
    assert "cannot_treat" in facts(options[1])
    assert options[1].care is None


def test_angioplasty_is_worth_an_hour_and_no_more_than_that_over_fibrinolysis() -> None:
    needs = Needs(all_of=frozenset(), any_of=frozenset({"cath_lab", "fibrinolysis"}))
    lysis = candidate("lysis", 600, ward=with_("fibrinolysis"))
    for further_s, first in ((29 * 60, "angio"), (31 * 60, "lysis")):
        angio = candidate("angio", 600 + further_s, ward=with_("cath_lab"))
        options = rank(lysis, angio, path="infarction", needs=needs)
        assert ids(options)[0] == first


def test_without_an_onset_what_remains_of_the_window_is_at_most_so_much() -> None:
    ward = candidate("ct", 3600, ward=with_("ed", "stroke_unit_ct"))
    (option,) = rank(ward)
    left_s = 270 * 60 - 30 * 60 - (3600 + 60 * 60)
    assert facts(option)["window_left"] == {"s": str(left_s), "bound": "≤ "}
    (known,) = rank_wards(
        [ward],
        STROKE,
        centre_id="KL",
        now=NOW,
        path=PATHS["stroke"],
        since=NOW,
        onset_known=True,
    )
    assert facts(known)["window_left"]["bound"] == ""


def test_a_treatment_that_comes_too_late_no_longer_draws_the_patient_far() -> None:
    near = candidate("near", 300, ward=with_("ed", "icu_adult"))
    far = candidate("far", 3 * 3600, ward=with_("ed", "stroke_unit_ct"))
    assert ids(rank(near, far, gone=timedelta(0)))[0] == "far"
    late = rank(near, far, gone=timedelta(hours=3))
    assert "window_missed" in facts(next(o for o in late if o.candidate.ward.id == "far"))
    assert ids(late)[0] == "near"


def test_an_aim_is_late_but_never_too_late() -> None:
    needs = Needs(all_of=frozenset({"obstetric_surgery"}), any_of=frozenset())
    ward = candidate("cs", 3 * 3600, ward=with_("obstetric_surgery"))
    (option,) = rank(ward, path="obstetric_haemorrhage", needs=needs)
    assert "aim_missed" in facts(option)
    assert "care" in facts(option)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("EPS2: 75, other: 90}", "EPS2: 75}"), "other"),
        (("behind_min: 60", f"behind_min: {CARE_MIN_MAX}"), "behind_min above"),
        (("window_kind: limit", "window_kind: perhaps"), "window_kind"),
        (("schema: samu-time-critical/1", "schema: other/1"), "schema"),
    ],
)
def test_an_unsound_file_is_refused_with_its_place(change: tuple[str, str], says: str) -> None:
    text = (files("regulation.paths") / "time_critical.yaml").read_text(encoding="utf-8")
    with pytest.raises(FileRefused, match=says):
        read_paths("mine.yaml", text.replace(*change))
