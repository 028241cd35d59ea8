"""The refusals that concern calls and what callers tell."""

from http import HTTPStatus as Http

from web.refusals.text import Text

CALLS: dict[str, Text] = {
    # Patients
    "ages_contradict": Text(
        Http.UNPROCESSABLE_ENTITY,
        "L'âge se contredit : {years} ans et {months} mois. Gardez les mois avant deux ans, les "
        "années ensuite.",
        "The ages contradict each other: {years} years and {months} months. Keep the months below "
        "two years of age, the years above.",
        field="patient.age_months",
    ),
    "pregnant_male": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Un homme ne peut être enceint : corrigez le sexe ou la grossesse.",
        "A man cannot be pregnant: correct the sex or the pregnancy.",
        field="patient.pregnant",
    ),
    # Times
    "time_in_future": Text(
        Http.UNPROCESSABLE_ENTITY,
        "L'heure de l'appareil est dans l'avenir ({at}). Réglez sa date et recommencez.",
        "The device's time lies in the future ({at}). Set its date and try again.",
        field="at_device",
    ),
    # Calls
    "call_taken_by_other": Text(
        Http.CONFLICT, "Appel déjà pris par {by}.", "Call already taken by {by}."
    ),
    "call_move_not_allowed": Text(
        Http.CONFLICT,
        "État de l'appel : {state}. « {to} » n'est pas possible, mais : {allowed}.",
        'State of the call: {state}. "{to}" is not possible, but: {allowed}.',
    ),
    "call_class_unknown": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Classe inconnue : {class}.",
        "Unknown class: {class}.",
        field="as",
    ),
    "undo_too_late": Text(
        Http.CONFLICT,
        "Trop tard pour annuler. Appel classé « {state} » : corrigez la classe ou rouvrez-le en "
        "affaire.",
        "Too late to undo. The call is classed: {state}. Correct the class or reopen it as a case.",
    ),
    "call_in_no_case": Text(
        Http.CONFLICT,
        "Cet appel n'est dans aucune affaire (état : {state}).",
        "This call is in no case (state: {state}).",
    ),
    # Several cases of one event
    "already_one_event": Text(
        Http.CONFLICT,
        "C'est déjà le même événement ({case}).",
        "It is the same event already ({case}).",
    ),
    "case_is_followed": Text(
        Http.CONFLICT,
        "{others} : même événement que {case}. Déliez-les d'abord.",
        "{others}: same event as {case}. Part them first.",
    ),
    "first_case_over": Text(
        Http.CONFLICT,
        "{case} est {state} : une affaire à réguler ne peut pas disparaître derrière elle.",
        "{case} is {state}: a case to be regulated must not vanish behind it.",
    ),
    "case_follows_none": Text(
        Http.CONFLICT,
        "{case} n'est liée à aucune autre affaire.",
        "{case} is tied to no other case.",
    ),
}
