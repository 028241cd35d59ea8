"""The newest expected arrival of every mission under way, in memory, by whoever reckoned it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dispatch.eta.expected import Eta


@dataclass(slots=True, kw_only=True)
class Etas:
    """What is expected now: the later reckoned of two wins, so that doubles do no harm."""

    latest: dict[str, Eta] = field(default_factory=dict)
    """By mission."""

    def take(self, etas: Iterable[Eta]) -> list[Eta]:
        """Keep arrivals; returns those that are news here."""
        news = [eta for eta in etas if self._is_newer(eta)]
        self.latest |= {eta.mission_id: eta for eta in news}
        return news

    def keep_only(self, mission_ids: Collection[str]) -> None:
        """Forget the missions that are under way no longer."""
        for gone in self.latest.keys() - set(mission_ids):
            del self.latest[gone]

    def _is_newer(self, eta: Eta) -> bool:
        known = self.latest.get(eta.mission_id)
        return known is None or known.computed_at < eta.computed_at
