"""Reading a library: what is in it, what is refused, how it is searched."""

from pathlib import Path

import pytest

from regulation.protocols.file_kind import parse_file
from regulation.protocols.library import Library, UnknownProtocol, load_library
from regulation.protocols.model import Protocol, Status
from regulation.protocols.shared_words import sharing_words
from regulation.protocols.source_file import FileRefused, read_document

MINIMAL = """\
schema: samu-protocol/1
id: NOSE-BLEED
version: 0.1.0
status: draft
codes: {hubsante_motif: M03.18}
title: {fr: Saignement de nez, en: Nose bleed}
sources: [{name: ERC first aid, licence: facts only}]
review_due: 2027-06-30
entry: {fr: [saigne du nez], en: [nose bleed]}
questions:
  - id: faint
    text: {fr: "Tient-elle debout ?", en: "Can they stand?"}
    kind: tri
    vital: true
    order: ["yes", "no"]
rules:
  - id: faint
    when: {faint: ["no"]}
    priority: P1
    resources: [ambulance_basic]
    capabilities_any: [ed]
    instructions: [PAI-LIEFLAT]
    care_level: R2
    rationale: {fr: Ne tient pas debout, en: Cannot stand}
    source_ref: SATS
default:
  priority: P2
  resources: [physician_callback]
  instructions: [PAI-CALLBACK]
  care_level: R3
  rationale: {fr: Tient debout, en: Can stand}
  source_ref: SATS
"""


COMPLAINTS = """
    ABDOMINAL-PAIN ACUTE-LIMB ADULT-FEVER ADULT-SEIZURE ADVICE ALCOHOL-DRUGS ALLERGY ANIMAL-BITE
    ASTHMA-COPD BACK-PAIN BREATHING-DIFFICULTY BURN CARDIAC-ARREST CERTAIN-DEATH
    CHEMICAL-POISONING CHEST-PAIN CHILD-BREATHING CHILD-FEVER CHILD-SEIZURE CHOKING DIABETES
    DIALYSIS DIARRHOEA-VOMITING DROWNING ELECTRIC-SHOCK EYE FAINTING GAS-SMOKE GYNAECOLOGY
    HANGING HEAD-INJURY HEADACHE HEAT-COLD IMMINENT-DELIVERY INTERNAL-BLEEDING LIMB-INJURY
    MAJOR-TRAUMA MALICIOUS-CALL MEDICINE-POISONING MULTIPLE-CASUALTIES NEWBORN-JUST-BORN
    OBSTETRIC-BLEEDING OPENING OTHER PALPITATIONS PERSON-ON-FLOOR PREGNANCY-PROBLEM
    PSYCHIATRIC-CRISIS ROAD-ACCIDENT SEVERE-MALARIA SICK-NEWBORN SICKLE-CELL STAB-GUNSHOT STROKE
    TRANSFER UNCLEAR-CALL UNCONSCIOUS UROGENITAL VENOM VIOLENCE WOUND-BLEEDING
"""
"""The opening, the 58 complaints of the service, severe malaria, and whatever else there is."""


def broken(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new, 1)


def test_the_packaged_library_holds_the_complaints_of_the_service(library: Library) -> None:
    assert set(library.protocols) == set(COMPLAINTS.split())


def test_no_packaged_protocol_claims_to_be_validated(library: Library) -> None:
    assert {protocol.status for protocol in library.protocols.values()} == {Status.DRAFT}


