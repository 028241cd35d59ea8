"""The refusals around stored proposals and the ground that is reached."""

from http import HTTPStatus as Http

from web.refusals.text import Text

PROPOSALS: dict[str, Text] = {
    "proposal_not_kept": Text(
        Http.NOT_FOUND,
        "Cette proposition n'est pas conservée : durée de conservation dépassée, ou identifiant "
        "inconnu. Le dossier de l'affaire garde l'ordre lui-même.",
        "This proposal is not kept: its time is over, or the id is unknown. The case's record "
        "still holds the order itself.",
    ),
    "proposal_unreadable": Text(
        Http.CONFLICT,
        "Cette proposition est enregistrée mais illisible (endommagée ou d'une autre version). "
        "Signalez-le à l'exploitant.",
        "This proposal is stored but cannot be read (damaged, or of another version). Tell the "
        "operator.",
    ),
    "reach_minutes_invalid": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Durées refusées : donnez une à {most} durées de 1 à {max} minutes, comme 10,20.",
        "Times refused: give one to {most} times of 1 to {max} minutes, as 10,20.",
        field="minutes",
    ),
    "reach_nowhere": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Aucune route connue près de {lat}, {lon} : choisissez un point plus près d'une route.",
        "No road is known near {lat}, {lon}: choose a point nearer to a road.",
    ),
}
