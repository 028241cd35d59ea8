"""The considerations of the ranking of wards in words, by code."""

from collections.abc import Mapping

from web.state_words import Words

WARD_REASONS: Mapping[str, Words] = {
    "drive": Words("trajet, patient à bord", "drive with the patient on board"),
    "handover_learnt": Words(
        "accueil constaté ({n} transferts)", "hand-over as seen ({n} transfers)"
    ),
    "handover_assumed": Words(
        "accueil supposé (aucun transfert connu)", "hand-over assumed (no transfer known)"
    ),
    "care": Words(
        "de l'accueil au traitement : {capability}", "from hand-over to treatment: {capability}"
    ),
    "second_choice": Words(
        "traitement de second choix : {capability}", "second-choice treatment: {capability}"
    ),
    "cannot_treat": Words(
        "ne peut pas donner le traitement urgent", "cannot give the urgent treatment"
    ),
    "window_missed": Words("traitement hors délai de {s}", "treatment {s} too late"),
    "window_left": Words("fenêtre : reste {s}", "window: {s} left"),
    "aim_left": Words("délai visé : marge {s}", "aim: {s} to spare"),
    "aim_missed": Words("délai visé dépassé de {s}", "aim missed by {s}"),
    "house_has_all": Words(
        "tout le nécessaire, dans l'hôpital", "has all that is needed, within the hospital"
    ),
    "capability_in_house": Words(
        "dans l'hôpital, {ward} : {capability}", "in the hospital, {ward}: {capability}"
    ),
    "lacks_capability": Words("manque : {capability}", "lacks: {capability}"),
    "beds_free": Words("{n} lits libres, dit il y a {s}", "{n} beds free, said {s} ago"),
    "beds_stale": Words(
        "{n} lits libres, chiffre périmé ({s})", "{n} beds free, figure out of date ({s})"
    ),
    "beds_full": Words("complet, dit il y a {s}", "full, said {s} ago"),
    "beds_unknown": Words("lits inconnus", "beds unknown"),
    "on_diversion": Words("fermé jusqu'à {until} : {reason}", "closed until {until}: {reason}"),
    "on_diversion_elsewhere": Words(
        "fermé pour autre chose jusqu'à {until} : {reason}",
        "closed to something else until {until}: {reason}",
    ),
    "refused_lately": Words(
        "{n} refus ou silences ces 12 h pour ce besoin",
        "{n} refusals or silences in 12 h for this need",
    ),
    "position_approximate": Words("position à {m} près", "position within {m}"),
    "not_reached_beyond": Words("plus loin que la recherche", "farther than was searched"),
    "not_reached_no_way": Words("aucune route n'y mène", "no road leads there"),
    "not_reached_off_network": Words("hors du réseau routier connu", "off the known road network"),
    "place_unknown": Words("lieu inconnu : sans temps de trajet", "place unknown: no driving time"),
}