def test_a_protocol_that_does_not_exist_is_said_so(library: Library) -> None:
    with pytest.raises(UnknownProtocol):
        library.get("BROKEN-HEART")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mal poitrine", "CHEST-PAIN"),
        ("douleur poitrinne", "CHEST-PAIN"),
        ("acident de moto", "ROAD-ACCIDENT"),
        ("ACCIDENT", "ROAD-ACCIDENT"),
        ("va acoucher", "IMMINENT-DELIVERY"),
        ("contrac", "IMMINENT-DELIVERY"),
        ("wasin", "IMMINENT-DELIVERY"),
        ("le petit convulse", "CHILD-SEIZURE"),
        ("paludisme", "SEVERE-MALARIA"),
        ("fievre", "SEVERE-MALARIA"),
        ("malaria", "SEVERE-MALARIA"),
        ("astme", "ASTHMA-COPD"),
        ("short of breath", "BREATHING-DIFFICULTY"),
        ("bébé respire mal", "CHILD-BREATHING"),
        ("elle ne respire pas", "CARDIAC-ARREST"),
        ("dafa am ay crises", "ADULT-SEIZURE"),
        ("jigeen ju emb", "IMMINENT-DELIVERY"),
        ("bébé bleu", "SICK-NEWBORN"),
        ("il ne se réveille pas", "UNCONSCIOUS"),
        ("arete dans la gorge", "CHOKING"),
        ("le coeur bat vite", "PALPITATIONS"),
        ("tombée dans les pommes", "FAINTING"),
        ("bouche tordu", "STROKE"),
        ("épileptique", "ADULT-SEIZURE"),
        ("mal à la tête", "HEADACHE"),
        ("il veut se tuer", "PSYCHIATRIC-CRISIS"),
        ("crise d'angoise", "PSYCHIATRIC-CRISIS"),
        ("mon mari me frape", "VIOLENCE"),
        ("plusieurs blessés", "MULTIPLE-CASUALTIES"),
        ("fuite de gaz", "GAS-SMOKE"),
        ("il est mort", "CERTAIN-DEATH"),
        ("farmacie de garde", "ADVICE"),
        ("cherche une place en réa", "TRANSFER"),
        ("n'arrive pas à se relever", "PERSON-ON-FLOOR"),
        ("personne ne parle", "UNCLEAR-CALL"),
        ("mauvaise blague", "MALICIOUS-CALL"),
    ],
)
def test_the_caller_s_words_find_the_complaint(library: Library, words: str, found: str) -> None:
    assert library.search(words)[0].id == found


@pytest.mark.parametrize("words", ["", "le la de", "zzzzzz", "??"])
def test_words_that_say_nothing_lead_to_the_other_complaint(library: Library, words: str) -> None:
    assert [protocol.id for protocol in library.search(words)] == ["OTHER"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("il a fait une chute sur un vieux clou", "STAB-GUNSHOT"),
        ("la petite a joué avec le fourneau", "BURN"),
        ("blessé au tibia, il est au plâtre", "LIMB-INJURY"),
    ],
)
def test_one_telling_word_is_enough_when_no_phrase_fits(
    library: Library, words: str, found: str
) -> None:
    assert found in [protocol.id for protocol in library.search(words)]


def test_a_word_of_few_complaints_tells_more_than_a_word_of_many() -> None:
    phrases = {"NAIL": ("clou rouillé",), "FOOT": ("pied froid",), "TOE": ("pied noir",)}
    assert sharing_words("un clou dans le pied", phrases) == ("NAIL", "FOOT", "TOE")


def test_complaints_that_share_no_word_are_left_out() -> None:
    assert sharing_words("zzzzzz", {"FOOT": ("pied froid",)}) == ()


def test_a_search_keeps_to_its_limit(library: Library) -> None:
    assert len(library.search("enfant fièvre crise respire mal", limit=2)) == 2
    assert library.search("fièvre", limit=0) == ()


def test_a_comment_does_not_change_the_hash_and_a_rule_does() -> None:
    plain = parse_file("nose_bleed.yaml", MINIMAL)
    noted = parse_file("nose_bleed.yaml", "# a remark\n" + MINIMAL)
    other = parse_file("nose_bleed.yaml", broken("priority: P1", "priority: P2"))
    assert isinstance(plain, Protocol)
    assert isinstance(noted, Protocol)
    assert isinstance(other, Protocol)
    assert plain.sha256 == noted.sha256
    assert plain.sha256 != other.sha256
    assert len(plain.sha256) == 64


