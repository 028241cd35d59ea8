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
}
