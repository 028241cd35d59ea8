"""What callers tell in the demonstration: invented emergencies, with the protocol's answers."""

from dataclasses import dataclass, field

from regulation.care_level import CareLevel
from regulation.priority import Priority
from web.demo.chance import pick

Answers = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One emergency as it is told, questioned and regulated."""

    name: str
    what: str
    caller: dict[str, str]
    protocol_id: str
    answers: Answers
    priority: Priority
    care_level: CareLevel
    sends: bool
    """Whether the physician sends a means; otherwise the caller gets advice."""
    patient: dict[str, object] = field(default_factory=dict)


OPENING_CALM: Answers = {
    "awake": "yes",
    "breathing": "normal",
    "bleeding": "no",
    "choking": "no",
    "seizure": "no",
    "danger": "no",
    "casualties": "one",
}
"""Nothing vital found: the call goes on to its complaint."""

STORIES = (
    Story(
        name="chest",
        what="Homme qui se tient la poitrine depuis une demi-heure, ça serre, il transpire.",
        caller={"type": "FAMILLE", "speaks": "wo", "communication": "PANIQUE"},
        protocol_id="CHEST-PAIN",
        answers={"state": "sweating", "speech": "sentences", "pain": "tight", "spread": "yes"},
        priority=Priority.P1,
        care_level=CareLevel.R1,
        sends=True,
        patient={"age_years": 58, "sex": "M"},
    ),
    Story(
        name="road",
        what="Moto contre charrette sur la nationale. Le motard parle, il a mal à la jambe.",
        caller={"type": "TIERS", "speaks": "fr"},
        protocol_id="ROAD-ACCIDENT",
        answers={
            "inert": "no",
            "bleeding": "no",
            "mechanism": "rider",
            "casualties": "one",
            "complaint": "limb",
            "trapped": "yes",
        },
        priority=Priority.P1,
        care_level=CareLevel.R2,
        sends=True,
        patient={"age_years": 24, "sex": "M"},
    ),
    Story(
        name="delivery",
        what="Femme enceinte à terme, contractions toutes les trois minutes, deuxième enfant.",
        caller={"type": "FAMILLE", "speaks": "wo"},
        protocol_id="IMMINENT-DELIVERY",
        answers={
            "mother": "well",
            "born": "no",
            "seen": "nothing",
            "push": "no",
            "term": "term",
            "contractions": "close",
            "parity": "yes",
        },
        priority=Priority.P1,
        care_level=CareLevel.R2,
        sends=True,
        patient={"age_years": 27, "sex": "F", "pregnant": True},
    ),
    Story(
        name="breath",
        what="Femme asthmatique, siffle, phrases coupées, la pompe ne suffit plus.",
        caller={"type": "FAMILLE", "speaks": "fr"},
        protocol_id="BREATHING-DIFFICULTY",
        answers={"alert": "yes", "speech": "short", "blue": "no", "noise": "wheeze"},
        priority=Priority.P1,
        care_level=CareLevel.R2,
        sends=True,
        patient={"age_years": 41, "sex": "F"},
    ),
    Story(
        name="child",
        what="Enfant fiévreux qui a convulsé une minute, maintenant il est réveillé et boit.",
        caller={"type": "FAMILLE", "speaks": "ff", "communication": "LANGUE"},
        protocol_id="CHILD-SEIZURE",
        answers={
            "now": "awake",
            "breathing": "yes",
            "cause": "no",
            "course": "once_short",
            "signs": "no",
            "drinks": "yes",
            "age": "from_12_to_59",
            "known": "yes",
        },
        priority=Priority.P2,
        care_level=CareLevel.R3,
        sends=False,
        patient={"age_years": 3, "sex": "F"},
    ),
    Story(
        name="fever",
        what="Fièvre depuis hier, mal de tête, marche et boit. Demande quoi faire.",
        caller={"type": "SUJET", "speaks": "fr"},
        protocol_id="SEVERE-MALARIA",
        answers={
            "state": "usual",
            "breathing": "normal",
            "cold_hands": "no",
            "signs": "none",
            "sits_and_drinks": "yes",
            "colour": "no",
            "background": "none",
            "days": "under_3",
        },
        priority=Priority.P3,
        care_level=CareLevel.R4,
        sends=False,
        patient={"age_years": 33, "sex": "M"},
    ),
)

PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "KL": (
        ("Kahone", "derrière la gare, maison au portail vert"),
        ("Sibassor", "en face de la station d'essence"),
        ("Gandiaye", "à côté du poste de santé"),
        ("Latmingué", "place du marché, sous le grand fromager"),
    ),
    "DK": (
        ("Pikine", "près du marché Zinc, deuxième ruelle après la pharmacie"),
        ("Ouakam", "derrière la mosquée, immeuble à trois étages"),
        ("Parcelles Assainies", "unité 15, à côté de l'école"),
        ("Yeumbeul", "au rond-point, garage de mécanique"),
    ),
    "SL": (
        ("Sor", "au marché, à côté du vendeur de pneus"),
        ("Mpal", "bord de la nationale, arrêt des cars"),
        ("Ross Béthio", "près de la rizerie"),
    ),
    "TB": (
        ("Mbacké", "quartier du marché, boulangerie"),
        ("Darou Marnane", "devant la grande maison blanche"),
        ("Darou Khoudoss", "près du château d'eau"),
    ),
    "ZG": (
        ("Niaguis", "à l'entrée du village, côté pont"),
        ("Bignona", "derrière le marché, près de la gare routière"),
        ("Ziguinchor", "escale, en face du port"),
    ),
}
"""Places the callers name, by centre, each with a landmark in their own words."""


def story(name: str) -> Story:
    """Return the story of this name; raises KeyError."""
    return {known.name: known for known in STORIES}[name]


def number_of(*words: object) -> str:
    """Return an invented mobile number; the block 77 000 is given to nobody here."""
    digits = [pick("0123456789", *words, place) for place in range(4)]
    return "+22177000" + "".join(digits)
