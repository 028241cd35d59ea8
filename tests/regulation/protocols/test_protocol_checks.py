"""The checks catch what they are for: each deliberate mistake is found, the library has none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from regulation.care_level import CareLevel
from regulation.priority import Priority
from regulation.protocols.check import check_protocol, check_shared
from regulation.protocols.checks import case as checked
from regulation.protocols.checks import severity
from regulation.protocols.checks.case import Case
from regulation.protocols.checks.difference import urgency_losses
from regulation.protocols.engine import Result, evaluate
from regulation.protocols.finding import Finding
from regulation.protocols.library import Library, load_library
from regulation.protocols.model import Protocol, QuestionKind, Status
from regulation.protocols.question import UNKNOWN, Answer, Question
from regulation.protocols.text import Text

TODAY = date(2026, 11, 22)
ROAD = "ROAD-ACCIDENT"
BIRTH = "IMMINENT-DELIVERY"


def with_rule(protocol: Protocol, rule_id: str, **changes: Any) -> Protocol:
    rules = tuple(
        rule.model_copy(update=changes) if rule.id == rule_id else rule for rule in protocol.rules
    )
    assert rules != protocol.rules
    return protocol.altered(rules=rules)


def with_question(protocol: Protocol, question_id: str, **changes: Any) -> Protocol:
    questions = tuple(
        question.model_copy(update=changes) if question.id == question_id else question
        for question in protocol.questions
    )
    assert questions != protocol.questions
    return protocol.altered(questions=questions)


def with_leaf(protocol: Protocol, leaf: str, **changes: Any) -> Protocol:
    return protocol.altered(**{leaf: getattr(protocol, leaf).model_copy(update=changes)})


def without_examples(protocol: Protocol, *names: str) -> Protocol:
    kept = tuple(example for example in protocol.tests if example.name not in names)
    assert len(kept) == len(protocol.tests) - len(names)
    return protocol.altered(tests=kept)


def findings(library: Library, protocol: Protocol, today: date = TODAY) -> list[Finding]:
    return check_protocol(Case(protocol=protocol, library=library, today=today))


def found(library: Library, protocol: Protocol) -> set[tuple[str, str]]:
    return {(finding.check, finding.where) for finding in findings(library, protocol)}


BANDS = (
    Answer(id="young", label=Text(fr="Moins de 30", en="Under 30"), below=30),
    Answer(id="old", label=Text(fr="Plus de 31", en="Over 31"), at_least=31),
)

MUTANTS: Mapping[str, tuple[str, str, str, Callable[[Protocol], Protocol]]] = {
    "a rule takes the name of a leaf": (
        "S1",
        "floor",
        ROAD,
        lambda p: with_rule(p, "limb", id="floor"),
    ),
    "a question is not translated": (
        "S2",
        "inert",
        ROAD,
        lambda p: with_question(p, "inert", text=Text(fr="Inert ?", en="Inert ?")),
    ),
    "a question is too long to be asked": (
        "S2",
        "inert",
        ROAD,
        lambda p: with_question(p, "inert", text=Text(fr="Bouge ? " * 20, en="Moving?")),
    ),
    "a placeholder is lost in translation": (
        "S2",
        "limb",
        ROAD,
        lambda p: with_rule(p, "limb", rationale=Text(fr="{age} ans", en="years")),
    ),
    "a resource does not exist": (
        "S3",
        "limb",
        ROAD,
        lambda p: with_rule(p, "limb", resources=("taxi",)),
    ),
    "a motif is not in the nomenclature": (
        "S3",
        ROAD,
        ROAD,
        lambda p: p.altered(codes={"hubsante_motif": "M99.99"}),
    ),
    "a fait is not in the nomenclature": (
        "S3",
        ROAD,
        ROAD,
        lambda p: p.altered(codes={"hubsante_motif": "M02.09", "hubsante_fait": "C99.99.99"}),
    ),
    "a rule sends on to a complaint that does not exist": (
        "S7",
        "limb",
        ROAD,
        lambda p: with_rule(p, "limb", see=("BROKEN-HEART",)),
    ),
    "a rule sends on to its own complaint": (
        "S7",
        "limb",
        ROAD,
        lambda p: with_rule(p, "limb", see=(ROAD,)),
    ),
    "the default proposes nothing": (
        "S4",
        "default",
        ROAD,
        lambda p: with_leaf(p, "default", resources=()),
    ),
    "a question is behind two gates that never open together": (
        "S5",
        "waters",
        BIRTH,
        lambda p: with_question(p, "waters", ask_if={"baby": ("yes", "no"), "seen": ("nothing",)}),
    ),
    "a rule asks two answers that exclude each other": (
        "S6",
        "birth-at-risk",
        BIRTH,
        lambda p: with_rule(p, "birth-at-risk", when={"baby": ("no",), "seen": ("head",)}),
    ),
    "a rule is always overshadowed by a more urgent one": (
        "S6",
        "limb",
        ROAD,
        lambda p: with_rule(p, "limb", when={"complaint": ("trunk", "open_trunk")}),
    ),
    "an urgent rule names no hospital capability": (
        "S8",
        "violent",
        ROAD,
        lambda p: with_rule(p, "violent", capabilities_any=()),
    ),
    "a leaf says nothing to the caller": (
        "S8",
        "violent",
        ROAD,
        lambda p: with_rule(p, "violent", instructions=()),
    ),
    "a deferred call gets no safety net": (
        "S8",
        "default",
        ROAD,
        lambda p: with_leaf(p, "default", instructions=("PAI-SAFETY",)),
    ),
    "a rule forgets the worst answer": (
        "S9",
        "trunk",
        ROAD,
        lambda p: with_rule(p, "trunk", when={"complaint": ("trunk",)}),
    ),
    "the order of severity is upside down": (
        "S9",
        "inert",
        ROAD,
        lambda p: with_question(p, "inert", order=("yes", "no")),
    ),
    "a gate closes on the worse answer": (
        "S9",
        "mother",
        BIRTH,
        lambda p: with_rule(
            with_rule(
                with_rule(
                    with_question(p, "push", ask_if={"mother": ("well",)}),
                    "mother-fit",
                    when={"born": ("yes",)},
                ),
                "mother-distress",
                when={"born": ("yes",)},
            ),
            "bleeding-after-birth",
            when={"born": ("yes",)},
        ),
    ),
    "a call of which nothing is known is deferred": (
        "S11",
        "floor",
        ROAD,
        lambda p: p.altered(floor=None),
    ),
    "a P0 sends nobody by reflex": (
        "S13",
        "inert",
        ROAD,
        lambda p: with_rule(p, "inert", resources=("ambulance_basic",)),
    ),
    "a P0 points at no reflex entry": (
        "S13",
        "inert",
        ROAD,
        lambda p: with_rule(p, "inert", reflex=None),
    ),
    "a deferred call sends a SMUR": (
        "S13",
        "default",
        ROAD,
        lambda p: with_leaf(p, "default", resources=("smur_adult",)),
    ),
    "a P0 hints at the lowest care": (
        "S13",
        "inert",
        ROAD,
        lambda p: with_rule(p, "inert", care_level=CareLevel.R4),
    ),
    "the first question does not look for vital danger": (
        "S14",
        "inert",
        ROAD,
        lambda p: with_question(p, "inert", vital=False),
    ),
    "an urgent sign is asked too late": (
        "S14",
        "waters",
        BIRTH,
        lambda p: with_rule(p, "waters-broken", priority=Priority.P1, care_level=CareLevel.R2),
    ),
    "an arrest is not compressed": (
        "S15",
        "arrest",
        "OPENING",
        lambda p: with_rule(p, "arrest", instructions=("PAI-OPEN",)),
    ),
    "a drowsy patient is given something to swallow": (
        "S15",
        "drowsy",
        "SEVERE-MALARIA",
        lambda p: with_rule(p, "drowsy", forbids=()),
    ),
    "a band leaves a gap": (
        "S16",
        "hazard",
        ROAD,
        lambda p: with_question(
            with_rule(p, "hazard", when={"trapped": ("yes",)}).altered(tests=()),
            "hazard",
            kind=QuestionKind.BAND,
            unit="years",
            answers=BANDS,
            order=("young", "old"),
        ),
    ),
    "an example no longer holds": (
        "S17",
        "piéton inerte",
        ROAD,
        lambda p: with_rule(p, "inert", priority=Priority.P1, care_level=CareLevel.R1, reflex=None),
    ),
    "a rule has no example that meets it": (
        "S17",
        "hazard",
        ROAD,
        lambda p: without_examples(p, "essence qui coule"),
    ),
    "a leaf has no example": (
        "S17",
        "default",
        ROAD,
        lambda p: without_examples(p, "tôle froissée, personne n'a rien"),
    ),
    "no source is named": ("S19", ROAD, ROAD, lambda p: p.altered(sources=())),
    "an active protocol is not signed": (
        "S19",
        ROAD,
        ROAD,
        lambda p: p.altered(status=Status.ACTIVE),
    ),
    "the review is overdue": (
        "S20",
        ROAD,
        ROAD,
        lambda p: p.altered(review_due=date(2026, 11, 21)),
    ),
}


@pytest.mark.parametrize("mistake", MUTANTS)
def test_a_deliberate_mistake_is_found(library: Library, mistake: str) -> None:
    check, where, protocol_id, mutate = MUTANTS[mistake]
    assert (check, where) in found(library, mutate(library.get(protocol_id)))


def test_a_rule_without_near_miss_is_found(library: Library) -> None:
    road = library.get(ROAD)
    meeting = tuple(example for example in road.tests if "hazard" in example.fires)
    narrowed = findings(library, road.altered(tests=meeting))
    messages = [str(finding) for finding in narrowed if finding.where == "hazard"]
    assert any("misses this rule by one condition" in message for message in messages)


def test_a_loop_of_gates_is_refused_before_any_check(library: Library) -> None:
    birth = library.get(BIRTH)
    with pytest.raises(ValidationError, match="not asked before it"):
        with_question(birth, "born", ask_if={"baby": ("yes",)})


def test_a_rule_declared_twice_is_refused_before_any_check(library: Library) -> None:
    road = library.get(ROAD)
    with pytest.raises(ValidationError, match="declared twice"):
        road.altered(rules=road.rules + road.rules[:1])


def test_an_instruction_nobody_uses_is_found(library: Library) -> None:
    lonely = library.instructions["PAI-BLEED"].model_copy(update={"id": "PAI-LONELY"})
    held = replace(
        library,
        protocols={},
        instructions={"PAI-LONELY": lonely},
    )
    assert ("S3", "PAI-LONELY") in {(f.check, f.where) for f in check_shared(held)}


def test_a_medicine_without_a_physician_is_found(library: Library) -> None:
    loose = library.instructions["PAI-ASPIRIN"].model_copy(update={"requires": "nobody"})
    held = replace(library, protocols={}, instructions={"PAI-ASPIRIN": loose})
    assert ("S15", "PAI-ASPIRIN") in {(f.check, f.where) for f in check_shared(held)}


def test_a_step_too_long_to_be_read_is_found(library: Library) -> None:
    pressing = library.instructions["PAI-BLEED"]
    step = pressing.steps[0].model_copy(update={"fr": "Appuyez. " * 20})
    long = pressing.model_copy(update={"steps": (step,)})
    held = replace(library, protocols={}, instructions={"PAI-BLEED": long})
    assert ("S2", "PAI-BLEED") in {(f.check, f.where) for f in check_shared(held)}


def test_an_arrest_found_only_at_the_third_question_is_found(library: Library) -> None:
    opening = library.get("OPENING")
    slow = opening.altered(
        questions=(opening.questions[2], *opening.questions[:2], *opening.questions[3:])
    )
    held = replace(library, protocols={"OPENING": slow})
    assert ("S14", "OPENING") in {(f.check, f.where) for f in check_shared(held)}


def test_a_library_without_an_opening_is_found(library: Library) -> None:
    held = replace(library, protocols={})
    assert ("S14", "OPENING") in {(f.check, f.where) for f in check_shared(held)}


def test_a_file_named_for_another_protocol_is_found(library: Library) -> None:
    file, text = library.places[ROAD]
    moved = replace(library, places={ROAD: ("chest_pain.yaml", text)})
    assert file == "road_accident.yaml"
    assert ("S1", ROAD) in found(moved, library.get(ROAD))


def test_a_protocol_too_large_to_walk_is_proved_by_its_form(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checked, "MOST_PATHS", 100)
    road = library.get(ROAD)
    assert findings(library, road) == []
    mutant = with_rule(road, "trunk", when={"complaint": ("trunk",)})
    assert ("S9", "trunk") in found(library, mutant)
    assert ("S9", "seen") in found(library, library.get(BIRTH))


def test_a_finding_names_file_and_line(library: Library) -> None:
    mutant = with_rule(library.get(ROAD), "limb", resources=("taxi",))
    finding = next(f for f in findings(library, mutant) if f.check == "S3")
    text = library.places[ROAD][1].splitlines()
    assert finding.line is not None
    assert text[finding.line - 1].strip() == "- id: limb"
    assert str(finding) == f"road_accident.yaml:{finding.line}: S3 limb: no resource taxi"


def test_an_engine_that_takes_unknown_for_no_is_found(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Question.satisfies
    monkeypatch.setattr(
        Question,
        "satisfies",
        lambda self, said, wanted: said != UNKNOWN and known(self, said, wanted),
    )
    protocol = library.get(ROAD).altered()
    assert "S10" in {finding.check for finding in findings(library, protocol)}


def test_an_engine_in_which_a_known_risk_lowers_is_found(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lowered(protocol: Protocol, answers: Any, context: frozenset[str] = frozenset()) -> Result:
        result = evaluate(protocol, answers)
        return replace(result, priority=Priority.P3) if "pregnant" in context else result

    monkeypatch.setattr(severity, "evaluate", lowered)
    assert "S12" in {finding.check for finding in findings(library, library.get(ROAD))}


def test_every_check_has_a_mistake_that_it_must_find() -> None:
    told = set(re.findall(r'"(S\d+)"', Path(__file__).read_text(encoding="utf-8")))
    assert told >= {f"S{number}" for number in range(1, 21)} - {"S18"}


def test_a_signature_is_void_once_the_content_changed(library: Library) -> None:
    chest = library.get("CHEST-PAIN")
    names = ("Dr A", "Dr B")
    papers = {"role": "physician", "date": TODAY, "signs": chest.content_sha256}
    signed = chest.altered(
        status=Status.ACTIVE, reviewers=tuple({"name": name, **papers} for name in names)
    )
    assert signed.is_signed
    assert found(library, signed) == set()
    edited = signed.altered(version="9.9.9")
    assert ("S22", "CHEST-PAIN") in found(library, edited)


def test_a_version_that_lowers_an_urgency_is_told_by_its_answers(library: Library) -> None:
    before = library.get("OTHER")
    after = with_rule(before, "laboured", priority=Priority.P2)
    lost = list(urgency_losses(before, after))
    assert lost
    assert all(loss.answers["breathing"] == "laboured" for loss in lost)
    assert {(loss.before, loss.after) for loss in lost} == {(Priority.P1, Priority.P2)}
    assert list(urgency_losses(before, before)) == []


def test_a_library_read_twice_is_the_same(library: Library) -> None:
    again = load_library()
    assert {p.id: p.sha256 for p in again.protocols.values()} == {
        p.id: p.sha256 for p in library.protocols.values()
    }
