"""Where it is, on the wire: the place in force, and every source's word beside it."""

from collections.abc import Sequence

from pydantic import Field

from geo.apart import Apart, gap_m
from geo.place import Place, PlaceSource, Precision, Relation
from geo.position import Position
from geo.territory import FindingKind
from regulation.place_alias import PlaceAlias
from regulation.statement import Statement, apart, numbered
from web.view.wire import Body, Moment, PersonView, PositionView, Short, View, Words


class PositionBody(Body):
    """A point in degrees WGS84."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    accuracy_m: float | None = Field(default=None, ge=0, le=1_000_000)

    def state(self) -> Position:
        """Return it as a position; raises InvalidPosition for 0, 0."""
        return Position(lat=self.lat, lon=self.lon, accuracy_m=self.accuracy_m)


class PlaceBody(Body):
    """Where it is: the caller's words, and a pin if one was chosen."""

    said: Words = ""
    landmark: Words = ""
    relation: Relation = Relation.NONE
    position: PositionBody | None = None
    precision: Precision = Precision.INCONNUE
    source: PlaceSource = PlaceSource.NONE
    found_name: Short | None = None
    region: Short | None = None
    keep_outside: bool = Field(
        default=False, description="Keep a pin that lies outside the country, knowingly."
    )

    def state(self) -> Place:
        """Return it as a place; raises InvalidPosition for an impossible pin."""
        return Place(
            said=self.said,
            landmark=self.landmark,
            relation=self.relation,
            position=self.position.state() if self.position else None,
            precision=self.precision,
            source=self.source,
            found_name=self.found_name,
            region=None,
        )


class PlaceView(View):
    """Where it is, as recorded."""

    said: str
    landmark: str
    relation: Relation
    position: PositionView | None
    precision: Precision
    source: PlaceSource
    found_name: str | None
    region: str | None


class StatementView(View):
    """What one source says, and how far it lies from what is in force."""

    number: int
    in_force: bool
    place: PlaceView
    radius_m: float | None
    territory: FindingKind | None
    centre_id: str | None
    by: PersonView
    at: Moment
    fix_at: Moment | None
    link_id: str | None
    from_in_force_m: float | None
    apart: list[Apart]


class LinkView(View):
    """A link that was made for the caller's phone; its secret is known to nobody here."""

    id: str
    by: PersonView
    at: Moment
    expires_at: Moment


def statement_views(said: Sequence[Statement], in_force: int | None) -> list[StatementView]:
    """Return what each source says, oldest first."""
    chosen = None if in_force is None else numbered(in_force, said)
    return [_statement_view(one, chosen) for one in said]


def _statement_view(one: Statement, chosen: Statement | None) -> StatementView:
    gap = gap_m(one.place, chosen.place) if chosen else None
    return StatementView(
        number=one.number,
        in_force=one is chosen,
        place=PlaceView.model_validate(one.place),
        radius_m=one.place.radius_m,
        territory=one.ground.territory,
        centre_id=one.ground.centre_id,
        by=PersonView.model_validate(one.by),
        at=one.at,
        fix_at=one.fix_at,
        link_id=one.link_id,
        from_in_force_m=None if gap is None else round(gap, 1),
        apart=sorted(apart(one, chosen)) if chosen else [],
    )


class KnownPlaceView(View):
    """A description of a place that crews have confirmed, and may be found by."""

    id: str
    centre_id: str
    name: str
    position: PositionView
    region: str | None
    case_ids: list[str]
    confirmed_count: int
    taught_by: PersonView
    first_at: Moment
    last_at: Moment
    active: bool


def known_place_view(alias: PlaceAlias) -> KnownPlaceView:
    """Return a learnt description as it goes over the wire."""
    return KnownPlaceView.model_validate(alias)
