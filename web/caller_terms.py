"""What the closed lists about callers are called on screen, French and English."""

from regulation.caller import CallerType, Communication
from web.view.protocol import TextView

CALLER_TYPES: dict[CallerType, TextView] = {
    CallerType.SUJET: TextView(fr="Le patient", en="The patient"),
    CallerType.FAMILLE: TextView(fr="Famille ou proche", en="Family or close friend"),
    CallerType.TIERS: TextView(fr="Passant ou voisin", en="Bystander or neighbour"),
    CallerType.SANTE: TextView(fr="Professionnel de santé", en="Health professional"),
    CallerType.SANTE_SF: TextView(fr="Sage-femme", en="Midwife"),
    CallerType.SANTE_INF: TextView(fr="Infirmier", en="Nurse"),
    CallerType.SANTE_AIDESOIN: TextView(fr="Aide-soignant", en="Nursing assistant"),
    CallerType.SANTE_AIDEDOM: TextView(fr="Aide à domicile", en="Home carer"),
    CallerType.SANTE_PHARMA: TextView(fr="Pharmacien", en="Pharmacist"),
    CallerType.SANTE_DENTISTE: TextView(fr="Dentiste", en="Dentist"),
    CallerType.SANTE_LABO: TextView(fr="Laboratoire", en="Laboratory"),
    CallerType.MED: TextView(fr="Médecin", en="Doctor"),
    CallerType.MED_MEDSOS: TextView(fr="Médecin de garde à domicile", en="Doctor on home visits"),
    CallerType.MED_MRL: TextView(fr="Médecin régulateur libéral", en="Regulating family doctor"),
    CallerType.MED_EFFML: TextView(
        fr="Médecin de famille en visite", en="Family doctor on a visit"
    ),
    CallerType.POMPIER: TextView(fr="Sapeur-pompier", en="Firefighter"),
    CallerType.AMBULANC: TextView(fr="Ambulancier", en="Ambulance crew"),
    CallerType.AMBULANC_AASC: TextView(
        fr="Secouriste d'une association agréée", en="First aider of an approved association"
    ),
    CallerType.AMBULANC_AUTRESEC: TextView(fr="Autre secouriste", en="Other first aider"),
    CallerType.SECOUR: TextView(fr="Secouriste en service", en="First aider on duty"),
    CallerType.FDO_MILI: TextView(fr="Forces de l'ordre ou armée", en="Police or army"),
    CallerType.FDO_MILI_POL: TextView(fr="Policier", en="Police officer"),
    CallerType.FDO_MILI_GENDARM: TextView(fr="Gendarme", en="Gendarme"),
    CallerType.FDO_MILI_MILI: TextView(fr="Militaire", en="Soldier"),
    CallerType.ADM_TUTL: TextView(fr="Autorité administrative", en="Public authority"),
    CallerType.VIP: TextView(fr="Personnalité", en="Public figure"),
    CallerType.OBJCONNC: TextView(fr="Appel automatique d'un appareil", en="Automatic device call"),
    CallerType.AUTRE: TextView(fr="Autre", en="Other"),
    CallerType.INCONNU: TextView(fr="Non précisé", en="Not said"),
}
"""In the order of the menu: who rings most often first, nobody's answer last."""

COMMUNICATIONS: dict[Communication, TextView] = {
    Communication.AUCUNE: TextView(fr="Aucune difficulté", en="No difficulty"),
    Communication.PANIQUE: TextView(fr="Panique", en="Panic"),
    Communication.LANGUE: TextView(fr="Barrière de la langue", en="Language barrier"),
    Communication.MUET: TextView(fr="Parle ou entend mal", en="Speech or hearing impaired"),
    Communication.VISION: TextView(fr="Voit mal", en="Sight impaired"),
    Communication.AGITE: TextView(fr="Confus, agité ou ivre", en="Confused, agitated or drunk"),
    Communication.HOSTILE: TextView(fr="Hostile", en="Hostile"),
    Communication.AUTRE: TextView(fr="Autre difficulté", en="Other difficulty"),
    Communication.IMPOSS: TextView(fr="Aucun échange possible", en="No exchange possible"),
}
