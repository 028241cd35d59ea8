"""What kind of person calls, what they speak, and what makes talking to them hard.

Closed lists with Hub Santé's codes (typeAppelant, communication, langue), so that a record can be
handed to another centre without being written again. Their names for people are in `web`.
"""

from enum import StrEnum


class CallerType(StrEnum):
    """Hub Santé's typeAppelant: who rings, by their tie to the patient or by their trade."""

    SUJET = "SUJET"
    FAMILLE = "FAMILLE"
    TIERS = "TIERS"
    POMPIER = "POMPIER"
    AMBULANC = "AMBULANC"
    AMBULANC_AASC = "AMBULANC.AASC"
    AMBULANC_AUTRESEC = "AMBULANC.AUTRESEC"
    SECOUR = "SECOUR"
    MED = "MED"
    MED_MEDSOS = "MED.MEDSOS"
    MED_MRL = "MED.MRL"
    MED_EFFML = "MED.EFFML"
    SANTE = "SANTE"
    SANTE_INF = "SANTE.INF"
    SANTE_AIDESOIN = "SANTE.AIDESOIN"
    SANTE_SF = "SANTE.SF"
    SANTE_AIDEDOM = "SANTE.AIDEDOM"
    SANTE_PHARMA = "SANTE.PHARMA"
    SANTE_DENTISTE = "SANTE.DENTISTE"
    SANTE_LABO = "SANTE.LABO"
    FDO_MILI = "FDO-MILI"
    FDO_MILI_POL = "FDO-MILI.POL"
    FDO_MILI_GENDARM = "FDO-MILI.GENDARM"
    FDO_MILI_MILI = "FDO-MILI.MILI"
    ADM_TUTL = "ADM-TUTL"
    VIP = "VIP"
    OBJCONNC = "OBJCONNC"
    AUTRE = "AUTRE"
    INCONNU = "INCONNU"
    """Nobody has said: never shown as if it had been answered."""


class Communication(StrEnum):
    """Hub Santé's communication: what makes it hard to understand each other on the phone."""

    AUCUNE = "AUCUNE"
    MUET = "MUET"
    VISION = "VISION"
    LANGUE = "LANGUE"
    PANIQUE = "PANIQUE"
    HOSTILE = "HOSTILE"
    AGITE = "AGITE"
    AUTRE = "AUTRE"
    IMPOSS = "IMPOSS"
