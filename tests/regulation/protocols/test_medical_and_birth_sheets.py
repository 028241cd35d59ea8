"""Fever, belly, bleeding, allergy, diabetes and births: what each must never do."""

import pytest

from regulation.priority import Priority
from regulation.protocols.engine import Result, evaluate, next_question
from regulation.protocols.library import Library
from regulation.protocols.question import UNKNOWN


def finish(library: Library, sheet: str, **told: str) -> Result:
    """Ask a sheet to its end: what is not told has the least severe answer."""
    protocol = library.get(sheet)
    answers: dict[str, str] = {}
    while (asked := next_question(protocol, answers)) is not None:
        answers[asked] = told.get(asked, protocol.by_id[asked].best)
    assert set(told) <= set(answers)
    return evaluate(protocol, answers)


def one_sentence(library: Library, sheet: str, said: dict[str, str]) -> Result:
    """Ask a sheet to its end: what is not said is unknown."""
    protocol = library.get(sheet)
    answers: dict[str, str] = {}
    while (asked := next_question(protocol, answers)) is not None:
        answers[asked] = said.get(asked, UNKNOWN)
    assert set(said) <= set(answers)
    return evaluate(protocol, answers)


@pytest.mark.parametrize(
    "sheet",
    [
        "ADULT-FEVER",
        "CHILD-FEVER",
        "DIARRHOEA-VOMITING",
        "ABDOMINAL-PAIN",
        "INTERNAL-BLEEDING",
        "ALLERGY",
        "DIABETES",
        "GYNAECOLOGY",
        "IMMINENT-DELIVERY",
    ],
)
def test_a_benign_story_told_whole_may_be_deferred(library: Library, sheet: str) -> None:
    result = finish(library, sheet)
    assert result.priority is Priority.P3
    assert "PAI-CALLBACK" in result.instructions


@pytest.mark.parametrize("sheet", ["SICK-NEWBORN", "OBSTETRIC-BLEEDING", "PREGNANCY-PROBLEM"])
def test_newborns_and_pregnancies_are_never_deferred(library: Library, sheet: str) -> None:
    assert finish(library, sheet).priority is Priority.P2


def test_a_baby_just_born_is_p1_even_when_all_is_well(library: Library) -> None:
    assert finish(library, "NEWBORN-JUST-BORN").priority is Priority.P1


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("DIARRHOEA-VOMITING", {"stools": "lasting"}),
        ("ALLERGY", {"skin": "widespread"}),
        ("ADULT-FEVER", {"course": "lasting"}),
        ("DIABETES", {"sugar": "corrected"}),
        ("INTERNAL-BLEEDING", {"lasting": "recent"}),
        ("GYNAECOLOGY", {"bleeding": "heavy"}),
    ],
)
def test_a_complaint_that_can_wait_sends_nobody_at_once(
    library: Library, sheet: str, told: dict[str, str]
) -> None:
    assert finish(library, sheet, **told).priority is Priority.P2


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("ADULT-FEVER", {"state": "usual", "course": "lasting"}),
        ("CHILD-FEVER", {"state": "awake", "drinks": "well"}),
        ("DIARRHOEA-VOMITING", {"drinks": "yes"}),
        ("ABDOMINAL-PAIN", {"pain": "mild"}),
        ("INTERNAL-BLEEDING", {"source": "nose", "lasting": "recent"}),
        ("ALLERGY", {"skin": "widespread"}),
        ("DIABETES", {"state": "usual", "sugar": "corrected"}),
        ("GYNAECOLOGY", {"pain": "usual"}),
        ("PREGNANCY-PROBLEM", {"state": "usual", "trouble": "minor"}),
        ("IMMINENT-DELIVERY", {"mother": "well", "born": "no", "term": "term", "waters": "no"}),
    ],
)
def test_a_benign_story_told_in_one_sentence_waits_for_the_physician(
    library: Library, sheet: str, said: dict[str, str]
) -> None:
    assert one_sentence(library, sheet, said).priority is Priority.P2


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("ADULT-FEVER", {"state": "usual", "signs": "neck"}),
        ("CHILD-FEVER", {"state": "awake", "drinks": "nothing"}),
        ("SICK-NEWBORN", {"state": "lively", "warmth": "abnormal"}),
        ("DIARRHOEA-VOMITING", {"stools": "rice_water"}),
        ("ABDOMINAL-PAIN", {"pain": "strong", "site": "low_right"}),
        ("INTERNAL-BLEEDING", {"source": "vomit"}),
        ("ALLERGY", {"swelling": "tongue"}),
        ("DIABETES", {"state": "usual", "sick": "vomits"}),
        ("OBSTETRIC-BLEEDING", {"state": "usual", "stage": "late"}),
        ("PREGNANCY-PROBLEM", {"state": "usual", "head": "severe"}),
        ("GYNAECOLOGY", {"pain": "sudden"}),
        ("IMMINENT-DELIVERY", {"mother": "well", "born": "no", "push": "yes"}),
    ],
)
def test_one_grave_sign_told_alone_does_not_wait(
    library: Library, sheet: str, said: dict[str, str]
) -> None:
    result = one_sentence(library, sheet, said)
    assert result.priority.at_least_as_urgent_as(Priority.P1)


