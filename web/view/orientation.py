"""What is said of the wards beside their order, on the wire."""

from dispatch.orientation import Orientation
from dispatch.two_steps import TwoSteps
from regulation.paths.time_critical import TimeCriticalPath, WindowKind
from web.view.protocol import TextView
from web.view.wire import Moment, View


class PathView(View):
    """The time-critical path that the wards are ranked by: the time to the treatment counts.

    The window runs from `since`: the onset where it is known, else the opening of the case, so
    that what remains is at most what is said. All figures are a draft for physicians.
    """

    id: str
    label: TextView
    pre_alert: TextView
    onset: TextView
    since: Moment | None
    onset_known: bool
    window_s: float
    window_kind: WindowKind
    source_ref: str


class StepView(View):
    """One of the two wards of a way in two steps."""

    ward_id: str
    name: str
    hospital_name: str
    phone: str | None


class TwoStepsView(View):
    """Stabilise at the first ward, then go on to the second; the seconds add up to `total_s`.

    `gains` is what the second has and the first has not, `lacking` what neither has.
    """

    first: StepView
    second: StepView
    first_drive_s: float
    stabilise_s: float
    onward_s: float
    handover_s: float
    total_s: float
    gains: list[str]
    lacking: list[str]


class OrientationView(View):
    """Whether any ward that is reached has all that is needed, and what to do where none has.

    `nowhere` names what no ward of the country has today.
    """

    needs: list[str]
    needs_one_of: list[str]
    complete: bool
    nowhere: list[str]
    path: PathView | None
    two_steps: list[TwoStepsView]


def orientation_view(orientation: Orientation) -> OrientationView:
    """Return an orientation as it goes over the wire."""
    return OrientationView(
        needs=sorted(orientation.needs.all_of),
        needs_one_of=sorted(orientation.needs.any_of),
        complete=orientation.complete,
        nowhere=sorted(orientation.nowhere),
        path=_path(orientation.path, orientation) if orientation.path else None,
        two_steps=[_way(way) for way in orientation.ways],
    )


def _path(path: TimeCriticalPath, orientation: Orientation) -> PathView:
    same = {
        name: getattr(path, name)
        for name in ("id", "label", "pre_alert", "onset", "window_s", "window_kind", "source_ref")
    }
    told = {"since": orientation.since, "onset_known": orientation.onset_known}
    return PathView.model_validate(same | told, from_attributes=True)


def _way(way: TwoSteps) -> TwoStepsView:
    wards = {"first": way.first.candidate.ward, "second": way.second.candidate.ward}
    steps = {
        name: StepView(
            ward_id=ward.id, name=ward.name, hospital_name=ward.hospital_name, phone=ward.phone
        )
        for name, ward in wards.items()
    }
    return TwoStepsView(
        **steps,
        first_drive_s=round(way.first_drive_s),
        stabilise_s=round(way.stabilise_s),
        onward_s=round(way.onward.duration_s),
        handover_s=round(way.handover_s),
        total_s=round(way.total_s),
        gains=sorted(way.gains),
        lacking=sorted(way.lacking),
    )
