"""The refusals that concern the patients of a case."""

from http import HTTPStatus as Http

from web.refusals.text import Text

PATIENTS: dict[str, Text] = {
    "vitals_empty": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Aucune mesure n'est saisie. Entrez au moins une constante.",
        "No measurement was entered. Enter at least one sign.",
    ),
    "vitals_impossible": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Valeur impossible : {value} {unit} (de {least} à {most}). Vérifiez et ressaisissez.",
        "Impossible value: {value} {unit} (from {least} to {most}). Check and type it again.",
    ),
    "vitals_in_future": Text(
        Http.UNPROCESSABLE_ENTITY,
        "L'heure de la mesure est dans l'avenir. Corrigez-la.",
        "The time of the measurement lies in the future. Correct it.",
        field="measured_at",
    ),
    "vitals_unknown": Text(
        Http.CONFLICT,
        "Cette mesure n'est pas dans l'affaire, ou elle est déjà barrée.",
        "This measurement is not in the case, or it is struck already.",
    ),
    "strike_needs_reason": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Dites en quelques mots pourquoi vous barrez cette ligne.",
        "Say in a few words why you strike this line.",
        field="reason",
    ),
    "patients_already_counted": Text(
        Http.CONFLICT,
        "C'est déjà fait : rien n'a été changé.",
        "This is done already: nothing was changed.",
    ),
    "case_has_one_patient": Text(
        Http.CONFLICT,
        "L'affaire n'a qu'un patient. Passez d'abord à « plusieurs victimes ».",
        'The case has a single patient. Go to "several casualties" first.',
    ),
    "too_many_casualties": Text(
        Http.CONFLICT,
        "Au plus {max} victimes sont listées une à une. Donnez le nombre dans le bilan.",
        "At most {max} casualties are listed one by one. Give the number in the report.",
    ),
    "unknown_casualty": Text(
        Http.CONFLICT,
        "La victime {number} n'est pas dans la liste.",
        "Casualty {number} is not in the list.",
    ),
    "tag_missing": Text(
        Http.UNPROCESSABLE_ENTITY, "Choisissez une couleur.", "Choose a colour.", field="tag"
    ),
    "tag_needs_reason": Text(
        Http.UNPROCESSABLE_ENTITY,
        "La victime {number} a déjà une couleur. Dites pourquoi une autre.",
        "Casualty {number} has a colour already. Say why another.",
        field="reason",
    ),
    "finding_refused": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Le tri {method} ne connaît pas « {finding} = {value} ».",
        'Sorting by {method} does not know "{finding} = {value}".',
        field="findings",
    ),
}
