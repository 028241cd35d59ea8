"""What `samu geo calibrate` says, in French and in English."""

from web.terminal import Line


class Said(Line):
    """The lines of a calibration."""

    LEGS = (
        "{count} trajets depuis {days} jours, dont {used} utilisables",
        "{count} drives in {days} days, {used} of them usable",
    )
    UNUSABLE = ("  écartés ({reason}) : {count}", "  left out ({reason}): {count}")
    TOO_FEW = (
        (
            "Trop peu de trajets utilisables : {used}, il en faut {needed}. Rien n'est écrit. "
            "Laissez le service rouler et recommencez."
        ),
        (
            "Too few usable drives: {used}, {needed} are needed. Nothing is written. Let the "
            "service drive on and try again."
        ),
    )
    STORE = (
        "Les trajets ne peuvent pas être lus ({reason}). Lancez « samu doctor ».",
        'The drives cannot be read ({reason}). Run "samu doctor".',
    )
    DAMAGED = (
        "{path} est abîmé ({reason}) : il est ignoré, et remplacé si le calage est meilleur.",
        "{path} is damaged ({reason}): it is ignored, and replaced if the fit is better.",
    )
    FACTOR = (
        "{kind:<10} {hours:<8} {vehicle:<10} x {factor:.2f}  ({legs} trajets)",
        "{kind:<10} {hours:<8} {vehicle:<10} x {factor:.2f}  ({legs} drives)",
    )
    ERROR = (
        (
            "{when:<6} erreur médiane {median:.1f} %, à 20 % près {near:.0f} %, à 5 min près "
            "{minutes:.0f} %, biais {bias:+.1f} %"
        ),
        (
            "{when:<6} median error {median:.1f} %, within 20 % {near:.0f} %, within 5 min "
            "{minutes:.0f} %, bias {bias:+.1f} %"
        ),
    )
    BEFORE = ("avant", "before")
    AFTER = ("après", "after")
    UNSEEN = (
        "(« après » est mesuré sur des trajets que le calage n'avait pas vus)",
        '("after" is measured on drives that the fit had not seen)',
    )
    WORSE = (
        "Le calage n'est pas meilleur que ce qui est en place : rien n'est écrit.",
        "The fit is no better than what stands: nothing is written.",
    )
    DRY = ("Essai : rien n'est écrit.", "Dry run: nothing is written.")
    WRITTEN = (
        "{path} est écrit ; les serveurs en marche le prennent dans les secondes qui suivent.",
        "{path} is written; running servers take it up within seconds.",
    )
    UNWRITABLE = (
        "{path} ne peut pas être écrit ({reason}). L'ancien fichier est intact.",
        "{path} cannot be written ({reason}). The old file is untouched.",
    )


REASONS: dict[str, tuple[str, str]] = {
    "no_track": ("sans positions", "no positions"),
    "not_at_goal": ("n'atteint pas le but", "does not reach the goal"),
    "gap": ("positions interrompues", "gap in the positions"),
    "too_short": ("trop court", "too short"),
    "implausible": ("vitesse impossible", "impossible speed"),
    "no_prediction": ("sans prévision par type de route", "no prediction by road type"),
}