def test_a_centre_lays_its_own_protocols_over_the_packaged_ones(tmp_path: Path) -> None:
    (tmp_path / "nose_bleed.yaml").write_text(MINIMAL, encoding="utf-8")
    own = load_library(tmp_path)
    assert own.get("NOSE-BLEED").title.fr == "Saignement de nez"
    assert own.get("CHEST-PAIN").sha256 == load_library().get("CHEST-PAIN").sha256


def test_a_centre_replaces_a_packaged_protocol(tmp_path: Path, library: Library) -> None:
    (tmp_path / "mine.yaml").write_text(broken("NOSE-BLEED", "CHEST-PAIN"), encoding="utf-8")
    assert load_library(tmp_path).get("CHEST-PAIN").title.fr == "Saignement de nez"
    assert library.get("CHEST-PAIN").title.fr == "Douleur thoracique"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("status: draft", "status: draft\nstatus: active", "duplicate key"),
        ("status: draft", "status: draft\ncolour: red", "Extra inputs"),
        ("status: draft", "status: excellent", "status"),
        ("id: faint\n    text", "id: 30_49\n    text", "pattern"),
        ("id: faint\n    text", "id: Faint\n    text", "pattern"),
        ('order: ["yes", "no"]', 'order: ["yes"]', "order"),
        ('order: ["yes", "no"]', 'order: ["yes", "perhaps"]', "exactly once"),
        ('when: {faint: ["no"]}', 'when: {swoon: ["no"]}', "no question swoon"),
        ('when: {faint: ["no"]}', "when: {faint: [maybe]}", "no answer maybe"),
        ('when: {faint: ["no"]}', "when: {faint: []}", "no answer"),
        ("vital: true", 'ask_if: {pain: ["yes"]}', "not asked before it"),
        ("title: {fr: Saignement de nez, en: Nose bleed}", "title: {fr: Nez}", "en"),
        ("samu-protocol/1", "samu-protocol/9", "schema"),
        ("schema: samu-protocol/1", "scheme: samu-protocol/1", "schema"),
        ("version: 0.1.0", "version: new", "version"),
        ("priority: P2", "priority: P9", "priority"),
        ("entry:", "entry: [", "expected"),
    ],
)
def test_an_unsound_file_is_refused_with_its_name(old: str, new: str, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason) as refused:
        parse_file("nose_bleed.yaml", broken(old, new))
    assert str(refused.value).startswith("nose_bleed.yaml")


def test_a_refused_file_names_the_line(tmp_path: Path) -> None:
    text = broken("instructions: [PAI-LIEFLAT]", "instructions: [PAI-DANCE]")
    (tmp_path / "nose_bleed.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused, match="no instruction PAI-DANCE") as refused:
        load_library(tmp_path)
    assert refused.value.line == text.splitlines().index("rules:") + 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("resources: [ambulance_basic]", "resources: [taxi]"),
        ("capabilities_any: [ed]", "capabilities_any: [golf]"),
        ("source_ref: SATS\ndefault", "source_ref: SATS\n    reflex: a-whim\ndefault"),
        ('when: {faint: ["no"]}', "when_any_context: [left_handed]"),
        ("  - id: faint\n    when", "  - id: context-newborn\n    when"),
    ],
)
def test_a_name_that_nothing_declares_keeps_a_library_from_loading(
    tmp_path: Path, old: str, new: str
) -> None:
    (tmp_path / "nose_bleed.yaml").write_text(broken(old, new), encoding="utf-8")
    with pytest.raises(FileRefused):
        load_library(tmp_path)


def test_a_modifier_that_depends_on_an_answer_is_refused() -> None:
    rule = MINIMAL.partition("rules:\n")[2].partition("default:")[0]
    text = "schema: samu-modifiers/1\nmodifiers:\n" + rule
    with pytest.raises(FileRefused, match="depends on context flags"):
        parse_file("modifiers.yaml", text)


def test_yes_and_no_are_words_and_not_truth_values() -> None:
    assert read_document("a.yaml", "schema: x\norder: [yes, no]")["order"] == ["yes", "no"]
