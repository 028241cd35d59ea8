"""Invented persons: common given and family names of Senegal, put together by chance."""

from web.demo.chance import pick

GIVEN = (
    *("Awa", "Fatou", "Aminata", "Khady", "Mariama", "Ndèye", "Sokhna", "Coumba", "Astou", "Rama"),
    *("Moussa", "Ibrahima", "Ousmane", "Cheikh", "Mamadou", "Abdoulaye", "Modou", "Babacar"),
    *("Souleymane", "El Hadji", "Lamine", "Pape", "Assane", "Yacine", "Bineta", "Seynabou"),
)
FAMILY = (
    *("Diop", "Ndiaye", "Fall", "Sarr", "Faye", "Diouf", "Gueye", "Ba", "Sow", "Diallo", "Sy"),
    *("Mbaye", "Seck", "Thiam", "Cissé", "Kane", "Diatta", "Sané", "Badji", "Mané", "Ndour"),
    *("Niang", "Tall", "Wade", "Sène", "Dieng", "Camara", "Touré", "Samb", "Lo"),
)


def name_of(login: str) -> str:
    """Return the name of the invented person behind a login, always the same."""
    return f"{pick(GIVEN, login, 'given')} {pick(FAMILY, login, 'family')}"
