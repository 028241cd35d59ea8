"""What a ward's words about itself are refused for."""

from http import HTTPStatus as Http

from web.refusals.text import Text

WARDS: dict[str, Text] = {
    "beds_out_of_range": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Nombre de lits impossible : {beds_free} (0 à {max}).",
        "Impossible number of beds: {beds_free} (0 to {max}).",
        field="beds_free",
    ),
    "beds_report_out_of_date": Text(
        Http.CONFLICT,
        "Un chiffre plus récent est déjà connu ({known_at}).",
        "A newer figure is already known ({known_at}).",
    ),
    "diversion_reason_too_long": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Motif trop long (au plus {max} caractères). Une ligne suffit.",
        "Reason too long (at most {max} characters). One line will do.",
        field="reason",
    ),
    "diversion_end_impossible": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Une fermeture finit plus tard que maintenant et avant {hours} heures. "
        "Choisissez une autre heure ; elle peut être renouvelée.",
        "A diversion ends later than now and within {hours} hours. "
        "Choose another time; it can be renewed.",
        field="until",
    ),
    "diversion_of_foreign_capability": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Ce service n'a pas : {capabilities}. Choisissez parmi ses moyens, ou fermez-le en entier.",
        "This ward does not have: {capabilities}. Choose among what it has, or close it whole.",
        field="closed_to",
    ),
    "not_on_diversion": Text(
        Http.CONFLICT,
        "Ce service reçoit déjà : aucune fermeture n'est en cours.",
        "This ward receives already: no diversion is under way.",
    ),
}
