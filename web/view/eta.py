"""Expected arrivals on the wire."""

from pydantic import Field

from dispatch.eta.bound import Toward
from dispatch.eta.expected import Eta
from geo.travel import NotReached, TravelMethod
from web.view.wire import Moment, View


class EtaView(View):
    """When a unit under way is expected, by which router, from how old a position.

    `eta_at` is null when no way is known (`not_reached` says why). `fix_at` is the age of it
    all: null when the unit has sent no position and its base or the scene stood in for it.
    `still_since` is set while the unit does not get on. Compare `promised_at` for lateness.
    """

    mission_id: str
    unit_id: str
    case_id: str
    toward: Toward
    ward_id: str | None
    eta_at: Moment | None
    promised_at: Moment | None
    not_reached: NotReached | None
    distance_m: float | None = Field(description="What is left of the way, in metres by road.")
    method: TravelMethod | None
    via: str | None
    fix_at: Moment | None
    still_since: Moment | None
    computed_at: Moment


def eta_view(eta: Eta) -> EtaView:
    """Return an expected arrival as it goes over the wire."""
    view = EtaView.model_validate(eta)
    if view.distance_m is None:
        return view
    return view.model_copy(update={"distance_m": float(round(view.distance_m))})
