"""The closed lists of the forms: codes with their names, served once for every page."""

from fastapi import APIRouter

from web.signin import Who
from web.view.vocabulary import VOCABULARY, VocabularyView

router = APIRouter(tags=["reference"])


@router.get("/vocabulary")
async def vocabulary(_who: Who) -> VocabularyView:
    """Return the closed lists that forms offer, with their names in French and English."""
    return VOCABULARY
