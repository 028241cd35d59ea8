"""Where a near unit and a far physician meet, on the wire."""

from dispatch.proposal.meeting import Meeting, Party
from web.view.wire import PositionView, View


class PartyView(View):
    """One of two units that meet on the way; `to_patient_s` counts from now."""

    unit_id: str
    name: str
    ordered: bool
    to_patient_s: int


class MeetingPlaceView(View):
    """Where both can stand; `care` says that there are health staff."""

    name: str
    position: PositionView
    care: bool


class AtWardView(View):
    """The proposed ward, and when the near unit alone could be there."""

    name: str
    there_s: int


class MeetingView(View):
    """A near unit starts, the far physician comes to meet it; seconds from now.

    Without a `place` they meet at the patient's side.
    """

    first: PartyView
    second: PartyView
    place: MeetingPlaceView | None
    first_there_s: int
    second_there_s: int
    meets_s: int
    gained_s: int
    ward: AtWardView | None
    ward_first: bool


def _party(party: Party) -> PartyView:
    return PartyView(
        unit_id=party.unit_id,
        name=party.name,
        ordered=party.ordered,
        to_patient_s=round(party.to_patient_s),
    )


def meeting_view(meeting: Meeting) -> MeetingView:
    """Return a meeting as it goes over the wire."""
    place, ward = meeting.place, meeting.ward
    return MeetingView(
        first=_party(meeting.first),
        second=_party(meeting.second),
        place=None if place is None else MeetingPlaceView.model_validate(place),
        first_there_s=round(meeting.first_there_s),
        second_there_s=round(meeting.second_there_s),
        meets_s=round(meeting.meets_s),
        gained_s=round(meeting.gained_s),
        ward=None if ward is None else AtWardView(name=ward.name, there_s=round(ward.there_s)),
        ward_first=meeting.ward_first,
    )
