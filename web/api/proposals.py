"""Stored proposals: why a unit or a ward was chosen, as it stood at that moment."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from web.problem import language_of
from web.signin import Parts, Who
from web.view.stored_proposal import StoredProposalView, stored_proposal_view

router = APIRouter(prefix="/proposals", tags=["proposals"])


@router.get("/{proposal_id}")
async def stored_proposal(
    proposal_id: Annotated[str, Path(max_length=64)], who: Who, parts: Parts, request: Request
) -> StoredProposalView:
    """Return a stored proposal and explain it in words; the look is logged."""
    read = await parts.proposals.get(proposal_id, actor=who)
    english = language_of(request.headers) == "en"
    return stored_proposal_view(read, "en" if english else "fr")
