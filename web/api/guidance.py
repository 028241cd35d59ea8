"""The way to drive, for a crew's phone: asked once, kept there, asked again without being sent."""

import gzip
import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi import status as http

from dispatch.eta.bound import Toward
from web.signin import Parts, Who
from web.view.route import RouteView, route_view

router = APIRouter(prefix="/missions", tags=["missions"])


@router.get(
    "/{mission_id}/route",
    response_model=RouteView,
    responses={http.HTTP_304_NOT_MODIFIED: {"description": "The way has not changed."}},
)
async def route(
    mission_id: str,
    who: Who,
    parts: Parts,
    toward: Toward | None = None,
    if_none_match: Annotated[str | None, Header(max_length=500)] = None,
    accept_encoding: Annotated[str, Header(max_length=500)] = "",
) -> Response:
    """Return the way to the scene or the ward, by default to where the mission stands now."""
    guidance = await parts.guide.way(mission_id, toward, actor=who)
    text = route_view(guidance).model_dump_json().encode()
    tag = f'W/"{hashlib.sha256(text).hexdigest()[:32]}"'
    # A phone may keep it for itself, and must ask each time whether it still holds.
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if if_none_match is not None and tag in if_none_match:
        return Response(status_code=http.HTTP_304_NOT_MODIFIED, headers=headers)
    if "gzip" in accept_encoding:
        headers["Content-Encoding"] = "gzip"
        text = gzip.compress(text, mtime=0)
    return Response(text, media_type="application/json", headers=headers)
