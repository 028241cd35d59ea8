"""The refusals around tasks and call-backs."""

from http import HTTPStatus as Http

from web.refusals.text import Text

TASKS: dict[str, Text] = {
    "task_move_not_allowed": Text(
        Http.CONFLICT,
        "État de la tâche : {state}. « {to} » n'est pas possible, mais : {allowed}.",
        'State of the task: {state}. "{to}" is not possible, but: {allowed}.',
    ),
    "task_held_by_other": Text(
        Http.CONFLICT,
        "Tâche prise par {by}. Reprenez-la d'abord si nécessaire.",
        "Task held by {by}. Take it over first if needed.",
    ),
    "task_already_yours": Text(
        Http.CONFLICT, "Vous avez déjà pris cette tâche.", "You already hold this task."
    ),
    "task_not_taken": Text(Http.CONFLICT, "Prenez d'abord la tâche.", "Take the task first."),
    "task_result_missing": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Dites en quelques mots ce qui a été fait.",
        "Say in a few words what was done.",
    ),
    "task_needs_outcome": Text(
        Http.CONFLICT,
        "Cette tâche se termine en notant l'issue du rappel : mieux, pareil, pire ou non joint.",
        "This task ends by noting what came of ringing: better, same, worse or not reached.",
    ),
    "task_cause_gone": Text(
        Http.CONFLICT,
        "Rien n'est en retard ici : aucune tâche n'est créée.",
        "Nothing is overdue here: no task is raised.",
    ),
    "task_cause_stands": Text(
        Http.CONFLICT,
        "Ce qui a créé la tâche dure encore : elle reste à faire.",
        "What raised the task still holds: it remains to be done.",
    ),
    "task_not_to_escalate": Text(
        Http.CONFLICT,
        "La tâche est {state} : rien à signaler de plus.",
        "The task is {state}: nothing more to tell.",
    ),
    # Call-backs
    "call_back_in_past": Text(
        Http.UNPROCESSABLE_ENTITY,
        "L'heure du rappel ({at}) est passée : il est {now}. Choisissez une heure à venir.",
        "The time to ring ({at}) is past: it is {now}. Choose a time to come.",
    ),
    "call_back_too_far": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Un rappel se fixe entre une minute et {hours} heures à l'avance.",
        "A call-back is set between one minute and {hours} hours ahead.",
    ),
    "call_back_too_urgent": Text(
        Http.CONFLICT,
        "Priorité {priority} : l'affaire ne peut pas quitter la file pour un rendez-vous. "
        "Un médecin doit d'abord la prendre.",
        "Priority {priority}: the case cannot leave the queue for an appointment. "
        "A physician must take it first.",
    ),
    "call_back_needs_number": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Indiquez le numéro à rappeler : aucun n'est connu.",
        "Say which number to ring: none is known.",
    ),
    "call_back_needs_reason": Text(
        Http.UNPROCESSABLE_ENTITY,
        "Renoncer à un rappel demande un motif écrit.",
        "Doing without a call-back needs a written reason.",
    ),
    "call_back_over": Text(
        Http.CONFLICT,
        "Ce rappel est déjà terminé. Son issue est dans l'affaire.",
        "This call-back is over already. What came of it is in the case.",
    ),
    "case_has_call_back": Text(
        Http.CONFLICT,
        "Un rappel est promis pour {at}. Faites-le ou renoncez-y avec un motif avant de clôturer.",
        "A call-back is promised for {at}. Make it, or call it off with a reason, before closing.",
    ),
}
