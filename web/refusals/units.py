"""The refusals around units: in service or not, and what is said of them."""

from http import HTTPStatus as Http

from web.refusals.text import Text

UNITS: dict[str, Text] = {
    "reason_required": Text(
        Http.UNPROCESSABLE_ENTITY, "Un motif est demandé.", "A reason is required.", field="reason"
    ),
    "unit_already_in_service": Text(
        Http.CONFLICT, "Le vecteur est déjà disponible.", "The unit is already in service."
    ),
    "unit_already_out_of_service": Text(
        Http.CONFLICT, "Le vecteur est déjà indisponible.", "The unit is already out of service."
    ),
    "unit_reserved": Text(
        Http.CONFLICT,
        "{unit} est réservé pour {case} par {by}. Choisissez un autre vecteur, ou envoyez-le en "
        "disant pourquoi.",
        "{unit} is reserved for {case} by {by}. Choose another unit, or send it and say why.",
    ),
    "unit_not_reserved": Text(
        Http.CONFLICT,
        "Ce vecteur n'est plus réservé pour cette affaire.",
        "This unit is no longer reserved for this case.",
    ),
    "nothing_stated": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Rien n'est dit. Indiquez au moins un état : carburant, garde, équipage, matériel.",
        "Nothing is said of the unit. Give at least one: fuel, end of duty, crew, equipment.",
    ),
    "range_implausible": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Autonomie impossible. Indiquez 0 à {max} km.",
        "Impossible range. Give 0 to {max} km.",
        field="tank.range_km",
    ),
    "range_of_empty_tank": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Un réservoir vide n'a pas d'autonomie. Choisissez « bas » ou laissez les km vides.",
        'An empty tank has no range. Choose "low" or leave the kilometres empty.',
        field="tank.range_km",
    ),
    "shift_end_implausible": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Fin de garde impossible. Indiquez une heure de ce jour ou du lendemain.",
        "Impossible end of duty. Give a time of today or tomorrow.",
        field="shift_ends_at",
    ),
    "equipment_not_aboard": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Ce vecteur n'a pas ce matériel : {equipment}. Choisissez dans sa liste.",
        "This unit does not carry: {equipment}. Choose from its own list.",
        field="missing_equipment",
    ),
}
