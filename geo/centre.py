"""A regional regulation centre (CRRA): the room that answers for some regions."""

from dataclasses import dataclass

from geo.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Holds one centre, the regions it answers for, and its name on the Hub Santé.

    ``id`` is short and stable (``KL``), ``code`` is the service's own word (``KAOLACK``),
    ``regions`` are ISO 3166-2 codes, ``hub_owner`` is the prefix of the ids it gives out
    (``sn.health.samu.kaolack``). ``position`` is the town's, to be replaced by a survey.
    """

    id: str
    code: str
    name: str
    city: str
    position: Position
    regions: tuple[str, ...]
    hub_owner: str
