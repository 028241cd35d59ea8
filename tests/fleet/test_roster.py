from collections import Counter
from pathlib import Path

import pytest

from fleet.roster import FleetPlan, load_fleet, read_plan
from fleet.unit import Team, UnitKind
from fleet.ward import HospitalKind, HospitalLevel
from geo.position import Position, distance_m
from geo.provenance import Trust

CENTRE_OF_REGION = {
    **dict.fromkeys(("SN-DK", "SN-TH", "SN-TC", "SN-KE"), "DK"),
    **dict.fromkeys(("SN-SL", "SN-LG", "SN-MT"), "SL"),
    **dict.fromkeys(("SN-KL", "SN-FK", "SN-KA"), "KL"),
    "SN-DB": "TB",
    **dict.fromkeys(("SN-ZG", "SN-SE", "SN-KD"), "ZG"),
}
VOCABULARY = frozenset(
    {
        *("ed", "icu_adult", "picu", "nicu", "cath_lab", "fibrinolysis", "cardiac_surgery"),
        *("stroke_unit_ct", "thrombectomy", "neurosurgery", "trauma_centre", "general_surgery"),
        *("ortho", "vascular_surgery", "obstetric_surgery", "maternity", "neonatal_care"),
        *("paediatrics", "burn_unit", "dialysis", "antivenom", "antitoxin_antidote", "hyperbaric"),
        *("ophthalmology", "ent_endoscopy", "urology", "psychiatry", "blood_bank"),
        *("isolation_ipc", "cholera_treatment", "replantation", "forensic_unit", "rabies_pep"),
        "haematology_scd",
    }
)
AMBULANCES_WITH_PHYSICIAN = {UnitKind.SMUR_AR, UnitKind.SMUR_AR_PED}

HOSPITALS = """id,name,kind,level,region,centre_id,lat,lon,accuracy_m,source,\
other_lat,other_lon,other_source,verified_on,confirmed
KL-CHR,Hôpital,hospital,EPS2,SN-KL,KL,14.15,-16.07,,who-kwtrp-2019,,,,,true
"""
WARDS = """id,hospital_id,name,capabilities,phone,confirmed
KL-CHR-URG,KL-CHR,Urgences,ed ortho,+221330000000,true
"""
UNITS = """id,centre_id,name,kind,team,home_id,equipment
KL-AMB-1,KL,Ambulance,TSU.AMB,PARAMED,KL-CHR,oxygen
"""


@pytest.fixture(scope="module")
def senegal() -> FleetPlan:
    return load_fleet("senegal")


def test_a_plan_nobody_wrote_is_said_so() -> None:
    with pytest.raises(LookupError, match="atlantis"):
        load_fleet("atlantis")


def test_a_plan_is_named_by_a_word_and_not_by_a_path() -> None:
    with pytest.raises(LookupError):
        load_fleet("../fleet/senegal")


def write_plan(folder: Path, **changed: str) -> Path:
    plan = {"hospitals": HOSPITALS, "wards": WARDS, "units": UNITS, **changed}
    for name, text in plan.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_service_may_read_its_own_plan_from_a_folder(tmp_path: Path) -> None:
    plan = read_plan(write_plan(tmp_path))
    assert [unit.home_name for unit in plan.units] == ["Hôpital"]
    assert plan.hospitals[0].position.accuracy_m is None
    assert plan.wards[0].capabilities == {"ed", "ortho"}
    assert plan.wards[0].phone == "+221330000000"
    assert plan.wards[0].confirmed


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("hospitals", HOSPITALS + HOSPITALS.splitlines()[1] + "\n"),
        ("hospitals", HOSPITALS.replace("14.15", "94.15")),
        ("hospitals", HOSPITALS.replace("EPS2", "EPS9")),
        ("wards", WARDS.replace("URG,KL-CHR", "URG,KL-CHU")),
        ("wards", WARDS.replace(",true", ",oui")),
        ("units", UNITS + UNITS.splitlines()[1] + "\n"),
        ("units", UNITS.replace("TSU.AMB", "TSU.BUS")),
        ("units", UNITS.replace("home_id", "home")),
    ],
)
def test_an_unsound_row_is_named_by_file_and_line(tmp_path: Path, file: str, text: str) -> None:
    with pytest.raises(ValueError, match=rf"{file}\.csv line [23]"):
        read_plan(write_plan(tmp_path, **{file: text}))


def test_no_id_stands_for_two_things(senegal: FleetPlan) -> None:
    ids = Counter(unit.id for unit in senegal.units)
    ids.update(hospital.id for hospital in senegal.hospitals)
    ids.update(ward.id for ward in senegal.wards)
    assert [row for row, count in ids.items() if count > 1] == []


def test_no_two_units_bear_the_same_name(senegal: FleetPlan) -> None:
    assert len({unit.name for unit in senegal.units}) == len(senegal.units)


def test_forty_units_of_which_twenty_four_medicalised_ambulances(senegal: FleetPlan) -> None:
    ambulances = [unit for unit in senegal.units if unit.kind in AMBULANCES_WITH_PHYSICIAN]
    assert len(senegal.units) == 40
    assert len(ambulances) == 24
    assert all(unit.medicalised and unit.kind.transports for unit in ambulances)


