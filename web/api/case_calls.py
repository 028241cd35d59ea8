"""Who rang about a case."""

from fastapi import APIRouter

from web.signin import Parts, Who
from web.view.case import CallView, call_view

router = APIRouter(prefix="/cases", tags=["cases"])


@router.get("/{case_id}/calls")
async def calls(case_id: str, who: Who, parts: Parts) -> list[CallView]:
    """Return the calls tied to a case, in the order in which they rang; the look is logged."""
    return [call_view(call) for call in await parts.calls.calls_of_case(case_id, actor=who)]
