"""What raises a case's priority beside its protocols: vital signs, and the worst of its patients.

Reasons are shown like fired rules. They can only add urgency: nothing here ever lowers a case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regulation.casualty import FIRST, Casualty, VitalsTaken
from regulation.patient import Patient
from regulation.priority import Priority
from regulation.triage.age_band import CHILDREN, AgeBand, age_band
from regulation.triage.high_risk import high_risk
from regulation.triage.tag import TAG_PRIORITY, Tag
from regulation.triage.tews import Tews, TewsColour, tews

TEWS_PRIORITY: dict[TewsColour, Priority | None] = {
    TewsColour.RED: Priority.P1,
    TewsColour.ORANGE: Priority.P1,
    TewsColour.YELLOW: Priority.P2,
    TewsColour.GREEN: None,
}
"""Red asks for a physician at once (P1). P0 stays with the protocols, where each one names the
reflex departure that it orders."""

_SIGNS: dict[str, tuple[str, str]] = {
    "avpu": ("conscience", "consciousness"),
    "breaths_per_min": ("fréquence respiratoire", "breathing rate"),
    "heart_per_min": ("pouls", "pulse"),
    "temperature_c": ("température", "temperature"),
    "spo2_pct": ("saturation", "oxygen saturation"),
    "glucose_mmol_l": ("glycémie", "blood glucose"),
}
_COLOURS: dict[TewsColour, tuple[str, str]] = {
    TewsColour.RED: ("rouge", "red"),
    TewsColour.ORANGE: ("orange", "orange"),
    TewsColour.YELLOW: ("jaune", "yellow"),
}
_TAGS: dict[Tag, tuple[str, str]] = {
    Tag.RED: ("rouge (urgence absolue)", "red (immediate)"),
    Tag.YELLOW: ("jaune (urgence relative)", "yellow (delayed)"),
    Tag.GREEN: ("vert (impliqué)", "green (minor)"),
    Tag.GREY: ("gris (à réévaluer)", "grey (to reassess)"),
    Tag.BLACK: ("noir (décès à constater)", "black (death to certify)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """One reason for a priority; `number` is the patient, None when it speaks of several."""

    rule_id: str
    priority: Priority
    rationale_fr: str
    rationale_en: str
    number: int | None


def band_of(number: int, patient: Patient, casualties: Iterable[Casualty]) -> AgeBand:
    """Return the age band of a patient; the first one's age is also the single patient's."""
    said = next((one.age_band for one in casualties if one.number == number), AgeBand.UNKNOWN)
    if said is AgeBand.UNKNOWN and number == FIRST:
        return age_band(patient.age_years, patient.age_months)
    return said


def raises_of(
    patient: Patient, vitals: Sequence[VitalsTaken], casualties: Sequence[Casualty]
) -> tuple[Raise, ...]:
    """Return every reason that holds, most urgent first."""
    struck = {one.number for one in casualties if one.struck is not None}
    found = [
        reason
        for taken in vitals
        if taken.struck is None and taken.number not in struck
        for reason in _by_signs(taken, band_of(taken.number, patient, casualties))
    ]
    # The same sign measured twice is one reason.
    once = {(one.rule_id, one.number, one.priority): one for one in found}
    reasons = [*once.values(), *_by_tags(casualties), *_by_hand(casualties)]
    return tuple(sorted(reasons, key=lambda one: -one.priority.urgency))


def _by_signs(taken: VitalsTaken, band: AgeBand) -> Iterable[Raise]:
    if band not in CHILDREN:
        score = tews(taken.vitals)
        priority = TEWS_PRIORITY[score.at_least]
        if priority is not None:
            fr, en = _COLOURS[score.at_least]
            yield Raise(
                rule_id=f"tews-{score.at_least.lower()}",
                priority=priority,
                rationale_fr=f"Score TEWS {score.points} : {fr}{_open(score, 'au moins')}",
                rationale_en=f"TEWS score {score.points}: {en}{_open(score, 'at least')}",
                number=taken.number,
            )
    for sign in high_risk(taken.vitals, band):
        fr, en = _SIGNS[sign.field]
        value = getattr(taken.vitals, sign.field)
        yield Raise(
            rule_id=f"sign-{sign.field}",
            priority=sign.priority,
            rationale_fr=f"Signe vital à haut risque : {fr} {value}",
            rationale_en=f"High-risk vital sign: {en} {value}",
            number=taken.number,
        )


def _open(score: Tews, words: str) -> str:
    """Return what to add while what is missing could still make the colour worse."""
    return f" ({words})" if score.colour is None else ""


def _by_tags(casualties: Sequence[Casualty]) -> Iterable[Raise]:
    for tag, (fr, en) in _TAGS.items():
        count = sum(1 for one in casualties if one.struck is None and one.tag is tag)
        if count:
            yield Raise(
                rule_id=f"tag-{tag.lower()}",
                priority=TAG_PRIORITY[tag],
                rationale_fr=f"Victimes {fr} : {count}",
                rationale_en=f"Casualties {en}: {count}",
                number=None,
            )


def _by_hand(casualties: Sequence[Casualty]) -> Iterable[Raise]:
    for one in casualties:
        if one.struck is None and one.set_priority is not None:
            yield Raise(
                rule_id="set-by-hand",
                priority=one.set_priority,
                rationale_fr=f"Priorité donnée à la victime {one.number}",
                rationale_en=f"Priority given to casualty {one.number}",
                number=one.number,
            )
