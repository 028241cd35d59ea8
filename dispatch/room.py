"""What every command can lean on: the country, the protocols, the router, the positions."""

from dataclasses import dataclass, field

from dispatch.eta.known import Etas
from dispatch.proposal.price import Prices
from dispatch.protocols import Protocols
from dispatch.store.decoded import Decoded
from dispatch.store.handovers import Handovers
from dispatch.tracking import Tracker
from geo.country import Country
from geo.travel import Router
from regulation.clocks import Clocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The means of the regulation room that are not rows in the store."""

    country: Country
    protocols: Protocols
    router: Router
    tracker: Tracker
    etas: Etas = field(default_factory=Etas)
    clocks: Clocks = field(default_factory=Clocks)
    handovers: Handovers = field(default_factory=Handovers)
    link_lasts_s: float = 1800.0
    """How long a link for a caller's phone can be used."""
    decoded: Decoded = field(default_factory=Decoded)
    prices: Prices | None = None
    """Works out what each choice costs others; none where nothing is shown."""
