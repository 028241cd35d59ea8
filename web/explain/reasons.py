"""The considerations of a ranking in words, by code."""

from collections.abc import Mapping

from dispatch.recommend import Reason
from web.state_words import Words
from web.terminal import Language

REASONS: Mapping[str, Words] = {
    "nearest_free_medicalised": Words(
        "le plus proche médicalisé libre", "nearest free medicalised unit"
    ),
    "nearest_free": Words("le plus proche libre", "nearest free unit"),
    "medicalised": Words("médicalisé", "medicalised"),
    "paediatric": Words("pédiatrique", "paediatric"),
    "not_medicalised": Words("non médicalisé", "not medicalised"),
    "does_not_transport": Words("ne transporte pas", "does not transport"),
    "on_mission": Words("en mission {case}", "on mission {case}"),
    "out_of_service": Words("hors service {reason}", "out of service {reason}"),
    "position_stale": Words("position d'il y a {s}", "position {s} old"),
    "position_unknown_home_used": Words("position inconnue : base", "position unknown: its base"),
    "other_centre": Words("centre {centre}", "centre {centre}"),
    "via_crossing": Words("par {via}", "by {via}"),
    "straight_line_estimate": Words(
        "durée estimée à vol d'oiseau", "time estimated in a straight line"
    ),
    "has_all_capabilities": Words("a tout le nécessaire", "has all that is needed"),
    "lacks_capability": Words("manque : {capability}", "lacks {capability}"),
    "beds_free": Words("{n} lits libres", "{n} beds free"),
    "beds_full": Words("complet", "full"),
    "beds_unknown": Words("lits inconnus", "beds unknown"),
    "beds_stale": Words("{n} lits, chiffre périmé", "{n} beds, figure out of date"),
    "refused_before": Words("a refusé : {reason}", "refused: {reason}"),
    "no_answer_before": Words("n'a pas répondu", "did not answer"),
    "already_asked": Words("déjà sollicité", "already asked"),
    "slower_than_first": Words("+ {s} sur le premier", "{s} behind the first"),
}

MINUTE_S = 60
HOUR_MIN = 60


def span(seconds: float) -> str:
    """Write a duration as people say it: 40 s, 12 min, 2 h 05."""
    if seconds < MINUTE_S:
        return f"{round(seconds)} s"
    minutes = round(seconds / MINUTE_S)
    if minutes < HOUR_MIN:
        return f"{minutes} min"
    return f"{minutes // HOUR_MIN} h {minutes % HOUR_MIN:02}"


def reason_words(reason: Reason, language: Language) -> str:
    """Return one consideration in words; a code without words stands for itself, with facts."""
    facts = {
        name: span(float(fact)) if name == "s" else fact for name, fact in reason.facts.items()
    }
    words = REASONS.get(reason.code)
    if words is None:
        return " ".join((reason.code, *(f"{name} {fact}" for name, fact in facts.items())))
    text = words.en if language == "en" else words.fr
    try:
        return text.format(**facts).strip()
    except KeyError:
        return text
