"""Where the units are now: the newest believed position of each, in memory.

Positions are not events: they come by the thousand and only the newest matters. What is shown
to the room lives here; the store keeps the last one of each unit and a thinned track.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from fleet.track import Fix, Rejection, accept
from geo.nearest import MovingPoints
from geo.position import Position

THINNED_S = 15.0
"""The record keeps one point a quarter of a minute: enough to tell the way that was driven."""


@dataclass(slots=True, kw_only=True)
class Tracker:
    """The newest position of every unit that has sent one."""

    latest: dict[str, Fix] = field(default_factory=dict)
    refusals: dict[Rejection, int] = field(default_factory=dict)
    _jumps: dict[str, int] = field(default_factory=dict)
    _kept_at: dict[str, datetime] = field(default_factory=dict)
    _points: MovingPoints = field(default_factory=MovingPoints)

    def take(self, fix: Fix) -> Rejection | None:
        """Believe a fix or return why not; refusals are counted by reason."""
        verdict = accept(
            self.latest.get(fix.unit_id), fix, refused_jumps=self._jumps.get(fix.unit_id, 0)
        )
        if isinstance(verdict, Rejection):
            self.refusals[verdict] = self.refusals.get(verdict, 0) + 1
            if verdict is Rejection.JUMP:
                self._jumps[fix.unit_id] = self._jumps.get(fix.unit_id, 0) + 1
            return verdict
        self._jumps.pop(fix.unit_id, None)
        self._keep(verdict)
        return None

    def restore(self, fixes: Iterable[Fix]) -> None:
        """Start from the last known positions; newer ones already here stay."""
        for fix in fixes:
            known = self.latest.get(fix.unit_id)
            if known is None or known.fix_at < fix.fix_at:
                self._keep(fix)

    def around(self, position: Position, at_most: int) -> list[tuple[Fix, float]]:
        """Return the units nearest to a point in a straight line, with metres, nearest first."""
        found = self._points.nearest(position, at_most)
        return [(self.latest[unit_id], far_m) for unit_id, far_m in found]

    def _keep(self, fix: Fix) -> None:
        self.latest[fix.unit_id] = fix
        self._points.move(fix.unit_id, fix.position)

    def due_for_record(self, fix: Fix) -> bool:
        """Say whether this fix is the next point of the unit's thinned track, and note it."""
        kept = self._kept_at.get(fix.unit_id)
        if kept is not None and (fix.fix_at - kept).total_seconds() < THINNED_S:
            return False
        self._kept_at[fix.unit_id] = fix.fix_at
        return True
