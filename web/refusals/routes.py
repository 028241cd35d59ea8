"""The refusals that concern the way a crew is to drive."""

from http import HTTPStatus as Http

from web.refusals.text import Text

ROUTES: dict[str, Text] = {
    "mission_over": Text(
        Http.CONFLICT,
        "Cette mission n'est plus en cours ({state}). Il n'y a plus de trajet à suivre.",
        "This mission is no longer under way ({state}). There is no way left to follow.",
    ),
    "route_no_goal": Text(
        Http.CONFLICT,
        "Aucun point à rejoindre n'est connu. Guidez-vous avec les mots du lieu, ou "
        "demandez la destination à la régulation.",
        "No point to drive to is known. Go by the words of the place, or ask the "
        "regulation centre for the destination.",
    ),
    "route_no_way": Text(
        Http.CONFLICT,
        "Aucune route connue n'y mène. Appelez la régulation ou guidez-vous sur place.",
        "No known road leads there. Call the regulation centre, or ask your way on the spot.",
    ),
    "route_unavailable": Text(
        Http.SERVICE_UNAVAILABLE,
        "Le trajet ne peut pas être calculé en ce moment. Utilisez la carte du téléphone ; "
        "il sera redemandé.",
        "The way cannot be computed at present. Use the phone's own map; it will be asked for "
        "again.",
    ),
}
