"""`samu geo import` and `samu geo info`: the road graph in use, and how it comes there."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.status import Status

from geo.roads.importing import Imported, Stage, Tell, import_map
from geo.roads.map_refused import MapRefused
from web.geography.summary import (
    STALE_DAYS,
    age_days,
    border_lines,
    graph_lines,
    import_lines,
    missing_lines,
)
from web.geography.terminal import Lang, Terminal
from web.geography.words import REFUSALS, STAGES, Say
from web.terminal import Language, language

_progress = Console(stderr=True)


def import_(
    file: Annotated[Path, typer.Argument(help="An .osm.pbf, .osm or edge list .csv.")],
    out: Annotated[
        Path | None, typer.Option(help="Where the graph goes; else SAMU_ROADS_FILE.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Build the road graph from a map and put it in use; a failure changes nothing and exits 1."""
    shell = Terminal(lang=language(lang))
    target, began_s = out or shell.settings.roads_path(), time.monotonic()
    done = _imported(shell, file, target)
    for line in import_lines(done, shell.country, shell.crossings().policy, shell.lang):
        shell.say(line)
    seconds, size_mb = time.monotonic() - began_s, done.size_bytes / 1e6
    shell.say(Say.IN_PLACE.text(shell.lang, path=target, size_mb=size_mb, seconds=seconds))


def _imported(shell: Terminal, file: Path, target: Path) -> Imported:
    now = datetime.now(UTC)
    try:
        with _ended_politely(), _progress.status("") as status:
            return import_map(
                file, target, shell.country, built_at=now, tell=_teller(status, shell.lang)
            )
    except MapRefused as refused:
        text = REFUSALS[refused.fault].text(shell.lang, **refused.facts)
        shell.say(f"{text} [{refused.fault}]", style="red")
        shell.say(Say.UNCHANGED.text(shell.lang))
        raise typer.Exit(1) from refused
    except KeyboardInterrupt:
        shell.fail(Say.INTERRUPTED.text(shell.lang), "interrupted")


def _teller(status: Status, lang: Language) -> Tell:
    def tell(stage: Stage, ways: int) -> None:
        status.update(STAGES[stage].text(lang, ways=f"{ways:,}".replace(",", " ")))

    return tell


@contextmanager
def _ended_politely() -> Iterator[None]:
    """Clear up on SIGTERM as on Ctrl-C: a nightly job is ended by its supervisor."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def info(lang: Lang = None) -> None:
    """Say which road graph is in use; exits 1 when there is none or it cannot be read."""
    shell = Terminal(lang=language(lang))
    graph = shell.graph()
    shell.say(str(shell.settings.roads_path()))
    for line in graph_lines(graph, shell.lang):
        shell.say(line)
    for line in missing_lines(graph, shell.country, shell.lang):
        shell.say(line)
    for line in border_lines(graph, shell.country, shell.crossings().policy, shell.lang):
        shell.say(line)
    if age_days(graph, datetime.now(UTC)) > STALE_DAYS:
        shell.say(Say.STALE.text(shell.lang, days=STALE_DAYS), style="yellow")