@pytest.mark.parametrize("amount", ["spots", "period", "heavy", "flooding"])
@pytest.mark.parametrize("state", ["usual", "pale", "collapsing"])
def test_the_belly_of_a_pregnant_woman_who_bleeds_is_never_rubbed(
    library: Library, amount: str, state: str
) -> None:
    result = finish(library, "OBSTETRIC-BLEEDING", stage="late", amount=amount, state=state)
    assert result.priority.at_least_as_urgent_as(Priority.P1)
    assert "PAI-PPH" not in result.instructions


def test_heavy_bleeding_after_a_birth_has_the_womb_rubbed(library: Library) -> None:
    result = finish(library, "OBSTETRIC-BLEEDING", stage="today", amount="heavy")
    assert result.priority is Priority.P0
    assert "PAI-PPH" in result.instructions


def test_a_second_twin_still_inside_keeps_the_womb_from_being_rubbed(library: Library) -> None:
    result = finish(library, "NEWBORN-JUST-BORN", mother="bleeding", second="yes")
    assert "PAI-PPH" not in result.instructions


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("DIARRHOEA-VOMITING", {"drinks": "no", "dryness": "severe"}),
        ("DIARRHOEA-VOMITING", {"state": "weak", "stools": "rice_water"}),
        ("CHILD-FEVER", {"state": "drowsy", "look": "dry"}),
        ("DIABETES", {"state": "drowsy"}),
        ("ADULT-FEVER", {"state": "confused", "background": "at_risk"}),
    ],
)
def test_nothing_is_swallowed_by_who_is_drowsy_or_vomits_all(
    library: Library, sheet: str, told: dict[str, str]
) -> None:
    given = finish(library, sheet, **told).instructions
    assert "PAI-NPO" in given
    assert not any(library.instructions[name].by_mouth for name in given)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mon mari a une forte fièvre", "ADULT-FEVER"),
        ("ma fille a de la fièvre", "CHILD-FEVER"),
        ("le nouveau-né ne tète pas", "SICK-NEWBORN"),
        ("diarhée", "DIARRHOEA-VOMITING"),
        ("elle a très mal au ventre", "ABDOMINAL-PAIN"),
        ("il vomit du sang", "INTERNAL-BLEEDING"),
        ("saigne du nez", "INTERNAL-BLEEDING"),
        ("visage gonflé", "ALLERGY"),
        ("diabétique", "DIABETES"),
        ("enceinte et saigne", "OBSTETRIC-BLEEDING"),
        ("saigne après l'accouchement", "OBSTETRIC-BLEEDING"),
        ("femme enceinte", "PREGNANCY-PROBLEM"),
        ("règles douloureuses", "GYNAECOLOGY"),
        ("le bébé vient de naître", "NEWBORN-JUST-BORN"),
        ("elle accouche", "IMMINENT-DELIVERY"),
    ],
)
def test_everyday_words_find_the_sheet(library: Library, words: str, found: str) -> None:
    assert library.search(words)[0].id == found
