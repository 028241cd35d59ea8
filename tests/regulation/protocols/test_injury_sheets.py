"""What the service expects of its sheets on injuries, told as callers tell them."""

from collections.abc import Mapping

import pytest

from regulation.priority import Priority
from regulation.protocols.engine import Result, evaluate
from regulation.protocols.library import Library
from regulation.protocols.question import UNKNOWN


def told(library: Library, protocol_id: str, said: Mapping[str, str]) -> Result:
    """Answer what the caller said, and unknown to every other question that is asked."""
    protocol = library.get(protocol_id)
    answers: dict[str, str] = {}
    while (asked := evaluate(protocol, answers).next_question) is not None:
        answers[asked] = said.get(asked, UNKNOWN)
    assert set(said) <= set(answers)
    return evaluate(protocol, answers)


@pytest.mark.parametrize(
    ("protocol_id", "said"),
    [
        ("LIMB-INJURY", {"place": "far", "uses": "yes"}),
        ("HEAD-INJURY", {"awake": "as_usual", "loss": "none"}),
        ("BURN", {"size": "under_1", "cause": "heat"}),
        ("WOUND-BLEEDING", {"bleeding": "stopped"}),
        ("ELECTRIC-SHOCK", {"contact": "no", "state": "normal", "source": "home"}),
        ("STAB-GUNSHOT", {"state": "normal", "place": "limb", "depth": "skin"}),
        ("HEAT-COLD", {"state": "normal", "hot": "warm"}),
        ("MAJOR-TRAUMA", {"state": "normal", "mechanism": "own_height", "injury": "limb"}),
        ("DROWNING", {"out": "yes", "state": "normal", "breathing": "easy"}),
        (
            "ROAD-ACCIDENT",
            {
                "inert": "no",
                "bleeding": "no",
                "mechanism": "rider",
                "casualties": "one",
                "complaint": "limb",
                "trapped": "no",
            },
        ),
    ],
)
def test_a_slight_injury_told_in_one_sentence_waits_for_the_physician(
    library: Library, protocol_id: str, said: Mapping[str, str]
) -> None:
    assert told(library, protocol_id, said).priority is Priority.P2


@pytest.mark.parametrize("protocol_id", ["LIMB-INJURY", "HEAD-INJURY", "BURN"])
def test_a_slight_injury_of_which_all_is_known_may_be_deferred(
    library: Library, protocol_id: str
) -> None:
    best = {question.id: question.best for question in library.get(protocol_id).questions}
    best.pop("place" if protocol_id == "BURN" else "", None)  # not asked of skin that is only red
    assert told(library, protocol_id, best).priority is Priority.P3


def test_a_squeezed_neck_is_never_less_than_p1(library: Library) -> None:
    calm = {question.id: question.best for question in library.get("HANGING").questions}
    assert evaluate(library.get("HANGING"), calm).priority is Priority.P1


@pytest.mark.parametrize("protocol_id", ["DROWNING", "ELECTRIC-SHOCK", "HANGING"])
def test_a_lifeless_casualty_is_compressed_and_not_laid_on_the_side(
    library: Library, protocol_id: str
) -> None:
    result = told(library, protocol_id, {"state": "lifeless"})
    assert result.priority is Priority.P0
    assert any(name.startswith("PAI-CPR") for name in result.instructions)
    assert {"PAI-RECOVERY", "PAI-BREATH"}.isdisjoint(result.instructions)


def test_a_drowned_person_is_given_breaths_first(library: Library) -> None:
    result = told(library, "DROWNING", {"out": "yes", "state": "lifeless"})
    assert result.instructions[0] == "PAI-CPR-DROWN"


@pytest.mark.parametrize(
    ("said", "advised"),
    [
        ({"state": "confused", "hot": "burning", "chilled": "no_shiver"}, "PAI-HEAT"),
        ({"state": "confused", "hot": "cool", "chilled": "shivers"}, "PAI-COLD"),
        ({"state": "normal", "hot": "warm", "upset": "lasting"}, "PAI-HEAT"),
    ],
)
def test_a_hot_body_is_cooled_and_a_chilled_one_warmed_never_both(
    library: Library, said: Mapping[str, str], advised: str
) -> None:
    instructions = set(told(library, "HEAT-COLD", said).instructions)
    assert instructions & {"PAI-HEAT", "PAI-COLD"} == {advised}


def test_a_drowsy_head_injury_that_vomits_is_laid_on_the_side(library: Library) -> None:
    result = told(library, "HEAD-INJURY", {"awake": "drowsy", "vomiting": "once"})
    assert "PAI-RECOVERY" in result.instructions
    assert "PAI-SPINE" not in result.instructions


def test_a_bleeding_fistula_is_pressed_with_a_finger_and_not_tied(library: Library) -> None:
    result = told(library, "WOUND-BLEEDING", {"bleeding": "heavy", "source": "fistula"})
    assert "PAI-FISTULA" in result.instructions
    assert "PAI-BLEED" not in result.instructions


@pytest.mark.parametrize(
    ("said", "urgency"),
    [
        ({"size": "from_10_to_19", "who": "child"}, Priority.P0),
        ({"size": "from_10_to_19", "who": "adult"}, Priority.P1),
        ({"size": "from_10_to_19", "who": "child", "depth": "red"}, Priority.P2),
    ],
)
def test_a_wide_burn_counts_more_in_a_child_and_redness_does_not_count(
    library: Library, said: Mapping[str, str], urgency: Priority
) -> None:
    calm = {"danger": "well", "cause": "heat", "place": "plain", "depth": "blisters"}
    opened = {name: answer for name, answer in calm.items() if name not in said}
    if said.get("depth") == "red":
        del opened["place"]
    assert told(library, "BURN", opened | dict(said)).priority is urgency


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tombé de moto", "ROAD-ACCIDENT"),
        ("tombé du manguier", "MAJOR-TRAUMA"),
        ("le bébé est tombé du lit", "HEAD-INJURY"),
        ("coup de couteau", "STAB-GUNSHOT"),
        ("doigt coupé", "WOUND-BLEEDING"),
        ("cheville tordue", "LIMB-INJURY"),
        ("eau bouillante", "BURN"),
        ("il a pris le courant", "ELECTRIC-SHOCK"),
        ("il se noie", "DROWNING"),
        ("accident", "ROAD-ACCIDENT"),
        ("accident vasculaire", "STROKE"),
        ("il s'est pendu", "HANGING"),
        ("insolation", "HEAT-COLD"),
    ],
)
def test_the_words_for_an_injury_find_its_sheet(library: Library, words: str, found: str) -> None:
    assert library.search(words)[0].id == found
