"""The closed lists of the forms: codes with their names, served once for every page."""

from fastapi import APIRouter

from web.signin import Parts, Who
from web.view.vocabulary import VocabularyView, vocabulary_view

router = APIRouter(tags=["reference"])


@router.get("/vocabulary")
async def vocabulary(_who: Who, parts: Parts) -> VocabularyView:
    """Return the closed lists that forms offer, with their names in French and English."""
    return vocabulary_view(parts.room.protocols.everywhere.vocabulary)
