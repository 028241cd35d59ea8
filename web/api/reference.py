"""What everybody signed in may look up: centres, places, protocols, instructions, the map."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from dispatch.handle.assess import graded
from dispatch.refusal import Refused
from dispatch.store.engine import reading
from dispatch.store.protocols import find_version
from geo import basemap
from geo.country import Country
from geo.place import PlaceSource, Precision, Relation
from geo.position import Position
from geo.saying.described import full_name
from geo.saying.landmark import Way
from geo.saying.landmark_point import Understood
from geo.saying.locate import Candidate, interpret
from geo.saying.maplink import points_elsewhere
from geo.saying.three_words import says_three_words
from geo.territory import Finding, FindingKind
from regulation.protocols.library import UnknownProtocol
from web.signin import Parts, Who
from web.view.protocol import (
    InstructionView,
    ProtocolHit,
    ProtocolView,
    ResultView,
    TextView,
    instruction_view,
    protocol_view,
    result_view,
)
from web.view.wire import Body, Moment, PositionView, View

router = APIRouter(tags=["reference"])

Centre = Annotated[str | None, Query(max_length=16, description="Whose protocols; none for all.")]


class CentreView(View):
    """One regional regulation centre."""

    id: str
    code: str
    name: str
    city: str
    position: PositionView
    regions: list[str]


class TerritoryView(View):
    """Whose territory a point lies in."""

    kind: FindingKind
    centre_id: str | None
    region: str | None
    region_name: str | None
    department: str | None
    near_border_centre_ids: list[str]


class ConfirmedView(View):
    """By whom a description is known: crews that found it."""

    id: str
    centre_id: str
    confirmed_count: int
    confirmed_at: Moment


class UnderstoodView(View):
    """How a description beside a landmark was read."""

    relation: Relation
    way: Way = Field(description="In which direction its distance was read.")
    landmark: str
    far_m: float | None
    towards: str
    coming_from: str
    second: str = Field(description="The other end of 'between'.")
    unknown: str = Field(description="A direction that was said and that no list knows.")
    road: str = Field(description="The road's number, for a kilometre post.")


class CandidateView(View):
    """One place the words may mean; a person picks."""

    position: PositionView
    precision: Precision
    source: PlaceSource
    name: str
    region: str | None
    kind: str
    territory: TerritoryView
    known: ConfirmedView | None = None
    sources: list[str] = Field(default=[], description="Who gives the coordinates of a name.")
    verified_at: date | None = Field(
        default=None, description="When they were checked on the spot."
    )
    understood: UnderstoodView | None = None


class PlacesView(View):
    """What was said, unchanged, and what it may mean."""

    said: str
    candidates: list[CandidateView]
    shortened: bool = Field(
        default=False, description="The words hold a shortened link, whose point is elsewhere."
    )
    three_words: bool = Field(
        default=False, description="A three-word address, which only its owner can read."
    )


class EvaluationBody(Body):
    """Answers to try; nothing is recorded."""

    answers: dict[str, str] = Field(max_length=100)
    context: list[str] = Field(default=[], max_length=20)
    centre_id: str | None = Field(default=None, max_length=16)


class TroubleView(View):
    """One protocol file that is not used, and what is used instead."""

    scope: str = Field(description="The centre whose file it is; empty for all.")
    file: str
    line: int | None
    reason: str
    instead_since: Moment | None


def _territory(finding: Finding) -> TerritoryView:
    return TerritoryView(
        kind=finding.kind,
        centre_id=finding.centre_id,
        region=finding.region.code if finding.region else None,
        region_name=finding.region.name if finding.region else None,
        department=finding.department.name if finding.department else None,
        near_border_centre_ids=list(finding.near_border_centre_ids),
    )


@router.get("/centres")
async def centres(_who: Who, parts: Parts) -> list[CentreView]:
    """Return the regional centres."""
    return [CentreView.model_validate(centre) for centre in parts.room.country.centres]


@router.get("/places")
async def places(
    q: Annotated[str, Query(max_length=500)],
    _who: Who,
    parts: Parts,
    centre: Annotated[str | None, Query(max_length=16)] = None,
) -> PlacesView:
    """Return what the caller's words about the place may mean, best first; [] when nothing."""
    country = parts.room.country
    near = next((known.position for known in country.centres if known.id == centre), None)
    learnt = await parts.aliases.known()
    found = interpret(q, country.gazetteer, near=near, known=learnt, roads=country.roads)
    return PlacesView(
        said=q,
        candidates=[_candidate(one, country) for one in found],
        shortened=points_elsewhere(q),
        three_words=says_three_words(q),
    )


