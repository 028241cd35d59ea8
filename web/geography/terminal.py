"""What every command of `samu geo` begins with: settings, country, language, ways to say it."""

from dataclasses import dataclass, field
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console

from dispatch.crossings import Crossings
from dispatch.settings import Settings
from geo.country import Country, load_country
from geo.roads.file import GraphUnreadable, load_graph
from geo.roads.graph import RoadGraph
from web.geography.words import NO_GRAPH
from web.terminal import Language

OUT: Final = Console(soft_wrap=True, highlight=False)

Lang = Annotated[str | None, typer.Option("--lang", help="fr or en; else by LANG.")]


@dataclass(slots=True, kw_only=True)
class Terminal:
    """What this command works with, in the terminal's language."""

    lang: Language
    settings: Settings = field(default_factory=Settings)
    country: Country = field(init=False)

    def __post_init__(self) -> None:
        self.country = load_country(self.settings.country)

    def say(self, text: str, *, style: str | None = None) -> None:
        """Print one line as it is."""
        OUT.print(text, style=style, markup=False)

    def fail(self, text: str, code: str) -> NoReturn:
        """Print what is wrong with its code, and end."""
        self.say(f"{text} [{code}]", style="red")
        raise typer.Exit(1)

    def graph(self) -> RoadGraph:
        """Return the graph in use; ends the command when there is none that can be read."""
        path = self.settings.roads_path()
        try:
            return load_graph(path)
        except GraphUnreadable as unreadable:
            text = NO_GRAPH[unreadable.code].text(self.lang, path=path)
            self.fail(text, f"graph_{unreadable.code}")

    def crossings(self) -> Crossings:
        """Return the crossings as decided; says when the decisions cannot be read."""
        found = Crossings(self.country, self.settings.crossings_path())
        if found.trouble:
            self.say(found.trouble, style="red")
        return found
