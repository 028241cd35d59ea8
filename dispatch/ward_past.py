"""What a ward has answered lately to other patients in the same need: refusals, and silence.

A ward that sent three patients away this evening will probably send the fourth away too, but it
is not closed: the doubt halves every two hours and is gone after twelve.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.needs import Needs
from dispatch.notice import Notice, NoticeStatus

LOOK_BACK = timedelta(hours=12)
"""Past the change of team nobody who refused is on duty any more."""

REFUSED_S = 30 * 60.0
"""A refusal a moment ago: draft, about what a call, an answer and a new way cost."""

HALF_LIFE_S = 2 * 3600.0
"""The doubt halves in about the time in which a bed becomes free."""

REFUSED_S_MAX = 2 * 3600.0
"""However often it refused: a full ward that says so weighs no more."""

_NO = frozenset({NoticeStatus.REFUSED, NoticeStatus.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRefusal:
    """One refusal of another patient, or one notice that nobody answered, and when."""

    at: datetime
    silent: bool


def weight_s(past: Iterable[PastRefusal], now: datetime) -> float:
    """Return what the refusals of the last hours weigh, in seconds."""
    ages_s = (max(0.0, (now - one.at).total_seconds()) for one in past)
    fading: float = sum(
        REFUSED_S * 0.5 ** (age_s / HALF_LIFE_S)
        for age_s in ages_s
        if age_s <= LOOK_BACK.total_seconds()
    )
    return min(REFUSED_S_MAX, fading)


def past_of(
    notices: Iterable[Notice], needs: Needs, *, except_case_id: str
) -> dict[str, tuple[PastRefusal, ...]]:
    """Return the refusals by ward that were for one of the same needs, this case's left out."""
    found: dict[str, tuple[PastRefusal, ...]] = {}
    wanted = needs.all_of | needs.any_of
    for notice in notices:
        asked = notice.sent.needs.all_of | notice.sent.needs.any_of
        if notice.case_id == except_case_id or notice.status not in _NO or not wanted & asked:
            continue
        last = notice.history[-1]
        one = PastRefusal(at=last.at, silent=notice.status is NoticeStatus.EXPIRED)
        found[notice.ward_id] = (*found.get(notice.ward_id, ()), one)
    return found
