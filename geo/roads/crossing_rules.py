"""What holds at each border crossing: the country's table, and over it what the service decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from geo.country import Country
from geo.crossing import BorderPost, Crossing
from geo.roads.border import BorderPolicy, BorderRule, Passage

UNLISTED_S: Final = 1_800.0
"""What a road over the border costs that no table speaks of: there may be no post at all, or one
that knows nothing of ambulances. It is passed when all else is half an hour longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingDecision:
    """Says what the service decided about one crossing, post or other road over a border.

    ``passage`` open means the usual delay; costly with ``delay_s`` seconds, or the usual one where
    it is None; ``note`` is for people: why, and until when.
    """

    id: str
    passage: Passage
    delay_s: float | None = None
    note: str = ""


_Table = TypeVar("_Table", Crossing, BorderPost)


def decided(country: Country, decisions: Iterable[CrossingDecision]) -> Country:
    """Return the country with its crossings and posts as the service decided they are."""
    by_id = {one.id: one for one in decisions}

    def under(row: _Table) -> _Table:
        decision = by_id.get(row.id)
        if decision is None:
            return row
        delay_s = row.delay_s if decision.delay_s is None else decision.delay_s
        return replace(row, open=decision.passage is not Passage.CLOSED, delay_s=delay_s)

    return replace(
        country,
        crossings=tuple(under(crossing) for crossing in country.crossings),
        posts=tuple(under(post) for post in country.posts),
    )


def border_policy(country: Country, decisions: Iterable[CrossingDecision] = ()) -> BorderPolicy:
    """Return what holds at every border id of a graph.

    A crossing's delay is told for the whole passage and holds that of its posts, see
    `BorderPolicy`. A border that no table speaks of is costly.
    """
    said = tuple(decisions)
    now = decided(country, said)
    tabled = BorderPolicy.of(now.crossings, now.posts)
    others = dict(_others(said, known=frozenset(tabled.rules)))
    unlisted = BorderRule(passage=Passage.COSTLY, extra_s=UNLISTED_S)
    return BorderPolicy(rules={**tabled.rules, **others}, unlisted=unlisted)


def _others(
    decisions: Iterable[CrossingDecision], *, known: frozenset[str]
) -> Iterator[tuple[str, BorderRule]]:
    """Yield what was decided about roads that are in no table, by their id on the map."""
    for one in decisions:
        if one.id not in known:
            usual_s = 0.0 if one.passage is Passage.OPEN else UNLISTED_S
            delay_s = usual_s if one.delay_s is None else one.delay_s
            yield one.id, _rule(one.passage is not Passage.CLOSED, delay_s)


def _rule(is_open: bool, delay_s: float) -> BorderRule:  # noqa: FBT001
    if not is_open:
        return BorderRule(passage=Passage.CLOSED)
    passage = Passage.COSTLY if delay_s > 0 else Passage.OPEN
    return BorderRule(passage=passage, extra_s=delay_s)