def test_the_south_has_six_medicalised_ambulances_and_dakar_the_most(senegal: FleetPlan) -> None:
    per_centre = Counter(
        unit.centre_id for unit in senegal.units if unit.kind in AMBULANCES_WITH_PHYSICIAN
    )
    assert set(per_centre) == {"DK", "SL", "KL", "TB", "ZG"}
    assert per_centre["ZG"] == 6
    assert per_centre.most_common(1)[0][0] == "DK"


def test_a_unit_waits_in_the_territory_of_its_centre(senegal: FleetPlan) -> None:
    homes = {hospital.name: hospital for hospital in senegal.hospitals}
    for unit in senegal.units:
        assert homes[unit.home_name].centre_id == unit.centre_id
        assert homes[unit.home_name].position == unit.home
        assert unit.id.startswith(f"{unit.centre_id}-")


def test_every_unit_starts_in_service_and_carries_what_its_team_needs(senegal: FleetPlan) -> None:
    for unit in senegal.units:
        assert unit.in_service
        assert (unit.team is Team.SANS) is (not unit.equipment)
        assert not unit.medicalised or {"defibrillator", "oxygen"} <= unit.equipment


def test_the_fourteen_regions_can_receive(senegal: FleetPlan) -> None:
    assert len(CENTRE_OF_REGION) == 14
    assert {ward.region for ward in senegal.wards} == set(CENTRE_OF_REGION)
    assert len(senegal.hospitals) >= 45


def test_a_hospital_belongs_to_the_centre_of_its_region(senegal: FleetPlan) -> None:
    for hospital in senegal.hospitals:
        assert hospital.centre_id == CENTRE_OF_REGION[hospital.region]
        assert hospital.id.startswith(hospital.region.removeprefix("SN-"))


def test_every_hospital_stands_in_senegal(senegal: FleetPlan) -> None:
    for hospital in senegal.hospitals:
        assert 12.30 < hospital.position.lat < 16.70, hospital.id
        assert -17.55 < hospital.position.lon < -11.34, hospital.id


def test_no_two_hospitals_share_a_point(senegal: FleetPlan) -> None:
    places = Counter((row.position.lat, row.position.lon) for row in senegal.hospitals)
    assert places.most_common(1)[0][1] == 1


def test_kaolacks_hospital_is_in_the_town_and_said_to_be_approximate(senegal: FleetPlan) -> None:
    (hospital,) = (row for row in senegal.hospitals if row.id == "KL-CHR")
    town = Position(lat=14.14, lon=-16.076)
    assert distance_m(hospital.position, town) < 3_000
    assert hospital.position.accuracy_m == 3_000


def test_a_ward_is_where_its_hospital_is(senegal: FleetPlan) -> None:
    hospitals = {hospital.id: hospital for hospital in senegal.hospitals}
    for ward in senegal.wards:
        hospital = hospitals[ward.hospital_id]
        assert ward.id.startswith(f"{hospital.id}-")
        assert (ward.position, ward.region) == (hospital.position, hospital.region)
        assert (ward.hospital_name, ward.centre_id) == (hospital.name, hospital.centre_id)


def test_every_hospital_has_one_to_four_wards_save_the_one_that_is_closed(
    senegal: FleetPlan,
) -> None:
    wards = Counter(ward.hospital_id for ward in senegal.wards)
    assert [row.id for row in senegal.hospitals if not wards[row.id]] == ["DK-HALD"]
    assert max(wards.values()) <= 4


def test_every_capability_is_a_word_the_protocols_use(senegal: FleetPlan) -> None:
    for ward in senegal.wards:
        assert ward.capabilities, ward.id
        assert ward.capabilities <= VOCABULARY, ward.id


def test_every_centre_has_what_the_gravest_calls_need(senegal: FleetPlan) -> None:
    for centre_id in set(CENTRE_OF_REGION.values()):
        offered = frozenset[str]().union(
            *(ward.capabilities for ward in senegal.wards if ward.centre_id == centre_id)
        )
        assert offered >= {"ed", "icu_adult", "obstetric_surgery", "paediatrics", "blood_bank"}


def test_the_level_and_the_kind_of_a_house_agree(senegal: FleetPlan) -> None:
    for hospital in senegal.hospitals:
        is_centre = hospital.kind is HospitalKind.HEALTH_CENTRE
        assert is_centre is (hospital.level is HospitalLevel.CS), hospital.id


def test_nothing_is_taken_for_confirmed_before_the_service_says_so(senegal: FleetPlan) -> None:
    assert not any(hospital.confirmed for hospital in senegal.hospitals)
    assert not any(ward.confirmed for ward in senegal.wards)
    assert all(ward.beds_free is None and ward.phone is None for ward in senegal.wards)


def test_a_hospital_whose_two_sources_are_far_apart_is_not_verified(senegal: FleetPlan) -> None:
    ward = next(one for one in senegal.wards if one.hospital_id == "KL-CHR")
    assert ward.trust is Trust.DISPUTED
    assert ward.sources_apart_m is not None
    assert ward.sources_apart_m > 19_000


def test_every_position_names_a_source_whose_licence_lets_it_be_shipped(
    senegal: FleetPlan,
) -> None:
    sources = Counter(hospital.provenance.source for hospital in senegal.hospitals)
    assert set(sources) == {"who-kwtrp-2019", "geonames-town"}
    assert sources["geonames-town"] == 1
