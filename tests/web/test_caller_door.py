"""The caller's door: a page by its secret, one position, and nothing about anybody."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from typing import Any

import httpx
import pytest

from tests.people import call_taker
from tests.services import RunningServer
from tests.stores import copy_of
from tests.web.conftest import SignIn
from tests.web.visitor import Visitor, new_key, signed_in, watching
from web.caller import page
from web.caller.address import gives_positions, sms_texts
from web.caller.door import KNOCKS_MAX
from web.pace import KEYS_MAX, Pace

Json = dict[str, Any]

HERE = {"lat": 14.1502, "lon": -16.0801, "accuracy_m": 18.0, "fix_at": "2026-11-22T20:00:00Z"}
GSM = set("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà")
"""The letters of GSM 03.38 beside digits and plain letters."""


@pytest.fixture
def parm(sign_in: SignIn) -> Visitor:
    return sign_in(call_taker("KL"))


@pytest.fixture
def phone(server: RunningServer) -> Iterator[httpx.Client]:
    """A phone that nobody has signed in."""
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        yield client


def link_for(parm: Visitor, case: Json) -> Json:
    link: Json = parm.do(f"/cases/{case['id']}/location-link")["link"]
    return link


def path_of(link: Json) -> str:
    return httpx.URL(link["url"]).path


def send(
    phone: httpx.Client, path: str, body: object = HERE, *, key: str | None = None
) -> httpx.Response:
    headers = {"Idempotency-Key": key or new_key()}
    return phone.post(path, json=body, headers=headers)


async def test_a_phone_s_position_reaches_the_board_of_whoever_made_the_link(
    parm: Visitor, phone: httpx.Client
) -> None:
    case = parm.open_case("KL")
    link = link_for(parm, case)
    async with watching(parm, view="room", centre="KL") as screen:
        answer = send(phone, path_of(link))
        assert answer.status_code == httpx.codes.OK, answer.text
        await screen.until(lambda s: len(s.picture["case"][case["id"]]["statements"]) == 2)
        told = screen.picture["case"][case["id"]]["statements"][1]
    assert (told["place"]["source"], told["place"]["precision"]) == ("caller", "EXACTE")
    assert (told["by"]["role"], told["in_force"], told["radius_m"]) == ("caller", False, 18.0)
    assert told["link_id"] == link["id"]
    assert set(answer.json()) == {"received_at", "clock_wrong", "better_until", "better_for_s"}


def test_a_call_that_is_not_yet_a_case_has_its_link_too(parm: Visitor, phone: httpx.Client) -> None:
    call = parm.ring("KL")
    parm.do(f"/calls/{call['id']}/take")
    done = parm.do(f"/calls/{call['id']}/location-link")
    assert done["call"]["links"][0]["id"] == done["link"]["id"]
    assert send(phone, path_of(done["link"])).status_code == httpx.codes.OK
    listed = parm.http.get("/calls", params={"centre": "KL"}).json()
    (known,) = [one for one in listed if one["id"] == call["id"]]
    assert known["statements"][0]["place"]["position"]["lat"] == HERE["lat"]
    body = {"call_id": call["id"], "centre_id": "KL", "place": {"said": "au marché"}}
    case = parm.do("/cases", body)["case"]
    assert case["place"]["position"]["lat"] == HERE["lat"]
    assert case["place"]["said"] == "au marché"


def test_the_page_says_nothing_of_the_case_and_needs_nothing_but_our_own_files(
    parm: Visitor, phone: httpx.Client
) -> None:
    case = parm.open_case("KL")
    path = path_of(link_for(parm, case))
    shown = phone.get(path, headers={"Accept-Language": "fr-SN"})
    assert shown.status_code == httpx.codes.OK
    for secret in (case["number"], case["id"], "derrière", "poitrine", "Kaolack"):
        assert secret not in shown.text
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert "geolocation=(self)" in shown.headers["permissions-policy"]
    assert "set-cookie" not in shown.headers
    assert "<script>" not in shown.text
    assert "style=" not in shown.text
    assert "onclick" not in shown.text
    whole = len(shown.content) + sum(len(phone.get(f"/caller.{x}").content) for x in ("js", "css"))
    assert whole < 15_000


def test_looking_at_the_page_uses_nothing_up(parm: Visitor, phone: httpx.Client) -> None:
    path = path_of(link_for(parm, parm.open_case("KL")))
    for _ in range(3):
        assert phone.get(path).status_code == httpx.codes.OK
    assert phone.head(path).status_code == httpx.codes.OK
    assert send(phone, path).status_code == httpx.codes.OK


def test_a_forged_or_cut_secret_opens_nothing(parm: Visitor, phone: httpx.Client) -> None:
    path = path_of(link_for(parm, parm.open_case("KL")))
    for wrong in (path[:-1], f"{path}x", "/l/undefined"):
        shown = phone.get(wrong, headers={"Accept-Language": "en"})
        assert shown.status_code == httpx.codes.NOT_FOUND
        assert "good no longer" in shown.text
        assert "1515" in shown.text
        answer = send(phone, wrong)
        assert (answer.status_code, answer.json()["code"]) == (404, "link_unknown")


def test_a_link_takes_one_position_and_the_same_sent_again_changes_nothing(
    parm: Visitor, phone: httpx.Client
) -> None:
    case = parm.open_case("KL")
    path, key = path_of(link_for(parm, case)), new_key()
    first = send(phone, path, key=key)
    assert send(phone, path, key=key).json() == first.json()
    again = send(phone, path)
    assert (again.status_code, again.json()["code"]) == (409, "link_no_better")
    better = send(phone, path, HERE | {"accuracy_m": 5.0})
    assert better.status_code == httpx.codes.OK
    assert len(parm.get(f"/cases/{case['id']}")["statements"]) == 3


def test_a_link_asked_for_twice_under_one_key_is_one_link_with_a_good_address(
    parm: Visitor, phone: httpx.Client
) -> None:
    case, key = parm.open_case("KL"), new_key()
    first, second = (
        parm.do(f"/cases/{case['id']}/location-link", key=key)["link"] for _ in range(2)
    )
    assert first["id"] == second["id"]
    assert len(parm.get(f"/cases/{case['id']}")["links"]) == 1
    assert send(phone, path_of(first)).status_code == httpx.codes.NOT_FOUND
    assert send(phone, path_of(second)).status_code == httpx.codes.OK


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lat": 0, "lon": 0}, "position_invalid"),
        ({"lat": 91}, "body_invalid"),
        ({"lon": -500}, "body_invalid"),
        ({"accuracy_m": -1}, "body_invalid"),
        ({"accuracy_m": None}, "body_invalid"),
        ({"fix_at": "yesterday"}, "body_invalid"),
        ({"name": "Awa"}, "body_invalid"),
    ],
)
def test_no_place_on_earth_is_told_and_leaves_the_link_good(
    parm: Visitor, phone: httpx.Client, change: Json, code: str
) -> None:
    path = path_of(link_for(parm, parm.open_case("KL")))
    answer = send(phone, path, HERE | change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert send(phone, path).status_code == httpx.codes.OK


def test_a_phone_with_a_wrong_clock_is_heard_and_told(parm: Visitor, phone: httpx.Client) -> None:
    path = path_of(link_for(parm, parm.open_case("KL")))
    answer = send(phone, path, HERE | {"fix_at": "2099-01-01T00:00:00Z"}).json()
    assert answer["clock_wrong"]


def test_a_position_in_the_gambia_is_kept_for_the_room_to_judge(
    parm: Visitor, phone: httpx.Client
) -> None:
    case = parm.open_case("KL", lat=None)
    answer = send(phone, path_of(link_for(parm, case)), HERE | {"lat": 13.45, "lon": -16.65})
    assert answer.status_code == httpx.codes.OK
    told = parm.get(f"/cases/{case['id']}")
    assert told["place"]["position"] is None
    assert told["statements"][1]["territory"] == "gambia"


def test_no_other_language_lacks_a_word() -> None:
    french = page.catalogues()["fr"]
    assert next(iter(page.catalogues())) == "fr"
    for lang, words in page.catalogues().items():
        assert words.keys() == french.keys(), lang
    files = {f.name for f in resources.files("web.caller").iterdir() if f.name.endswith(".json")}
    assert files == {f"words.{lang}.json" for lang in page.catalogues()}


@pytest.mark.parametrize(
    ("wanted", "accepted", "lang"),
    [
        *((None, "", "fr"), (None, "en-GB,en;q=0.9", "en"), (None, "wo,en;q=0.5", "en")),
        *((None, "pt-PT", "fr"), ("en", "fr", "en"), ("xx", "en", "en")),
    ],
)
def test_the_page_speaks_the_language_asked_for(
    wanted: str | None, accepted: str, lang: str
) -> None:
    assert page.language(wanted, accepted) == lang


def test_the_page_is_shown_in_the_phone_s_language(parm: Visitor, phone: httpx.Client) -> None:
    path = path_of(link_for(parm, parm.open_case("KL")))
    assert "Send my position" in phone.get(path, headers={"Accept-Language": "en"}).text
    assert "Envoyer ma position" in phone.get(f"{path}?lang=fr").text


def test_the_message_fits_into_one_short_one(parm: Visitor) -> None:
    link = link_for(parm, parm.open_case("KL"))
    token = path_of(link).removeprefix("/l/")
    at = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    texts = sms_texts(f"https://samu.sante.gouv.sn/l/{token}", at, "Africa/Dakar")
    for text in texts.values():
        assert len(text) <= 160
        assert all(letter in GSM or (letter.isascii() and letter.isalnum()) for letter in text)
    assert "20:00" in texts["fr"]
    assert link["texts"]["fr"].endswith(link["url"])
    assert link["gives_positions"], "on this machine a browser gives its position without TLS"


@pytest.mark.parametrize(
    ("address", "gives"),
    [
        *(("https://samu.sn/l/x", True), ("http://samu.sn/l/x", False)),
        *(("http://127.0.0.1:8015/l/x", True), ("http://localhost/l/x", True)),
        ("http://192.168.1.7/l/x", False),
    ],
)
def test_only_tls_makes_a_browser_give_its_position(address: str, *, gives: bool) -> None:
    assert gives_positions(address) is gives


def test_knocking_without_end_is_stopped_for_the_wrong_secret_alone(
    prepared_sqlite: Any, tmp_path: Any
) -> None:
    store = copy_of(prepared_sqlite, tmp_path)
    given = {"SAMU_DATABASE_URL": store, "SAMU_CALLER_LINK_URL": "https://samu.example.sn/"}
    server = RunningServer(given).start()
    try:
        with (
            signed_in(server, call_taker("KL")) as parm,
            httpx.Client(base_url=server.url, trust_env=False) as phone,
        ):
            link = link_for(parm, parm.open_case("KL"))
            assert link["url"].startswith("https://samu.example.sn/l/")
            codes = [send(phone, "/l/guess").status_code for _ in range(KNOCKS_MAX + 2)]
            assert codes == [404] * KNOCKS_MAX + [429] * 2
            assert phone.get("/l/guess").status_code == httpx.codes.TOO_MANY_REQUESTS
            path = path_of(link)
            assert phone.get(path).status_code == httpx.codes.OK
            assert send(phone, path).status_code == httpx.codes.OK
            assert path.removeprefix("/l/") not in server.logs()
    finally:
        server.stop()


def test_a_window_s_knocks_are_counted_by_name_and_forgotten() -> None:
    now = [0.0]
    pace = Pace(2, 60.0, clock=lambda: now[0])
    assert [pace.allows("a"), pace.allows("a"), pace.allows("a")] == [True, True, False]
    assert pace.allows("b")
    now[0] = 60.0
    assert pace.allows("a")


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    pace = Pace(1, 60.0, clock=lambda: 0.0)
    for number in range(KEYS_MAX + 5):
        pace.allows(str(number))
    assert pace.allows("0"), "the oldest name is forgotten"
    assert not pace.allows(str(KEYS_MAX + 4))


def test_the_words_are_data_and_no_markup() -> None:
    shown = page.asking("fr", demo=True)
    start = shown.index('data-words="') + len('data-words="')
    words = shown[start : shown.index('"', start)]
    assert "<" not in words
    assert json.loads(words.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&"))
    assert "Démonstration" in shown
