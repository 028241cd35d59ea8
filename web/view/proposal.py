"""The ranked proposal on the wire."""

from collections.abc import Mapping

from pydantic import Field

from dispatch.notice import NoticeStatus
from dispatch.orient import WardOption
from dispatch.proposal.price import Price
from dispatch.propose import Proposal
from dispatch.recommend import UnitOption
from fleet.unit import Team, UnitKind
from fleet.ward import BedFreshness
from geo.travel import NotReached, RouterFault, TravelMethod, TravelTime
from regulation.protocols.text import Text
from web.view.fleet import DiversionView, diversion_view
from web.view.meeting import MeetingView, meeting_view
from web.view.orientation import OrientationView, orientation_view
from web.view.price import PriceView, price_view
from web.view.protocol import TextView
from web.view.wire import Moment, View


class ReasonView(View):
    """One consideration, by code; the screen has the words."""

    code: str
    facts: dict[str, str]
    weight_min: int | None = Field(
        default=None, description="Minutes it adds to the total that the rank goes by."
    )


class UnitOptionView(View):
    """One unit of the proposal.

    `arrival_s` is the time to the patient: being freed, leaving and driving; `travel_s` the drive
    alone. `free` says that it may be ordered, `can_go` that nothing known stands in its way.
    """

    unit_id: str
    name: str
    kind: UnitKind
    team: Team
    medicalised: bool
    centre_id: str
    other_centre: bool
    arrival_s: float | None
    leaves_s: float | None
    frees_s: float | None = Field(description="Until its mission lets go of it, estimated.")
    frees_where: str | None
    not_reached: NotReached | None
    travel_s: float | None
    distance_m: float | None
    method: TravelMethod | None
    via: str | None
    position_age_s: float | None
    free: bool
    can_go: bool
    rank: int
    proposed: bool
    reasons: list[ReasonView]
    price: PriceView | None = Field(
        default=None, description="What sending it costs others; null beyond the first choices."
    )


class WardOptionView(View):
    """One ward of the proposal."""

    ward_id: str
    name: str
    hospital_name: str
    centre_id: str
    other_centre: bool
    travel_s: float | None
    distance_m: float | None
    method: TravelMethod | None
    via: str | None
    beds_free: int | None
    beds_at: Moment | None
    beds_age_s: float | None
    freshness: BedFreshness
    has: list[str]
    in_house: list[str] = Field(description="What another ward of the same hospital has.")
    missing: list[str]
    not_reached: NotReached | None
    position_accuracy_m: float | None
    handover_s: float = Field(description="Expected from arrival to hand-over.")
    handover_transfers: int = Field(description="Past transfers it is learnt from; 0: assumed.")
    total_min: int | None = Field(description="Sum of the reasons' minutes; None: not reached.")
    treatment: TextView | None = Field(description="On a time-critical path: what it can give.")
    treatment_s: float | None = Field(description="From leaving the scene to that treatment.")
    care_s: float | None = Field(description="The part of it after the hand-over.")
    diversion: DiversionView | None
    rank: int
    proposed: bool
    answer: NoticeStatus | None
    phone: str | None
    confirmed: bool
    reasons: list[ReasonView]


class PassedOverView(View):
    """A better router that did not count, and why."""

    method: TravelMethod
    fault: RouterFault


class ProposalView(View):
    """What the software proposes; the physician decides.

    `id` is what it is kept under (`/proposals/{id}`), null when it is not kept.
    """

    id: str | None
    case_id: str
    made_at: Moment
    place_known: bool
    units: list[UnitOptionView]
    wards: list[WardOptionView]
    orientation: OrientationView
    meeting: MeetingView | None
    router: TravelMethod | None
    passed_over: list[PassedOverView]


def _travel(travel: TravelTime | None) -> dict[str, object]:
    if travel is None:
        return {"travel_s": None, "distance_m": None, "method": None, "via": None}
    return {
        "travel_s": round(travel.duration_s),
        "distance_m": round(travel.distance_m),
        "method": travel.method,
        "via": travel.via,
    }


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)


