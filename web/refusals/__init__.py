"""Every refusal a user can meet: its HTTP status, and what happened and what to do, fr and en.

The code is the contract with programs and never changes meaning; the sentences may be improved.
Facts in braces are filled by the rule that refused.
"""

from http import HTTPStatus as Http

from web.refusals.calls import CALLS
from web.refusals.patients import PATIENTS
from web.refusals.places import PLACES
from web.refusals.proposals import PROPOSALS
from web.refusals.routes import ROUTES
from web.refusals.tasks import TASKS
from web.refusals.text import Text
from web.refusals.units import UNITS
from web.refusals.wards import WARDS

REFUSALS: dict[str, Text] = {
    # Who are you
    "not_signed_in": Text(
        Http.UNAUTHORIZED,
        "Vous n'êtes pas connecté. Connectez-vous ; votre saisie est gardée.",
        "You are not signed in. Sign in; what you typed is kept.",
    ),
    "session_expired": Text(
        Http.UNAUTHORIZED,
        "Votre session a expiré. Reconnectez-vous ; votre saisie est gardée.",
        "Your session has expired. Sign in again; what you typed is kept.",
    ),
    "sign_in_failed": Text(
        Http.UNAUTHORIZED,
        "Identifiant ou mot de passe incorrect. Vérifiez les majuscules et réessayez.",
        "Wrong login or password. Check capital letters and try again.",
    ),
    "not_allowed": Text(
        Http.FORBIDDEN,
        "Votre fonction ne permet pas cette action ici. Rien n'a été changé.",
        "Your role does not permit this here. Nothing was changed.",
    ),
    "foreign_site": Text(
        Http.FORBIDDEN,
        "La demande vient d'un autre site. Ouvrez la page du SAMU et recommencez.",
        "The request comes from another site. Open the SAMU's own page and try again.",
    ),
    # Is the request sound
    "body_invalid": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Saisie refusée, rien n'a été enregistré. {where}.",
        "Entry refused, nothing was recorded. {where}.",
    ),
    "body_too_large": Text(
        Http.REQUEST_ENTITY_TOO_LARGE,
        "La demande est trop volumineuse (au plus {max} octets). Raccourcissez le texte.",
        "The request is too large (at most {max} bytes). Shorten the text.",
    ),
    "position_invalid": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Ces coordonnées sont impossibles. Vérifiez latitude et longitude.",
        "These coordinates are impossible. Check latitude and longitude.",
        field="place.position",
    ),
    "idempotency_key_invalid": Text(
        Http.BAD_REQUEST,
        "L'en-tête Idempotency-Key manque ou n'a pas de 8 à 64 caractères.",
        "The Idempotency-Key header is missing or not 8 to 64 characters long.",
    ),
    "idempotency_key_reused": Text(
        Http.CONFLICT,
        "Cette clé a déjà servi pour une autre demande. Refaites l'action.",
        "This key was already used for another request. Do the act again.",
    ),
    "not_found": Text(
        Http.NOT_FOUND,
        "Introuvable ({kind}). Il a pu être retiré ; rafraîchissez la liste.",
        "Not found ({kind}). It may have been removed; refresh the list.",
    ),
    "unknown_route": Text(Http.NOT_FOUND, "Cette adresse n'existe pas.", "No such address."),
    "method_not_allowed": Text(
        Http.METHOD_NOT_ALLOWED,
        "Cette adresse n'accepte pas cette méthode.",
        "This address does not accept that method.",
    ),
    "unknown_centre": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Centre inconnu : {centre}.",
        "Unknown centre: {centre}.",
        field="centre_id",
    ),
    "unknown_layer": Text(
        Http.NOT_FOUND, "Couche de carte inconnue : {layer}.", "Unknown map layer: {layer}."
    ),
    "too_busy": Text(
        Http.SERVICE_UNAVAILABLE,
        "Le service est très sollicité. Réessayez : rien n'a été changé.",
        "The service is very busy. Try again: nothing was changed.",
    ),
    "store_unavailable": Text(
        Http.SERVICE_UNAVAILABLE,
        "La base de données ne répond pas ; le résultat est inconnu. Réessayez la même action : "
        "elle ne sera faite qu'une fois.",
        "The database does not answer; the outcome is unknown. Repeat the same act: it will be "
        "done only once.",
    ),
    "internal_error": Text(
        Http.INTERNAL_SERVER_ERROR,
        "Erreur du logiciel. Réessayez ; si elle persiste, passez au papier et prévenez.",
        "Software error. Try again; if it persists, go to paper and report it.",
    ),
    # Cases
    "case_not_active": Text(
        Http.CONFLICT,
        "L'affaire est {state} : elle n'est plus active.",
        "The case is {state}: no longer active.",
    ),
    "case_not_editable": Text(
        Http.CONFLICT,
        "L'affaire est {state} : ses éléments sont figés. Ajoutez une note.",
        "The case is {state}: its facts are frozen. Add a note.",
    ),
    "case_taken_by_other": Text(
        Http.CONFLICT,
        "Affaire tenue par {by}. Reprenez-la d'abord si nécessaire.",
        "Case held by {by}. Take it over first if needed.",
    ),
    "case_already_yours": Text(
        Http.CONFLICT, "Vous tenez déjà cette affaire.", "You already hold this case."
    ),
    "case_not_taken": Text(
        Http.CONFLICT, "Prenez l'affaire avant de décider.", "Take the case before deciding."
    ),
    "case_move_not_allowed": Text(
        Http.CONFLICT,
        "État de l'affaire : {state}. « {to} » n'est pas possible, mais : {allowed}.",
        'State of the case: {state}. "{to}" is not possible, but: {allowed}.',
    ),
    "case_has_active_missions": Text(
        Http.CONFLICT,
        "Encore engagé : {units}. Terminez ou annulez la mission d'abord.",
        "Still engaged: {units}. Finish or cancel the mission first.",
    ),
    "outcome_missing": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Indiquez l'issue de l'affaire.",
        "Say how the case ended.",
        field="outcome",
    ),
    "decision_needs_reason": Text(
        Http.UNPROCESSABLE_ENTITY,
        "« Pas de suite » demande un motif écrit.",
        '"Nothing more" needs a written reason.',
        field="note",
    ),
    "note_empty": Text(
        Http.UNPROCESSABLE_ENTITY, "La note est vide.", "The note is empty.", field="text"
    ),
    "note_too_long": Text(
        Http.UNPROCESSABLE_ENTITY,
        "La note dépasse {max} caractères.",
        "The note is longer than {max} characters.",
        field="text",
    ),
    # Protocols
    "unknown_protocol": Text(
        Http.NOT_FOUND, "Protocole inconnu : {protocol}.", "Unknown protocol: {protocol}."
    ),
    "unknown_question": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Question inconnue dans ce protocole : {question}.",
        "No such question in this protocol: {question}.",
    ),
    "answer_outside_protocol": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Réponse hors protocole : {question} = {answer}.",
        "Answer outside the protocol: {question} = {answer}.",
    ),
    "question_not_asked": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Cette question n'est pas posée ici : {question}.",
        "This question is not asked here: {question}.",
    ),
    # Missions
    "unit_taken": Text(
        Http.CONFLICT,
        "{unit} vient d'être engagé sur {case} par {by}. Choisissez le suivant.",
        "{unit} was just engaged on {case} by {by}. Choose the next one.",
    ),
    "unit_out_of_service": Text(
        Http.CONFLICT,
        "{unit} est indisponible : {reason}. Choisissez un autre vecteur.",
        "{unit} is out of service: {reason}. Choose another unit.",
    ),
    "unit_not_rankable": Text(
        Http.CONFLICT,
        "{unit} n'est pas dans la proposition. Rafraîchissez-la.",
        "{unit} is not in the proposal. Refresh it.",
    ),
    "override_needs_reason": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Le choix proposé est {proposed}. Dites pourquoi un autre.",
        "The proposed choice is {proposed}. Say why another.",
        field="override_reason",
    ),
    "no_decision_to_send": Text(
        Http.CONFLICT,
        "Décidez d'abord « Envoi de moyens ».",
        'Decide "Send means" first.',
    ),
    "mission_move_not_allowed": Text(
        Http.CONFLICT,
        "État de la mission : {state}. « {to} » n'est pas possible, mais : {allowed}.",
        'State of the mission: {state}. "{to}" is not possible, but: {allowed}.',
    ),
    "nothing_to_correct": Text(
        Http.CONFLICT,
        "Rien à corriger : l'état est {state}.",
        "Nothing to take back: the state is {state}.",
    ),
    "cancellation_needs_reason": Text(
        Http.UNPROCESSABLE_ENTITY,
        "L'annulation demande un motif.",
        "A cancellation needs a reason.",
        field="reason",
    ),
    # Notices and wards
    "no_decision_yet": Text(
        Http.CONFLICT,
        "Enregistrez une décision avant d'aviser un service.",
        "Record a decision before telling a ward.",
    ),
    "ward_already_asked": Text(
        Http.CONFLICT,
        "{ward} a déjà un avis pour cette affaire ({state}).",
        "{ward} already has a notice for this case ({state}).",
    ),
    "notice_move_not_allowed": Text(
        Http.CONFLICT,
        "État de l'avis : {state}. « {to} » n'est pas possible, mais : {allowed}.",
        'State of the notice: {state}. "{to}" is not possible, but: {allowed}.',
    ),
    "notice_step_unknown": Text(
        Http.UNPROCESSABLE_ENTITY, "Étape inconnue : {to}.", "Unknown step: {to}."
    ),
    "refusal_needs_reason": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Un refus demande un motif, pour que le régulateur cherche mieux.",
        "A refusal needs a reason, so that the physician can look further.",
        field="reason",
    ),
    **CALLS,
    **UNITS,
    **PLACES,
    **PROPOSALS,
    **ROUTES,
    **TASKS,
    **PATIENTS,
    **WARDS,
}
