"""`samu geo crossings` and `samu geo crossing`: which borders ambulances pass."""

from typing import Annotated

import typer

from dispatch.crossings import CrossingsUnreadable, read_decisions, write_decision
from geo.roads.border import Passage
from geo.roads.crossing_rules import CrossingDecision
from geo.roads.file import GraphUnreadable, load_graph
from web.geography.summary import state, tabled_ids
from web.geography.terminal import Lang, Terminal
from web.geography.words import Say
from web.terminal import language


def crossings(
    *,
    all_: Annotated[bool, typer.Option("--all", help="Every road over a border too.")] = False,
    lang: Lang = None,
) -> None:
    """List the border crossings and whether ambulances may pass."""
    shell = Terminal(lang=language(lang))
    now = shell.crossings()
    policy, decided = now.policy, {one.id: one for one in _decisions(shell)}
    graph = shell.graph() if all_ else None
    for border in sorted({*policy.rules, *(graph.borders if graph else ())}):
        rule, decision = policy.at(border), decided.get(border)
        said = f"{border}: {state(rule, shell.lang)}"
        marks = [rule.name, Say.DECIDED.text(shell.lang) if decision else ""]
        marks.append(decision.note if decision else "")
        shell.say(" - ".join([said, *(mark for mark in marks if mark)]))


def crossing(
    crossing_id: Annotated[str, typer.Argument(metavar="ID", help="As listed, such as farafenni.")],
    passage: Annotated[Passage, typer.Argument(help="open, costly or closed.")],
    delay: Annotated[
        float | None, typer.Option(min=0, max=2880, help="Minutes lost there on top of driving.")
    ] = None,
    note: Annotated[str, typer.Option(help="Why, and until when.")] = "",
    lang: Lang = None,
) -> None:
    """Decide whether ambulances pass a crossing; in force at once, without a restart."""
    shell = Terminal(lang=language(lang))
    if crossing_id not in _known_ids(shell):
        shell.fail(Say.UNKNOWN_CROSSING.text(shell.lang, id=crossing_id), "crossing_unknown")
    delay_s = None if delay is None else delay * 60
    decision = CrossingDecision(id=crossing_id, passage=passage, delay_s=delay_s, note=note)
    try:
        write_decision(shell.settings.crossings_path(), decision)
    except (CrossingsUnreadable, OSError) as error:
        shell.fail(str(error), "crossings_unreadable")
    rule = shell.crossings().policy.at(crossing_id)
    said = state(rule, shell.lang)
    shell.say(Say.DECISION_KEPT.text(shell.lang, id=crossing_id, state=said))


def _known_ids(shell: Terminal) -> set[str]:
    tabled = tabled_ids(shell.country)
    try:
        return tabled | set(load_graph(shell.settings.roads_path()).borders)
    except GraphUnreadable:
        return tabled


def _decisions(shell: Terminal) -> tuple[CrossingDecision, ...]:
    try:
        return read_decisions(shell.settings.crossings_path())
    except CrossingsUnreadable:
        return ()
