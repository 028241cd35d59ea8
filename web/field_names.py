"""What the fields of request bodies are called on screen, for the sentences that refuse them."""

from web.state_words import Words

FIELD_NAMES: dict[str, Words] = {
    "relation": Words("situation par rapport au repère", "relation to the landmark"),
    "also": Words("autres positions", "other positions"),
    "adopt": Words("position reçue", "position received"),
    "accuracy_m": Words("précision en mètres", "accuracy in metres"),
    "age_years": Words("âge en années", "age in years"),
    "age_months": Words("âge en mois", "age in months"),
    "answers": Words("réponses", "answers"),
    "as": Words("classe de l'appel", "class of the call"),
    "at_device": Words("heure de l'appareil", "time of the device"),
    "beds_free": Words("lits libres", "free beds"),
    "call_id": Words("appel", "call"),
    "callback_number": Words("numéro de rappel", "call-back number"),
    "care_level": Words("niveau de soin", "care level"),
    "caller.name": Words("nom du requérant", "caller's name"),
    "caller.relation": Words("lien avec le patient", "relation to the patient"),
    "caller.type": Words("qui appelle", "who is calling"),
    "case_id": Words("affaire", "case"),
    "centre_id": Words("centre", "centre"),
    "closed_to": Words("fermé pour", "closed to"),
    "communication": Words("difficulté à communiquer", "difficulty to communicate"),
    "context": Words("terrain connu", "known background"),
    "count": Words("nombre de victimes", "number of victims"),
    "fuel": Words("carburant", "fuel"),
    "fix_at": Words("heure de la position", "time of the position"),
    "landmark": Words("repère", "landmark"),
    "language": Words("langue", "language"),
    "lat": Words("latitude", "latitude"),
    "minutes": Words("durées en minutes", "times in minutes"),
    "login": Words("identifiant", "login"),
    "lon": Words("longitude", "longitude"),
    "missing_crew": Words("équipage manquant", "missing crew"),
    "missing_equipment": Words("matériel manquant", "missing equipment"),
    "message": Words("message", "message"),
    "name": Words("nom", "name"),
    "note": Words("motif de la décision", "reason of the decision"),
    "number": Words("numéro", "number"),
    "outcome": Words("issue", "outcome"),
    "override_reason": Words("raison du choix", "reason of the choice"),
    "findings": Words("constats du tri", "triage findings"),
    "measured_at": Words("heure de la mesure", "time of the measure"),
    "tag": Words("couleur de tri", "triage colour"),
    "password": Words("mot de passe", "password"),
    "patient.name": Words("nom du patient", "patient's name"),
    "place": Words("lieu", "place"),
    "pregnant": Words("grossesse", "pregnancy"),
    "protocol_id": Words("protocole", "protocol"),
    "range_km": Words("autonomie en km", "range in km"),
    "reason": Words("motif", "reason"),
    "said": Words("lieu", "place"),
    "shift_ends_at": Words("fin de garde", "end of duty"),
    "sex": Words("sexe", "sex"),
    "speaks": Words("langue", "language"),
    "text": Words("note", "note"),
    "type": Words("type", "type"),
    "unit_id": Words("vecteur", "unit"),
    "until": Words("fin de la fermeture", "end of the diversion"),
    "ward_id": Words("service", "ward"),
    "what": Words("ce qui se passe", "what happens"),
}
"""By the end of a field's path; the longer end goes before the shorter."""

_BODY = Words("la demande", "the request")


def field_name(where: str) -> Words:
    """Return what a field is called; an unnamed one is called by the end of its path."""
    parts = [part for part in where.split(".") if not part.isdigit()]
    for start in range(len(parts)):
        if (name := FIELD_NAMES.get(".".join(parts[start:]))) is not None:
            return name
    return _BODY if len(parts) == 1 else Words(parts[-1], parts[-1])
