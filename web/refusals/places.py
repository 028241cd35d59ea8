"""The refusals that concern where a case is."""

from http import HTTPStatus as Http

from web.refusals.text import Text

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
    # A caller's link
    "too_many_links": Text(
        Http.CONFLICT,
        "Déjà {max} liens pour cet appel. Faites décrire le lieu, ou lisez un Plus Code.",
        "There are {max} links for this call already. Have the place described, or use a Plus "
        "Code.",
    ),
    "link_unknown": Text(
        Http.NOT_FOUND,
        "Ce lien n'est pas valable. Dites-le à la personne au téléphone, ou appelez le 1515.",
        "This link is not good. Tell the person on the phone, or call 1515.",
    ),
    "link_expired": Text(
        Http.GONE,
        "Ce lien n'est plus valable. Dites-le à la personne au téléphone, ou appelez le 1515.",
        "This link is good no longer. Tell the person on the phone, or call 1515.",
    ),
    "link_used": Text(
        Http.GONE,
        "Ce lien a déjà servi : le SAMU a reçu une position. Demandez un nouveau lien pour la "
        "corriger.",
        "This link was used: the SAMU has received a position. Ask for a new link to correct it.",
    ),
    "link_no_better": Text(
        Http.CONFLICT,
        "Le SAMU a déjà une position aussi précise ({within} m). Restez au téléphone.",
        "The SAMU already has a position as exact as this ({within} m). Stay on the phone.",
    ),
    "not_aml": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Ce SMS n'est pas un message AML lisible. Vérifiez ce que la passerelle transmet.",
        "This SMS is no AML message that can be read. Check what the gateway hands on.",
    ),
    "too_many_requests": Text(
        Http.TOO_MANY_REQUESTS,
        "Trop d'essais. Attendez une minute, ou décrivez le lieu au téléphone.",
        "Too many tries. Wait a minute, or describe the place on the phone.",
    ),
    # What crews teach
    "position_too_vague": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Position trop vague pour dire « ici » : {within} m, au plus {max}. Sortez du véhicule et "
        "réessayez.",
        'Position too vague to say "here": {within} m, at most {max}. Leave the vehicle and try '
        "again.",
    ),
    "alias_needs_crew": Text(
        Http.UNPROCESSABLE_ENTITY,
        "La position n° {number} ne vient pas d'un équipage sur place : elle n'apprend aucun nom.",
        "Position no. {number} is not a crew's on the spot: no name is learnt from it.",
    ),
    "alias_length": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Un nom de lieu a de {min} à {max} caractères.",
        "The name of a place has {min} to {max} characters.",
        field="name",
    ),
    "alias_holds_number": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Ce nom contient un numéro. Gardez les mots du lieu seulement.",
        "This name holds a number. Keep the words of the place only.",
        field="name",
    ),
    "alias_names_person": Text(
        Http.UNPROCESSABLE_ENTITY,
        "« {word} » est le nom d'une personne de l'affaire. Gardez les mots du lieu seulement.",
        '"{word}" is the name of a person of the case. Keep the words of the place only.',
        field="name",
    ),
    "alias_is_official": Text(
        Http.UNPROCESSABLE_ENTITY,
        "« {name} » est déjà un nom officiel. Ajoutez le repère, par exemple « derrière… ».",
        '"{name}" is an official name already. Add the landmark, such as "behind...".',
        field="name",
    ),
    "alias_too_common": Text(
        Http.UNPROCESSABLE_ENTITY,
        "« {name} » existe partout. Ajoutez un nom propre : quartier, village, enseigne.",
        '"{name}" is everywhere. Add a name of its own: quarter, village, shop.',
        field="name",
    ),
    "alias_known": Text(
        Http.CONFLICT,
        "Ce lieu est déjà retenu sous le nom « {name} » pour cette affaire.",
        'This place is remembered as "{name}" from this case already.',
    ),
    "alias_withdrawn": Text(
        Http.CONFLICT,
        "Le nom « {name} » est déjà retiré.",
        'The name "{name}" was withdrawn already.',
    ),
}
"""Statements are called positions on screen: that is what the room says."""
