"""The considerations of a ranking in words, by code."""

from collections.abc import Mapping

from dispatch.recommend import Reason
from web.explain.ward_reasons import WARD_REASONS
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
    "leaves_base_day": Words("départ de la base en {s}", "leaves its base in {s}"),
    "leaves_base_night": Words("départ de la base en {s} (nuit)", "leaves its base in {s} (night)"),
    "leaves_standing": Words("hors base, part en {s}", "out of base, leaves in {s}"),
    "leaves_rolling": Words("en route, part en {s}", "on the road, leaves in {s}"),
    "free_in": Words("libre dans {s} environ : {place}", "free in about {s}: {place}"),
    "neighbour_sooner": Words("de {centre}, {s} plus tôt", "from {centre}, {s} sooner"),
    "beyond_search": Words("au-delà de la recherche", "beyond the search"),
    "no_way": Words("aucune route", "no road leads there"),
    "off_network": Words("hors du réseau routier", "off the road network"),
    "position_off_network_home_used": Words(
        "position impossible (mer ou hors route) : base",
        "impossible position (sea or off road): base used",
    ),
    "reserved_for": Words("réservé pour {case} par {by}", "reserved for {case} by {by}"),
    "reserved_here": Words("réservé pour cette affaire par {by}", "reserved for this case by {by}"),
    "fuel_empty": Words("réservoir vide", "tank empty"),
    "fuel_low": Words("carburant bas, {km} km", "fuel low, {km} km"),
    "fuel_too_short": Words(
        "carburant pour {km} km : plein en route", "fuel for {km} km: refuel on the way"
    ),
    "fuel_low_unconfirmed": Words(
        "carburant bas, dit il y a {s}, non confirmé", "fuel low, said {s} ago, not confirmed"
    ),
    "fuel_empty_unconfirmed": Words(
        "réservoir vide, dit il y a {s}, non confirmé", "tank empty, said {s} ago, not confirmed"
    ),
    "duty_ends": Words("fin de garde à {at}", "duty ends at {at}"),
    "duty_over": Words(
        "garde finie à {at}, relève non dite", "duty over since {at}, relief not stated"
    ),
    "duty_unknown": Words("fin de garde non dite", "end of duty not stated"),
    "crew_lacks": Words("sans {role}", "no {role}"),
    "crew_lacks_unconfirmed": Words(
        "sans {role}, dit il y a {s}, non confirmé", "no {role}, said {s} ago, not confirmed"
    ),
    "equipment_lacks": Words("manque : {equipment}", "lacks: {equipment}"),
    "equipment_lacks_unconfirmed": Words(
        "sans {equipment}, dit il y a {s}, non confirmé",
        "no {equipment}, said {s} ago, not confirmed",
    ),
    "equipment_gone": Words("sans {equipment}", "no {equipment}"),
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
    return _text(reason.code, facts, language) + _weight(reason)


def _text(code: str, facts: Mapping[str, str], language: Language) -> str:
    words = REASONS.get(code) or WARD_REASONS.get(code)
    if words is None:
        return " ".join((code, *(f"{name} {fact}" for name, fact in facts.items())))
    text = words.en if language == "en" else words.fr
    try:
        return text.format(**facts).strip()
    except KeyError:
        return text


def _weight(reason: Reason) -> str:
    """Write what a consideration weighs in the rank, in minutes, where it does."""
    if reason.weight_s is None or abs(reason.weight_s) < MINUTE_S / 2:
        return ""
    return f" ({reason.weight_s / MINUTE_S:+.0f} min)"
