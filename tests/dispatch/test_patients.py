"""Vital signs and several patients: what raises a case, what is refused, what is never lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dispatch import command as commands
from dispatch.codec import dump, load
from regulation.care_level import CareLevel
from regulation.case import Case
from regulation.casualty import CasualtyState, Scene, VictimCount, victim_count
from regulation.decision import DecisionType
from regulation.patient import Caller, Patient, Sex
from regulation.priority import Priority
from regulation.triage.age_band import AgeBand
from regulation.triage.tag import Tag, TagMethod
from regulation.triage.vitals import Avpu, Mobility, Vitals
from tests.dispatch.house import House
from tests.dispatch.story import WELL, assess, at_pin, decide, open_case, order, refused
from tests.people import call_taker, crew, physician

SHOCK = Vitals(breaths_per_min=32, heart_per_min=135, systolic_mmhg=75, avpu=Avpu.A)
CALM = Vitals(
    breaths_per_min=12,
    heart_per_min=80,
    systolic_mmhg=120,
    temperature_c=37.0,
    spo2_pct=98,
    avpu=Avpu.A,
    mobility=Mobility.WALKING,
    trauma=False,
)


async def measure(house: House, case: Case, vitals: Vitals, number: int = 1) -> Case:
    command = commands.MeasureVitals(
        case_id=case.id, vitals=vitals, number=number, measured_by="Sage-femme"
    )
    done: Case = (await house.do(command, call_taker("KL"))).things["case"]
    return done


async def several(house: House, case: Case, *, yes: bool = True) -> Case:
    command = commands.CountPatients(case_id=case.id, several=yes)
    done: Case = (await house.do(command, call_taker("KL"))).things["case"]
    return done


async def add(house: House, case: Case, tag: Tag | None) -> Case:
    command = commands.AddCasualty(case_id=case.id, tag=tag)
    done: Case = (await house.do(command, call_taker("KL"))).things["case"]
    return done


async def tag(house: House, case: Case, number: int, **how: Any) -> Case:
    command = commands.TagCasualty(case_id=case.id, number=number, **how)
    done: Case = (await house.do(command, call_taker("KL"))).things["case"]
    return done


def described(case: Case, number: int = 1, **changed: Any) -> commands.DescribeCasualty:
    facts: dict[str, Any] = {
        "age_band": AgeBand.UNKNOWN,
        "sex": Sex.UN,
        "set_priority": None,
        "state": CasualtyState.ON_SCENE,
        "note": "",
        "destination": "",
        "unit": "",
    }
    return commands.DescribeCasualty(case_id=case.id, number=number, **(facts | changed))


async def test_bad_signs_raise_a_case_and_say_why(house: House) -> None:
    case, _ = await assess(house, await open_case(house), WELL)
    assert case.priority is Priority.P2
    case = await measure(house, case, SHOCK)
    assert case.priority is Priority.P1
    assert {"tews-red", "sign-breaths_per_min"} <= {reason.rule_id for reason in case.raises}
    assert all(reason.rationale_fr and reason.rationale_en for reason in case.raises)


async def test_good_signs_lower_nothing_not_even_bad_ones_before_them(house: House) -> None:
    case = await measure(house, await open_case(house), SHOCK)
    assert (await measure(house, case, CALM)).priority is Priority.P1
    other, _ = await assess(house, await open_case(house), {"awake": "no"})
    assert (await measure(house, other, CALM)).priority is Priority.P0


async def test_a_mistyped_round_is_struck_with_a_reason_and_stays_in_the_record(
    house: House,
) -> None:
    case = await measure(house, await open_case(house), SHOCK)
    command = commands.StrikeVitals(case_id=case.id, vitals_id=case.vitals[0].id, reason=" ")
    with refused("strike_needs_reason"):
        await house.do(command, call_taker("KL"))
    command = commands.StrikeVitals(
        case_id=case.id, vitals_id=case.vitals[0].id, reason="autre patient"
    )
    case = (await house.do(command, call_taker("KL"))).things["case"]
    assert case.priority is Priority.P2
    assert (len(case.vitals), case.vitals[0].struck) == (1, "autre patient")
    with refused("vitals_unknown"):
        await house.do(command, call_taker("KL"))


async def test_what_cannot_be_is_refused_and_names_its_field(house: House) -> None:
    case = await open_case(house)
    with refused("vitals_impossible") as facts:
        await measure(house, case, Vitals(heart_per_min=700))
    assert (facts["field"], facts["value"], facts["most"]) == ("vitals.heart_per_min", "700", "320")
    with refused("vitals_empty"):
        await measure(house, case, Vitals())
    with refused("unknown_casualty"):
        await measure(house, case, CALM, number=2)
    late = commands.MeasureVitals(
        case_id=case.id, vitals=CALM, measured_at=house.clock.now() + timedelta(hours=1)
    )
    with refused("vitals_in_future"):
        await house.do(late, call_taker("KL"))


async def test_a_child_is_measured_by_a_childs_limits_and_not_by_the_adult_score(
    house: House,
) -> None:
    command = commands.OpenCase(
        call_id=None,
        centre_id="KL",
        caller=Caller(),
        place=at_pin(None),
        what="fièvre",
        patient=Patient(age_months=6),
        vitals=Vitals(breaths_per_min=40, heart_per_min=150, systolic_mmhg=85, avpu=Avpu.A),
        measured_by="Infirmier",
    )
    case = (await house.do(command, call_taker("KL"))).things["case"]
    assert len(case.vitals) == 1
    assert case.raises == ()


async def test_ten_patients_take_ten_acts_and_the_event_is_as_urgent_as_the_worst(
    house: House,
) -> None:
    case = await open_case_of_nobody(house)
    for colour in [Tag.GREEN] * 4 + [Tag.YELLOW] * 3 + [Tag.BLACK, Tag.GREEN, Tag.RED]:
        case = await add(house, case, colour)
    assert [one.number for one in case.casualties] == list(range(1, 11))
    assert case.priority is Priority.P0
    assert case.victims is VictimCount.MANY
    assert case.raises[0].rule_id == "tag-red"


async def test_whoever_tells_of_several_patients_finds_them_listed_and_may_go_back(
    house: House,
) -> None:
    case, _ = await assess(house, await open_case(house), WELL)
    assert not case.several
    case, _ = await assess(house, case, WELL | {"casualties": "few"})
    assert case.several
    assert [one.number for one in case.casualties] == [1]
    case = await several(house, case, yes=False)
    case, _ = await assess(house, case, WELL | {"casualties": "many"})
    assert not case.several
    described_as_three = commands.DescribeCase(
        case_id=case.id, what="car", caller=case.caller, patient=Patient(count=3)
    )
    other = await open_case(house)
    told = replace(described_as_three, case_id=other.id)
    assert (await house.do(told, call_taker("KL"))).things["case"].several


async def open_case_of_nobody(house: House) -> Case:
    command = commands.OpenCase(
        call_id=None,
        centre_id="KL",
        caller=Caller(),
        place=at_pin(None),
        what="accident de car",
        patient=Patient(count=10),
    )
    case: Case = (await house.do(command, call_taker("KL"))).things["case"]
    return case


async def test_the_single_patient_becomes_the_first_of_several_and_nothing_is_lost_either_way(
    house: House,
) -> None:
    single = await measure(house, await open_case(house), SHOCK)
    case = await several(house, single)
    (first,) = case.casualties
    assert (first.number, first.age_band) == (1, AgeBand.ADULT)
    assert (case.vitals, case.patient) == (single.vitals, single.patient)
    case = await add(house, case, Tag.RED)
    back = await several(house, case, yes=False)
    assert (back.casualties, back.vitals, back.priority) == (
        case.casualties,
        case.vitals,
        Priority.P0,
    )
    again = await several(house, back)
    assert again.casualties == case.casualties
    with refused("patients_already_counted"):
        await several(house, again)


async def test_each_patient_keeps_their_priority_whatever_the_physician_decides(
    house: House,
) -> None:
    case = await several(house, await open_case(house))
    case = await tag(house, case, 1, method=TagMethod.REPORTED, tag=Tag.RED)
    case = await decide(house, case)
    again = commands.DecideCase(
        case_id=case.id, type=DecisionType.CONSEIL, care_level=CareLevel.R4, note=""
    )
    case = (await house.do(again, physician("KL"))).things["case"]
    assert case.casualties[0].own_priority is Priority.P0
    assert case.priority is Priority.P0


async def test_a_colour_changed_by_hand_needs_a_reason_and_the_first_one_stays_in_the_history(
    house: House,
) -> None:
    case = await several(house, await open_case(house))
    case = await tag(house, case, 1, method=TagMethod.REPORTED, tag=Tag.YELLOW)
    with refused("tag_needs_reason"):
        await tag(house, case, 1, method=TagMethod.HAND, tag=Tag.GREEN)
    with refused("tag_missing"):
        await tag(house, case, 1, method=TagMethod.HAND)
    case = await tag(house, case, 1, method=TagMethod.HAND, tag=Tag.GREEN, reason="marche")
    assert [given.tag for given in case.casualties[0].tags] == [Tag.YELLOW, Tag.GREEN]
    findings = {"walks": "false", "breaths_per_min": "34"}
    case = await tag(house, case, 1, method=TagMethod.START, findings=findings)
    last = case.casualties[0].tags[-1]
    assert (last.tag, last.by.name != "", "obeys" in last.missing) == (Tag.RED, True, True)
    with refused("finding_refused"):
        await tag(house, case, 1, method=TagMethod.SALT, findings=findings)


async def test_a_patient_counted_by_mistake_is_struck_and_can_count_again(house: House) -> None:
    case = await add(house, await several(house, await open_case(house)), Tag.RED)
    strike = commands.StrikeCasualty(case_id=case.id, number=2, reason="compté deux fois")
    case = (await house.do(strike, call_taker("KL"))).things["case"]
    assert case.priority is Priority.P2
    assert (len(case.casualties), case.victims) == (2, VictimCount.ONE)
    case = await add(house, case, Tag.GREEN)
    assert case.casualties[-1].number == 3
    back = commands.StrikeCasualty(case_id=case.id, number=2, reason=None)
    case = (await house.do(back, call_taker("KL"))).things["case"]
    assert case.priority is Priority.P0


async def test_a_form_that_is_older_does_not_undo_a_colour_given_meanwhile(house: House) -> None:
    case = await several(house, await open_case(house))
    form = described(case, note="coincé sous le siège", set_priority=Priority.P3)
    case = await tag(house, case, 1, method=TagMethod.REPORTED, tag=Tag.RED)
    case = (await house.do(form, call_taker("KL"))).things["case"]
    (first,) = case.casualties
    assert (first.tag, first.note) == (Tag.RED, "coincé sous le siège")
    assert first.own_priority is Priority.P0


async def test_patients_are_listed_only_where_there_are_several(house: House) -> None:
    case = await open_case(house)
    with refused("case_has_one_patient"):
        await add(house, case, Tag.RED)
    with refused("unknown_casualty"):
        await house.do(described(case), call_taker("KL"))


async def test_the_scene_says_how_many_there_are(house: House) -> None:
    case = await open_case(house)
    scene = commands.DescribeScene(case_id=case.id, scene=Scene(kind="car renversé", number=4))
    case = (await house.do(scene, call_taker("KL"))).things["case"]
    assert case.victims is VictimCount.SEVERAL
    assert case.priority is Priority.P2


async def test_a_crew_engaged_on_the_case_sorts_and_another_crew_does_not(house: House) -> None:
    case = await several(house, await decide(house, await open_case(house)))
    await order(house, case, "KL-SMUR-1")
    red = commands.AddCasualty(case_id=case.id, tag=Tag.RED)
    case = (await house.do(red, crew("KL-SMUR-1"))).things["case"]
    assert case.casualties[-1].tags[0].by.role == "crew"
    with refused("not_allowed"):
        await house.do(red, crew("KL-SMUR-2"))


OF_THE_PATIENTS = ("several", "scene", "casualties", "vitals")


async def test_a_row_written_before_there_were_vitals_reads_as_a_single_patient(
    house: House,
) -> None:
    row = dump(await open_case(house))
    for name in OF_THE_PATIENTS:
        del row[name]
    case = load(Case, row)
    assert (case.several, case.scene, case.casualties, case.vitals) == (False, None, (), ())


@pytest.mark.parametrize(
    ("number", "code"),
    [(0, "0"), (1, "1"), (2, "PLUSIEURS"), (4, "PLUSIEURS"), (5, "BEAUCOUP"), (None, "INCONNU")],
)
def test_the_number_of_victims_has_its_hub_code(number: int | None, code: str) -> None:
    assert victim_count(number) == code
