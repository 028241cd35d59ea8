"""What a ranking is asked: everything it goes by, so that it can be kept and asked again.

A question is gathered once (`units.py`, `wards.py`), ranked, and stored with its answer
(`stored.py`); the same question ranked by the same rules gives the same list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.needs import Needs
from dispatch.orient import WardCandidate, WardOption, rank_wards
from dispatch.orientation import Orientation, nowhere, ways_of
from dispatch.recommend import RANKED_MAX, UnitCandidate, UnitOption, rank_units
from dispatch.two_steps import Onward
from regulation.paths.time_critical import TimeCriticalPath


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitQuestion:
    """Which unit for a case of `centre_id`; the fields are those of `rank_units`.

    Stored: a new field needs a default.
    """

    candidates: tuple[UnitCandidate, ...]
    centre_id: str
    medicalised: bool
    adult: bool = False
    equipment: frozenset[str] = frozenset()
    now: datetime | None = None
    """When it was asked; None in questions stored before crews could state their condition."""
    case_id: str | None = None
    """For whom; None in questions stored before units could be reserved."""

    def ranked(self, at_most: int | None = RANKED_MAX) -> list[UnitOption]:
        """Return the units in order; see `rank_units`."""
        return rank_units(
            self.candidates,
            centre_id=self.centre_id,
            medicalised=self.medicalised,
            adult=self.adult,
            equipment=self.equipment,
            now=self.now,
            case_id=self.case_id,
            at_most=at_most,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WardQuestion:
    """Which ward for a case of `centre_id` at `now`; the fields are those of `rank_wards`.

    Stored: a new field needs a default.
    """

    candidates: tuple[WardCandidate, ...]
    needs: Needs
    centre_id: str
    now: datetime
    path: TimeCriticalPath | None = None
    since: datetime | None = None
    onset_known: bool = False
    onward: tuple[Onward, ...] = ()
    """Drives between wards, where a way in two steps was looked for."""

    def ranked(self, at_most: int | None = RANKED_MAX) -> list[WardOption]:
        """Return the wards in order; see `rank_wards`."""
        return rank_wards(
            self.candidates,
            self.needs,
            centre_id=self.centre_id,
            now=self.now,
            path=self.path,
            since=self.since,
            onset_known=self.onset_known,
            at_most=at_most,
        )

    def orientation(self, options: Sequence[WardOption]) -> Orientation:
        """Return what is to be said beside the order; `options` are all the ranked wards."""
        return Orientation(
            needs=self.needs,
            complete=any(option.complete for option in options),
            nowhere=nowhere(self.candidates, self.needs, self.now),
            path=self.path,
            since=self.since,
            onset_known=self.onset_known,
            ways=ways_of(options, self.onward),
        )
