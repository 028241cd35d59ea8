"""The refusals that concern where a case is; joined to the others in `web/refusals.py`."""

from http import HTTPStatus as Http

from web.refusal_text import Text

PLACES: dict[str, Text] = {
    "place_in_gambia": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Ce point est en Gambie, hors du territoire. Vérifiez le lieu, ou confirmez-le.",
        "This point is in The Gambia, outside the territory. Check the place, or confirm it.",
        field="place.position",
    ),
    "place_outside_country": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Ce point est hors du Sénégal. Vérifiez le lieu, ou confirmez-le.",
        "This point is outside Senegal. Check the place, or confirm it.",
        field="place.position",
    ),
    "coordinates_swapped": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Ce point est hors du Sénégal. Latitude et longitude inversées, ou signe oublié ? "
        "Essayez {lat}, {lon}.",
        "This point is outside Senegal. Latitude and longitude exchanged, or a sign forgotten? "
        "Try {lat}, {lon}.",
        field="place.position",
    ),
    "place_empty": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Le lieu est vide. Écrivez les mots de l'appelant ou montrez un point.",
        "The place is empty. Write the caller's words or point at the map.",
        field="place",
    ),
    "statement_unknown": Text(
        Http.NOT_FOUND,
        "Cette affaire n'a pas de position n° {number}. Relisez la liste des positions.",
        "This case has no position no. {number}. Read its list of positions again.",
    ),
    "statement_in_force": Text(
        Http.CONFLICT,
        "La position n° {number} est déjà en vigueur.",
        "Position no. {number} is in force already.",
    ),
    "statement_without_point": Text(
        Http.UNPROCESSABLE_ENTITY,
        "La position n° {number} n'a que des mots. Cherchez d'abord son point sur la carte.",
        "Position no. {number} has words only. Find its point on the map first.",
    ),
    "too_many_statements": Text(
        Http.CONFLICT,
        "Cette affaire a déjà {max} positions. Écrivez la suite en note.",
        "This case has {max} positions already. Write further ones as a note.",
    ),
}
"""Statements are called positions on screen: that is what the room says."""
