"""A link with which the caller's phone says where it is: once, and soon.

The link says nothing of the call: whoever finds it can only send a position, and only until it
was used or has expired.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from regulation.person import Person
from regulation.refusal import Refusal
from regulation.statement import CallerLink, Statement

LINKS_MAX: Final = 10
"""Of one call or case: a phone that did not open three links will not open the eleventh."""

BETTER_WITHIN_S: Final = 120.0
"""A phone's first fix is often its cell's; outdoors the satellites' follows within two minutes."""


def make(
    links: Sequence[CallerLink], link_id: str, *, lasts_s: float, by: Person, at: datetime
) -> CallerLink | Refusal:
    """Return a new link that can be used until `lasts_s` seconds from now."""
    if len(links) >= LINKS_MAX:
        return Refusal(code="too_many_links", facts={"max": str(LINKS_MAX)})
    return CallerLink(id=link_id, by=by, at=at, expires_at=at + timedelta(seconds=lasts_s))


def refuse_answer(
    link_id: str,
    *,
    expires_at: datetime,
    said: Sequence[Statement],
    radius_m: float | None,
    at: datetime,
) -> Refusal | None:
    """Return why a position by this link is not taken, or None when it is.

    One position is taken. Within two minutes a better one is taken too: it stands beside the
    first, which is not erased.
    """
    if at >= expires_at:
        return Refusal(code="link_expired")
    answers = [one for one in said if one.link_id == link_id]
    if not answers:
        return None
    if at - answers[0].at > timedelta(seconds=BETTER_WITHIN_S):
        return Refusal(code="link_used")
    best_m = min((one.place.radius_m or 0.0 for one in answers), default=0.0)
    if radius_m is None or radius_m >= best_m:
        return Refusal(code="link_no_better", facts={"within": f"{best_m:.0f}"})
    return None


def better_until(link_id: str, said: Sequence[Statement], expires_at: datetime) -> datetime | None:
    """Return until when a better position is still taken, None before the first."""
    first = next((one.at for one in said if one.link_id == link_id), None)
    return None if first is None else min(first + timedelta(seconds=BETTER_WITHIN_S), expires_at)
