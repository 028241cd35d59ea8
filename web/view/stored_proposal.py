"""A stored proposal on the wire."""

from dispatch.proposal.replay import replay
from dispatch.proposal.stored import Occasion
from dispatch.proposal_reader import ProposalRead
from geo.travel import TravelMethod
from regulation.priority import Priority
from web.explain.words import explained
from web.terminal import Language
from web.view.proposal import (
    PassedOverView,
    UnitOptionView,
    WardOptionView,
    unit_option_view,
    ward_option_view,
)
from web.view.wire import Moment, PositionView, View


class StoredProposalView(View):
    """A proposal as it stood, with what it was made from.

    `whole` is false when it was changed since it was written; `vouched` says whether an event of
    the journal proves it. `same_today` says whether the rules of today give the same list.
    """

    id: str
    case_id: str
    case_number: str
    centre_id: str
    made_at: Moment
    occasion: Occasion
    chosen: str | None
    priority: Priority
    place: PositionView | None
    protocols: list[str]
    medicalised_needed: bool | None
    needs: list[str]
    needs_one_of: list[str]
    units_weighed: int
    wards_weighed: int
    units: list[UnitOptionView]
    wards: list[WardOptionView]
    router: TravelMethod | None
    passed_over: list[PassedOverView]
    rules: str
    figures: dict[str, float]
    whole: bool
    vouched: bool
    same_today: bool
    words: list[str]


def stored_proposal_view(read: ProposalRead, language: Language) -> StoredProposalView:
    """Return a stored proposal as it goes over the wire, explained in one language."""
    stored, units, wards = read.stored, read.stored.asked_units, read.stored.asked_wards
    needs = wards.needs if wards else None
    same = {name: getattr(stored, name) for name in _SAME}
    return StoredProposalView.model_validate(
        same
        | {
            "case_number": stored.basis.number,
            "priority": stored.basis.priority,
            "place": stored.basis.place,
            "protocols": list(stored.basis.protocols),
            "medicalised_needed": units.medicalised if units else None,
            "needs": sorted(needs.all_of) if needs else [],
            "needs_one_of": sorted(needs.any_of) if needs else [],
            "units_weighed": len(units.candidates) if units else 0,
            "wards_weighed": len(wards.candidates) if wards else 0,
            "units": [
                unit_option_view(option, stored.centre_id, stored.prices) for option in stored.units
            ],
            "wards": [ward_option_view(option, stored.centre_id) for option in stored.wards],
            "passed_over": list(stored.passed_over),
            "rules": stored.rules.digest,
            "figures": stored.rules.figures,
            "whole": read.whole,
            "vouched": read.vouched,
            "same_today": replay(stored).same,
            "words": explained(read, language),
        },
        from_attributes=True,
    )


_SAME = ("id", "case_id", "centre_id", "made_at", "occasion", "chosen", "router")
