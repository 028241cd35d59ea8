"""Professional callers whose numbers the service knows: health posts, midwives, firemen."""

from dataclasses import dataclass

from geo.position import Position
from regulation.caller import CallerType

PROFESSIONALS = frozenset(
    {
        CallerType.POMPIER,
        CallerType.AMBULANC,
        CallerType.AMBULANC_AASC,
        CallerType.AMBULANC_AUTRESEC,
        CallerType.SECOUR,
        CallerType.MED,
        CallerType.MED_MEDSOS,
        CallerType.MED_MRL,
        CallerType.MED_EFFML,
        CallerType.SANTE,
        CallerType.SANTE_INF,
        CallerType.SANTE_AIDESOIN,
        CallerType.SANTE_SF,
        CallerType.SANTE_AIDEDOM,
        CallerType.SANTE_PHARMA,
        CallerType.SANTE_DENTISTE,
        CallerType.SANTE_LABO,
        CallerType.FDO_MILI,
        CallerType.FDO_MILI_POL,
        CallerType.FDO_MILI_GENDARM,
        CallerType.FDO_MILI_MILI,
    }
)
"""The kinds of callers a number may be kept for: people at work, never a patient or a family."""

NAME_LENGTH_MAX = 200
"""A post's name fits on one line of a screen; longer is a paste by accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCaller:
    """Who rings from a number: the post's name, the trade, the centre, where the post is.

    `number` is E.164. `place` is said as on paper; `position` is where the post stands, None
    where nobody has measured it. What stands here is offered to reception and never imposed: the
    midwife may call from the roadside.
    """

    number: str
    name: str
    type: CallerType
    centre_id: str
    place: str = ""
    position: Position | None = None
