"""The closed lists about callers: named once, served to every page, kept on the case."""

from dispatch.codec import load
from regulation.caller import CallerType, Communication
from regulation.language import OFTEN, Language
from regulation.patient import Caller
from tests.people import call_taker, crew
from tests.web.conftest import SignIn
from web.caller_terms import CALLER_TYPES, COMMUNICATIONS
from web.language_names import LANGUAGE_NAMES
from web.view.case import CallerView

OLD = {"number": "", "callback_number": "", "name": "", "relation": "sa voisine", "language": "sr"}
"""A caller as records wrote one before the lists were closed."""


def test_every_code_has_a_name_in_both_languages() -> None:
    assert set(CALLER_TYPES) == set(CallerType)
    assert set(COMMUNICATIONS) == set(Communication)
    assert set(LANGUAGE_NAMES) == set(Language)
    names = [*CALLER_TYPES.values(), *COMMUNICATIONS.values(), *LANGUAGE_NAMES.values()]
    assert all(name.fr and name.en for name in names)


def test_no_two_choices_of_a_list_look_alike() -> None:
    for terms in (CALLER_TYPES, COMMUNICATIONS, LANGUAGE_NAMES):
        for lang in ("fr", "en"):
            shown = [getattr(name, lang).lower() for name in terms.values()]
            assert len(set(shown)) == len(shown)


def test_a_crew_reads_the_lists_as_the_room_does(sign_in: SignIn) -> None:
    served = sign_in(crew("KL-SMUR-1")).get("/vocabulary")
    assert served == sign_in(call_taker("KL")).get("/vocabulary")
    assert [term["code"] for term in served["languages"] if term["often"]] == list(OFTEN)
    assert {term["code"] for term in served["caller_types"]} == set(CallerType)
    assert served["communications"][0]["label"] == {
        "fr": "Aucune difficulté",
        "en": "No difficulty",
    }


def test_who_calls_is_kept_on_the_case_and_can_be_changed(sign_in: SignIn) -> None:
    parm = sign_in(call_taker("KL"))
    body = {"centre_id": "KL", "caller": {"type": "FAMILLE", "speaks": "srr"}}
    case = parm.do("/cases", body)["case"]
    assert (case["caller"]["type"], case["caller"]["speaks"]) == ("FAMILLE", "srr")
    assert case["caller"]["communication"] is None
    changed = case["caller"] | {"type": "SANTE.SF", "communication": "LANGUE", "speaks": "wo"}
    answer = parm.ask(
        f"/cases/{case['id']}/description",
        {"what": "", "patient": case["patient"], "caller": changed},
        method="PUT",
    )
    assert answer.json()["case"]["caller"] == changed


def test_a_page_of_the_version_before_can_still_open_a_case(sign_in: SignIn) -> None:
    case = sign_in(call_taker("KL")).do("/cases", {"centre_id": "KL", "caller": OLD})["case"]
    assert (case["caller"]["relation"], case["caller"]["speaks"]) == ("sa voisine", "srr")


def test_a_caller_of_an_older_record_reads_back() -> None:
    view = CallerView.model_validate(load(Caller, OLD))
    assert (view.relation, view.type, view.speaks) == (
        "sa voisine",
        CallerType.INCONNU,
        Language.SRR,
    )
