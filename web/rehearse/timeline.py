"""The steps of a rehearsal: who did what, how long it took, and what went wrong if it did."""

import contextlib
import time
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from enum import Enum

import httpx

from web.demo.client import Refusal, SignedOut


class Who(Enum):
    """Who takes a step: French, then English."""

    CALL_TAKER = ("Assistant", "Call-taker")
    PHYSICIAN = ("Médecin", "Physician")
    CREW = ("Équipage", "Crew")
    WARD = ("Service", "Ward")
    PHONE = ("Téléphone", "Telephone")
    EVERYONE = ("Tous", "Everyone")


class Unmet(Exception):  # noqa: N818 - what a step expected did not come
    """Something else came than was expected."""

    def __init__(self, expected: object, got: object) -> None:
        self.expected, self.got = str(expected), str(got)
        super().__init__(f"expected {self.expected}, got {self.got}")


class Stopped(Exception):  # noqa: N818 - a state
    """A step failed, and what follows stands on it."""


@dataclass(slots=True, kw_only=True)
class Step:
    """One step."""

    who: Who
    fr: str
    en: str
    took_s: float = 0.0
    remark: str = ""
    failure: Unmet | None = None


@dataclass(slots=True, kw_only=True)
class Timeline:
    """All steps so far, in order."""

    steps: list[Step] = field(default_factory=list)

    @property
    def failures(self) -> list[Step]:
        """The steps that failed."""
        return [step for step in self.steps if step.failure is not None]

    @contextlib.asynccontextmanager
    async def step(self, who: Who, fr: str, en: str) -> AsyncIterator[Step]:
        """Time what is done inside; raises Stopped when it fails, after noting why."""
        step = Step(who=who, fr=fr, en=en)
        self.steps.append(step)
        began_s = time.perf_counter()
        try:
            yield step
        except Stopped:
            raise
        except Exception as error:
            step.failure = _unmet(error)
            raise Stopped from error
        finally:
            step.took_s = time.perf_counter() - began_s


def _unmet(error: Exception) -> Unmet:
    match error:
        case Unmet():
            return error
        case Refusal():
            return Unmet("2xx", error)
        case SignedOut():
            return Unmet("2xx", f"401 {error}")
        case TimeoutError():
            return Unmet("an event on the live line", "nothing in time")
        case httpx.TransportError():
            return Unmet("an answer", type(error).__name__)
        case _:
            return Unmet("no error", f"{type(error).__name__}: {error}")


def expect(wanted: object, got: object) -> None:
    """Go on when both are equal; raises Unmet otherwise."""
    if wanted != got:
        raise Unmet(wanted, got)


def expect_in(got: object, wanted: list[object]) -> None:
    """Go on when `got` is one of those wanted; raises Unmet otherwise."""
    if got not in wanted:
        raise Unmet(" / ".join(map(str, wanted)), got)


async def expect_refusal(asked: Awaitable[object], status: int, code: str) -> None:
    """Go on when the service refuses with this code; raises Unmet when it does anything else."""
    try:
        got = await asked
    except Refusal as refusal:
        expect(f"{status} {code}", f"{refusal.status} {refusal.code}")
        return
    raise Unmet(f"{status} {code}", f"2xx {str(got)[:120]}")