def _candidate(one: Candidate, country: Country) -> CandidateView:
    return CandidateView(
        position=PositionView.model_validate(one.position),
        precision=one.precision,
        source=one.source,
        name=one.name,
        region=one.region,
        kind=one.kind,
        territory=_territory(country.territories.find(one.position)),
        known=ConfirmedView.model_validate(one.known) if one.known else None,
        sources=list(one.sources),
        verified_at=one.verified_at,
        understood=_understood(one.understood, country) if one.understood else None,
    )


def _understood(one: Understood, country: Country) -> UnderstoodView:
    return UnderstoodView(
        relation=one.relation,
        way=one.way,
        landmark=full_name(one.landmark.place, country.gazetteer),
        far_m=one.far_m,
        towards=one.towards,
        coming_from=one.coming_from,
        second=one.second,
        unknown=one.unknown,
        road=one.road,
    )


@router.get("/places/at")
async def place_at(
    lat: Annotated[float, Query(ge=-90, le=90)],
    lon: Annotated[float, Query(ge=-180, le=180)],
    _who: Who,
    parts: Parts,
) -> TerritoryView:
    """Return whose territory a point lies in, or that it lies in none."""
    return _territory(parts.room.country.territories.find(Position(lat=lat, lon=lon)))


@router.get("/protocols")
async def protocols(_who: Who, parts: Parts, centre: Centre = None) -> list[ProtocolView]:
    """Return the protocols that a centre asks by, with their questions."""
    return [protocol_view(known) for known in parts.room.protocols.of(centre).protocols.values()]


@router.get("/protocols/search")
async def search_protocols(
    q: Annotated[str, Query(max_length=200)], _who: Who, parts: Parts, centre: Centre = None
) -> list[ProtocolHit]:
    """Return the five protocols nearest to a few words, spelling-tolerant."""
    return [
        ProtocolHit(id=protocol.id, title=TextView.model_validate(protocol.title))
        for protocol in parts.room.protocols.of(centre).search(q)
    ]


@router.get("/protocols/troubles")
async def protocol_troubles(_who: Who, parts: Parts) -> list[TroubleView]:
    """Return the files that are not used because something is wrong in them; [] when all are."""
    return [TroubleView.model_validate(trouble) for trouble in parts.room.protocols.troubles]


@router.get("/protocols/versions/{sha256}")
async def protocol_version(
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")], _who: Who, parts: Parts
) -> ProtocolView:
    """Return one version by its content hash, also when a newer one is in use."""
    async with reading(parts.engine) as connection:
        version = await find_version(connection, sha256)
    if version is None:
        raise Refused("unknown_protocol", protocol=sha256)
    return protocol_view(version)


@router.post("/protocols/{protocol_id}/evaluation")
async def evaluate(protocol_id: str, body: EvaluationBody, _who: Who, parts: Parts) -> ResultView:
    """Return what answers would give; nothing is recorded."""
    try:
        protocol = parts.room.protocols.of(body.centre_id).get(protocol_id)
    except UnknownProtocol as unknown:
        raise Refused("unknown_protocol", protocol=protocol_id) from unknown
    return result_view(graded(protocol, body.answers, frozenset(body.context)))


@router.get("/instructions")
async def instructions(_who: Who, parts: Parts, centre: Centre = None) -> list[InstructionView]:
    """Return the pre-arrival instructions, in every language that somebody has written."""
    library = parts.room.protocols.of(centre)
    return [instruction_view(known, library) for known in library.instructions.values()]


_LAYERS: dict[str, Callable[[Country], Any]] = {
    "territories": basemap.territories_geojson,
    "towns": basemap.towns_geojson,
    "roads": basemap.roads_geojson,
}


@router.get("/map/{layer}")
async def map_layer(layer: str, _who: Who, parts: Parts) -> dict[str, Any]:
    """Return a layer of the base map as GeoJSON: territories, towns or roads (schematic)."""
    if layer not in _LAYERS:
        raise Refused("unknown_layer", layer=layer)
    drawn: dict[str, Any] = _LAYERS[layer](parts.room.country)
    return drawn
