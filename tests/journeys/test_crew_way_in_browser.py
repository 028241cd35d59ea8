"""The crew's way on a cheap phone: fetched once, followed and read with no network at all."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from geo.line_coding import encoded
from geo.position import Position
from tests.journeys.conftest import WAIT_MS, SignedIn
from tests.journeys.program import Program
from tests.services import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.redis]

SCENE = {"lat": 14.3390, "lon": -16.4110}
VELINGARA = {"lat": 13.15, "lon": -14.11}
START = {"latitude": 14.1450, "longitude": -16.0764, "accuracy": 10}
BEFORE_THE_TURN = {"latitude": 14.1450, "longitude": -16.1964, "accuracy": 10}
FAR_OFF = {"latitude": 14.0500, "longitude": -16.2000, "accuracy": 10}
TURN = Position(lat=14.1450, lon=-16.2001)
TARGET_PX = 44


def sent(served: RunningServer, lat: float, lon: float) -> dict[str, Any]:
    """Order the unit of Kaolack to a place; returns the mission."""
    with Program(served.url, "parm.kl") as parm, Program(served.url, "medecin1.kl") as physician:
        place = {"said": "au carrefour", "position": {"lat": lat, "lon": lon}}
        place |= {"precision": "EXACTE", "source": "map"}
        case = parm.do("/cases", {"centre_id": "KL", "place": place, "what": "chute"})["case"]
        physician.do(f"/cases/{case['id']}/take", {})
        physician.do(f"/cases/{case['id']}/decisions", {"type": "INTER", "care_level": "R1"})
        order = {"unit_id": "KL-SMUR-1", "override_reason": "essai"}
        mission: dict[str, Any] = physician.do(f"/cases/{case['id']}/missions", order)["mission"]
        physician.do(f"/missions/{mission['id']}/moves", {"status": "DEPART"})
    return mission


def a_road(mission_id: str) -> dict[str, Any]:
    """Return a way by road with one turn, as the service answers it where a graph stands."""
    start, end = Position(lat=14.1450, lon=-16.0764), Position(lat=14.3390, lon=-16.2001)
    steps = [
        ("depart", "N1", start, 13_300, 700),
        ("right", "N4", TURN, 21_500, 1_100),
        ("arrive", "", end, 0, 0),
    ]
    return {
        "mission_id": mission_id,
        "toward": "scene",
        "sets_out": "position",
        "fix_at": None,
        "goal_lat": end.lat,
        "goal_lon": end.lon,
        "method": "road_graph",
        "via": None,
        "distance_m": 34_800,
        "duration_s": 1_800,
        "straight_m": 25_000,
        "off_road_m": 350,
        "line": encoded((start, TURN, end)),
        "steps": [
            {"manoeuvre": what, "road": road, "lat": at.lat, "lon": at.lon}
            | {"distance_m": metres, "duration_s": seconds}
            for what, road, at, metres, seconds in steps
        ],
    }


def crew_page(sign_in: SignedIn, **options: object) -> Page:
    return sign_in(
        *("equipage.kl-smur-1", "/equipage", 360, 640),
        permissions=["geolocation"],
        geolocation=START,
        **options,
    )


def test_the_way_is_read_offline_after_the_page_was_opened_anew(
    sign_in: SignedIn, served: RunningServer
) -> None:
    sent(served, **VELINGARA)
    crew = crew_page(sign_in)
    way = crew.get_by_test_id("way")
    expect(way.get_by_test_id("way-guess")).to_contain_text("aucune route calculée")
    expect(way.get_by_test_id("way-next")).to_contain_text("Cap ")
    expect(way).to_contain_text("en passant par")
    expect(way.get_by_test_id("route-here")).to_be_visible()
    expect(way.get_by_test_id("way-kept")).to_be_visible()
    crew.evaluate("navigator.serviceWorker.ready.then(() => true)")
    crew.reload()
    expect(crew.get_by_test_id("way-next")).to_contain_text("Cap ")
    crew.context.set_offline(True)
    crew.reload()
    expect(way.get_by_test_id("way-next")).to_contain_text("Cap ")
    expect(way.get_by_test_id("route-sketch")).to_be_visible()
    expect(crew.get_by_test_id("navigate").first).to_have_attribute(
        "href", re.compile(r"^geo:13\.15,")
    )


def test_the_next_turn_counts_down_as_the_phone_moves_with_no_network(
    sign_in: SignedIn, served: RunningServer
) -> None:
    crew = crew_page(sign_in, service_workers="block")

    def answer(route: Route) -> None:
        road = a_road(route.request.url.split("/")[-2])
        route.fulfill(body=json.dumps(road), content_type="application/json")

    crew.route("**/missions/*/route?*", answer)
    sent(served, **SCENE)
    following = crew.get_by_test_id("way-next")
    expect(following).to_contain_text("Dans 13 km, à droite, N4")
    expect(crew.get_by_test_id("way-left")).to_contain_text("Reste 35 km")
    crew.context.set_offline(True)
    crew.context.set_geolocation(BEFORE_THE_TURN)  # type: ignore[arg-type]
    expect(following).to_contain_text("Dans 400 m, à droite, N4")
    expect(crew.get_by_test_id("way-left")).to_contain_text("Reste 22 km")
    crew.get_by_test_id("way-turns").locator("summary").click()
    turns = crew.get_by_test_id("way-turns").locator("li")
    expect(turns).to_have_count(3)
    expect(turns.nth(0)).to_contain_text("passé")
    expect(turns.nth(1)).to_have_attribute("aria-current", "step")
    heights = [box["height"] for one in turns.all() if (box := one.bounding_box())]
    assert min(heights) >= TARGET_PX
    crew.context.set_geolocation(FAR_OFF)  # type: ignore[arg-type]
    expect(crew.get_by_test_id("way-off")).to_contain_text("pas de réseau", timeout=2 * WAIT_MS)
    assert crew.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_ward_that_accepts_gives_the_crew_its_way_beside_the_one_to_the_scene(
    sign_in: SignedIn, served: RunningServer
) -> None:
    mission = sent(served, **SCENE)
    crew = crew_page(sign_in)
    expect(crew.get_by_test_id("way")).to_have_attribute("data-toward", "scene")
    with Program(served.url, "medecin1.kl") as doctor, Program(served.url, "cadre.kl") as ward:
        body = {"ward_id": "KL-CHR-URG", "override_reason": "proche"}
        notice = doctor.do(f"/cases/{mission['case_id']}/notices", body)["notice"]
        ward.do(f"/notices/{notice['id']}/answer", {"answer": "ACCEPTED"})
        crew.get_by_test_id("way-ward").click()
        expect(crew.get_by_test_id("way")).to_have_attribute("data-toward", "ward")
        expect(crew.get_by_test_id("way-next")).to_contain_text("Cap ")
        for status in ("PEC", "TRANSP"):
            doctor.do(f"/missions/{mission['id']}/moves", {"status": status})
    expect(crew.get_by_test_id("way-scene")).to_have_count(0)
    expect(crew.get_by_test_id("way")).to_contain_text("Trajet vers le service")
    staff = sign_in("service.kl-chr-urg", "/service")
    sure = staff.get_by_test_id("notice-sure")
    expect(staff.get_by_test_id("notice-eta")).to_contain_text("dans")
    expect(sure).to_contain_text("oiseau, estimation")
    room = sign_in("medecin1.kl")
    room.locator(f'[data-testid="case-row"][data-id="{mission["case_id"]}"]').click()
    card = room.locator(f'[data-testid="mission"][data-id="{mission["id"]}"]')
    expect(card.get_by_test_id("eta")).to_contain_text("arrivée dans")
