"""The command `samu demo`, as the terminal shows it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from dispatch.settings import Settings
from fleet.roster import load_fleet
from web.demo import accounts
from web.demo.run import PATIENCE_S, NotStarted, run_demo
from web.demo.setup import NotADemonstration, demo_settings, set_up_demo
from web.demo.words import Say
from web.terminal import Language, language

SHOWN = "KL"
"""The centre whose accounts are printed: it has a case at every stage."""


class Unready(RuntimeError):  # noqa: N818 - a state, told to the operator
    """The demonstration cannot run; the message says why, in the terminal's language."""


@dataclass(slots=True, kw_only=True)
class Demonstration:
    """One run of the demonstration."""

    folder: Path
    port: int | None
    speed: float
    fresh: bool
    lang: str | None
    out: Console
    _started_at: float = 0.0

    @property
    def language(self) -> Language:
        """The terminal's language."""
        return language(self.lang)

    async def run(self) -> None:
        """Set up what is missing, serve and act until stopped; raises Unready."""
        self._started_at = time.monotonic()
        given = {} if self.port is None else {"port": self.port}
        settings = demo_settings(self.folder, **given)
        try:
            if not await set_up_demo(settings, self._say, fresh=self.fresh):
                self._say(Say.ALREADY)
            self._say(Say.SERVER)
            await run_demo(settings, self.speed, lambda url: self._welcome(url, settings))
        except NotADemonstration as real:
            raise Unready(Say.NOT_DEMO.text(self.language, store=real)) from real
        except NotStarted as taken:
            raise Unready(Say.PORT_TAKEN.text(self.language, port=settings.port)) from taken

    def say_stopped(self) -> None:
        """Say that everything is stopped."""
        self._say(Say.STOPPED)

    def _say(self, line: Say) -> None:
        passed_s = time.monotonic() - self._started_at
        self.out.print(f"[dim]{passed_s:5.1f} s[/dim]  {line.text(self.language)}", highlight=False)

    def _welcome(self, url: str, settings: Settings) -> None:
        self._say(Say.SCENE)
        self._say(Say.READY)
        for line in self._sign_ins(url):
            self.out.print(line, highlight=False, soft_wrap=True)
        self._print(Say.PASSWORD, password=accounts.PASSWORD)
        fleet = load_fleet(settings.country)
        hospital = next(h.name for h in fleet.hospitals if h.id == accounts.LEFT_TO_PEOPLE)
        centres = dict.fromkeys(unit.centre_id for unit in fleet.units)
        units = ", ".join(map(accounts.unit_left_to_people, centres))
        self._print(Say.YOURS, hospital=hospital, units=units, patience=round(PATIENCE_S))
        self._print(Say.OTHERS)
        self._print(Say.STOP)

    def _print(self, line: Say, **facts: object) -> None:
        self.out.print(line.text(self.language, **facts), highlight=False, soft_wrap=True)

    def _sign_ins(self, url: str) -> Iterator[str]:
        unit, ward = accounts.unit_left_to_people(SHOWN), accounts.WARD_SHOWN
        rows = (
            (Say.CALL_TAKER, f"{url}/", accounts.call_taker(SHOWN)),
            (Say.PHYSICIAN, f"{url}/", accounts.physician(SHOWN)),
            (Say.CREW, f"{url}/equipage", accounts.crew(unit)),
            (Say.WARD, f"{url}/service", accounts.ward(ward)),
        )
        for role, page, login in rows:
            who = role.text(self.language, unit=unit, ward=ward)
            yield f"  {who:<34}{page:<34}{login}"
