"""The rehearsal on the terminal: a table of steps, and what failed."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from web.rehearse.timeline import Step, Timeline
from web.terminal import Language

_HEADINGS = {
    "fr": ("", "Qui", "Étape", "ms", "Remarque"),
    "en": ("", "Who", "Step", "ms", "Remark"),
}
_LAST = {
    "fr": ("Répétition réussie : {n} étapes en {s:.1f} s", "ÉCHEC à l'étape « {step} »"),
    "en": ("Rehearsal passed: {n} steps in {s:.1f} s", 'FAILED at the step "{step}"'),
}
_EXPECTED = {
    "fr": "  attendu : {expected}\n  obtenu  : {got}",
    "en": "  expected: {expected}\n  got     : {got}",
}


WIDE_COLUMNS = 100
"""A narrower terminal shows who, what and how long, and leaves the remarks out."""


def print_timeline(out: Console, timeline: Timeline, language: Language) -> None:
    """Print every step with its time, then the verdict."""
    table = Table(box=None, padding=(0, 1), show_edge=False)
    mark, who, words, took, remark = _HEADINGS[language]
    for heading in (mark, who):
        table.add_column(heading, no_wrap=True)
    longest = max((len(_text(step, language)) for step in timeline.steps), default=0)
    table.add_column(words, no_wrap=True, min_width=longest)
    table.add_column(took, justify="right", no_wrap=True, min_width=5)
    wide = out.width >= WIDE_COLUMNS
    if wide:
        table.add_column(remark, no_wrap=True, overflow="ellipsis")
    for step in timeline.steps:
        sign = "[green]✓[/green]" if step.failure is None else "[red]✗[/red]"
        took_ms = f"{step.took_s * 1000:.0f}"
        said = [Text(_text(step, language)), Text(took_ms)]
        said += [Text(step.remark)] if wide else []
        table.add_row(sign, Text(step.who.value[language == "en"]), *said)
    out.print(table)
    _print_verdict(out, timeline, language)


def _text(step: Step, language: Language) -> str:
    return step.en if language == "en" else step.fr


def _print_verdict(out: Console, timeline: Timeline, language: Language) -> None:
    passed, failed = _LAST[language]
    if not timeline.failures:
        took_s = sum(step.took_s for step in timeline.steps)
        out.print(passed.format(n=len(timeline.steps), s=took_s), style="green", highlight=False)
    for step in timeline.failures:
        out.print(failed.format(step=_text(step, language)), style="red", highlight=False)
        if step.failure is not None:
            facts = {"expected": step.failure.expected, "got": step.failure.got}
            out.print(_EXPECTED[language].format(**facts), highlight=False, markup=False)
