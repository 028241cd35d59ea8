"""The refusals around tasks, for the table of all refusals (`refusals.py`)."""

from http import HTTPStatus as Http

from web.refusal_text import Text

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
}