def _reasons(option: UnitOption | WardOption) -> list[ReasonView]:
    return [
        ReasonView(
            code=reason.code,
            facts=dict(reason.facts),
            weight_min=None if reason.weight_s is None else round(reason.weight_s / 60),
        )
        for reason in option.reasons
    ]


def unit_option_view(
    option: UnitOption, centre_id: str, prices: Mapping[str, Price]
) -> UnitOptionView:
    """Return one unit's line; `centre_id` is the case's."""
    price = prices.get(option.candidate.unit.id)
    candidate, unit = option.candidate, option.candidate.unit
    return UnitOptionView.model_validate(
        _travel(candidate.travel)
        | {
            "unit_id": unit.id,
            "name": unit.name,
            "kind": unit.kind,
            "team": unit.team,
            "medicalised": unit.medicalised,
            "centre_id": unit.centre_id,
            "other_centre": unit.centre_id != centre_id,
            "position_age_s": candidate.position_age_s,
            "arrival_s": _whole(option.arrival_s),
            "leaves_s": _whole(candidate.leaving.s if candidate.leaving else None),
            "frees_s": _whole(candidate.frees.in_s if candidate.frees else None),
            "frees_where": candidate.frees.where if candidate.frees else None,
            "not_reached": candidate.not_reached,
            "free": candidate.free,
            "can_go": option.can_go,
            "price": price_view(price) if price else None,
            "rank": option.rank,
            "proposed": option.proposed,
            "reasons": _reasons(option),
        }
    )


def _text(text: Text) -> TextView:
    return TextView(fr=text.fr, en=text.en)


def _weighed(option: WardOption) -> dict[str, object]:
    """Return what the rank of a ward goes by."""
    candidate, care = option.candidate, option.care
    return {
        "in_house": sorted(option.in_house),
        "not_reached": candidate.not_reached,
        "position_accuracy_m": candidate.ward.position.accuracy_m,
        "handover_s": round(candidate.handover.expected_s),
        "handover_transfers": candidate.handover.transfers,
        "total_min": option.total_min,
        "treatment": _text(care.treatment.label) if care else None,
        "treatment_s": round(care.after_s) if care and candidate.travel else None,
        "care_s": round(care.care_s) if care else None,
        "diversion": diversion_view(option.diversion) if option.diversion else None,
    }


def ward_option_view(option: WardOption, centre_id: str) -> WardOptionView:
    """Return one ward's line; `centre_id` is the case's."""
    candidate, ward = option.candidate, option.candidate.ward
    same = {
        name: getattr(ward, name)
        for name in (
            *("name", "hospital_name", "centre_id", "beds_free", "beds_at", "phone"),
            "confirmed",
        )
    }
    return WardOptionView.model_validate(
        same
        | _travel(candidate.travel)
        | _weighed(option)
        | {
            "ward_id": ward.id,
            "other_centre": ward.centre_id != centre_id,
            "beds_age_s": option.beds_age_s,
            "freshness": option.freshness,
            "has": sorted(option.has),
            "missing": sorted(option.missing),
            "rank": option.rank,
            "proposed": option.proposed,
            "answer": candidate.answer,
            "reasons": _reasons(option),
        }
    )


def proposal_view(proposal: Proposal) -> ProposalView:
    """Return a proposal as it goes over the wire."""
    return ProposalView(
        id=proposal.id,
        case_id=proposal.case_id,
        made_at=proposal.made_at,
        place_known=proposal.place_known,
        units=[
            unit_option_view(option, proposal.centre_id, proposal.prices)
            for option in proposal.units
        ],
        wards=[ward_option_view(option, proposal.centre_id) for option in proposal.wards],
        orientation=orientation_view(proposal.orientation),
        meeting=meeting_view(proposal.meeting) if proposal.meeting else None,
        router=proposal.router,
        passed_over=[
            PassedOverView(method=over.method, fault=over.fault) for over in proposal.passed_over
        ],
    )
