"""The states' names as people say them, for the sentences that refuse a move.

A refusal's facts keep the codes, which programs read; only the sentence is put into words.
"""

from typing import NamedTuple


class Words(NamedTuple):
    """One state in both languages."""

    fr: str
    en: str


STATES: dict[str, Words] = {
    # Calls
    "RINGING": Words("sonne", "ringing"),
    "TAKEN": Words("pris", "taken"),
    "CASE": Words("dans une affaire", "in a case"),
    "NUISANCE": Words("malveillant", "nuisance"),
    "WRONG_NUMBER": Words("faux numéro", "wrong number"),
    "SILENT": Words("muet", "silent"),
    "INFORMATION": Words("renseignement", "information"),
    "ABANDONED": Words("raccroché", "hung up"),
    # Cases
    "PROGRAM": Words("programmée", "planned"),
    "ACTIF": Words("active", "active"),
    "ACHEVE": Words("terminée", "finished"),
    "VALIDE": Words("validée", "validated"),
    "CLOTURE": Words("clôturée", "closed"),
    "CLASSE": Words("classée", "filed"),
    "ARCHIVE": Words("archivée", "archived"),
    # Missions
    "DECISION": Words("décidé", "decided"),
    "DECLENCHE": Words("déclenché", "alerted"),
    "DEPART": Words("en route", "on the way"),
    "ANNULE": Words("annulé", "cancelled"),
    "ARRIVEE": Words("sur les lieux", "on scene"),
    "PEC": Words("auprès du patient", "with the patient"),
    "BILAN": Words("bilan transmis", "report sent"),
    "ORIENTAT": Words("destination reçue", "destination received"),
    "TRANSP": Words("transport", "transporting"),
    "ETAPE1": Words("étape 1", "stop 1"),
    "TRANSP2": Words("repart de l'étape 1", "leaving stop 1"),
    "ETAPE2": Words("étape 2", "stop 2"),
    "TRANSP3": Words("repart de l'étape 2", "leaving stop 2"),
    "DESTIN": Words("arrivé à destination", "at the hospital"),
    "FINPEC": Words("fin de prise en charge", "care handed over"),
    "RETOUR": Words("disponible", "available"),
    "RET-BASE": Words("retour à la base", "returning to base"),
    "REN-BASE": Words("rentré à la base", "back at base"),
    # Transfer notices
    "SENT": Words("envoyé", "sent"),
    "DELIVERED": Words("reçu", "delivered"),
    "OPENED": Words("lu", "opened"),
    "ACCEPTED": Words("accepté", "accepted"),
    "REFUSED": Words("refusé", "refused"),
    "EXPIRED": Words("sans réponse", "unanswered"),
    "CANCELLED": Words("retiré", "withdrawn"),
    "ARRIVED": Words("patient arrivé", "patient arrived"),
    "HANDED_OVER": Words("patient remis", "patient handed over"),
    # Tasks
    "WAITING": Words("à prendre", "to be taken"),
    "HELD": Words("prise", "in hand"),
    "DONE": Words("faite", "done"),
    "GONE": Words("sans objet", "no longer needed"),
}

_STATE_FACTS = frozenset({"state", "to", "allowed", "class"})


def spoken(name: str, fact: str, language: str) -> str:
    """Return a fact as the sentence says it: states by their names, all else as it is."""
    if name not in _STATE_FACTS:
        return fact
    codes = fact.split(", ")
    words = [STATES[code] if code in STATES else Words(code, code) for code in codes]
    return ", ".join(word.en if language == "en" else word.fr for word in words)
