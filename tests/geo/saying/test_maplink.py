import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.position import InvalidPosition
from geo.saying.maplink import VIEW_WITHIN_M, points_elsewhere, read_link

PIN_LINKS = [
    "geo:14.1407,-16.0756",
    "geo:14.1407,-16.0756;u=35",
    "geo:14.1407,-16.0756?z=17",
    "geo:0,0?q=14.1407,-16.0756",
    "geo:0,0?q=14.1407,-16.0756(Ma%20position)",
    "geo:14.1,-16.1?q=14.1407,-16.0756(ici)",
    "https://maps.google.com/?q=14.1407,-16.0756",
    "http://maps.google.com/maps?q=loc:14.1407,-16.0756",
    "https://maps.google.com/maps?q=14.1407%2C-16.0756&z=17&hl=fr",
    "https://www.google.com/maps/search/?api=1&query=14.1407%2C-16.0756",
    "https://www.google.com/maps/search/14.1407,+-16.0756?entry=tts",
    "https://www.google.com/maps/place/14.1407,-16.0756",
    "https://www.google.com/maps/dir/?api=1&destination=14.1407,-16.0756",
    "https://www.google.com/maps/dir//14.1407,-16.0756/@14.2,-16.1,15z",
    "https://www.google.com/maps/place/X/@14.2,-16.1,17z/data=!3m1!4b1!8m2!3d14.1407!4d-16.0756",
    "https://www.google.com/maps/dir//X/@14.2,-16.1,14z/data=!4m5!1m1!4e2!2m2!1d-16.0756!2d14.1407",
    "maps.google.com/?q=14.1407,-16.0756",
    "https://www.openstreetmap.org/?mlat=14.1407&mlon=-16.0756#map=17/14.2/-16.1",
    "https://maps.apple.com/?ll=14.1407,-16.0756&q=Position",
    "https://maps.apple.com/?q=Position&coordinate=14.1407,-16.0756",
    "https://waze.com/ul?ll=14.1407%2C-16.0756&navigate=yes",
    "https://www.waze.com/live-map/directions?to=ll.14.1407%2C-16.0756",
    "https://www.bing.com/maps?cp=14.1407~-16.0756&lvl=17",
    "https://share.here.com/l/14.1407,-16.0756,Kaolack",
    "https://yandex.com/maps/?ll=-16.0756%2C14.1407&z=17",
    "Je suis ici https://maps.google.com/?q=14.1407,-16.0756 faites vite",
]


@pytest.mark.parametrize("text", PIN_LINKS)
def test_the_pin_of_a_forwarded_link_is_read(text: str) -> None:
    found = read_link(text)
    assert found is not None
    assert (found.position.lat, found.position.lon) == (14.1407, -16.0756)
    assert found.is_pin


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps/@14.1407,-16.0756,15z",
        "https://www.google.com/maps/place/Kaolack/@14.1407,-16.0756,15z",
        "https://www.openstreetmap.org/#map=17/14.1407/-16.0756",
    ],
)
def test_the_middle_of_a_shown_map_is_told_from_a_pin(text: str) -> None:
    found = read_link(text)
    assert found is not None
    assert (found.position.lat, found.position.lon) == (14.1407, -16.0756)
    assert not found.is_pin
    assert found.position.accuracy_m == VIEW_WITHIN_M


def test_a_geo_address_says_its_accuracy() -> None:
    found = read_link("geo:14.1407,-16.0756;u=35")
    assert found is not None
    assert found.position.accuracy_m == 35


def test_a_short_code_of_openstreetmap_is_read_without_asking_it() -> None:
    found = read_link("https://osm.org/go/0EEQjE--")
    assert found is not None
    assert found.position.lat == pytest.approx(51.5107727, abs=1e-6)
    assert found.position.lon == pytest.approx(0.0549316, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "https://maps.app.goo.gl/aBcD123",
        "http://goo.gl/maps/xyz",
        "maps.app.goo.gl/aBcD123?g_st=ac",
    ],
)
def test_a_shortened_link_holds_no_point_and_is_said_so(text: str) -> None:
    assert read_link(text) is None
    assert points_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "marché de Ndoffane",
        "14.1407, -16.0756",
        "https://example.org/page?id=14",
        "geo:0,0?q=Kaolack",
        "rue 14/16",
        "https://www.google.com/maps/place/Kaolack",
    ],
)
def test_what_is_no_map_link_gives_no_point(text: str) -> None:
    assert read_link(text) is None
    assert not points_elsewhere(text)


@pytest.mark.parametrize(
    "text", ["geo:0,0", "https://maps.google.com/?q=114.1407,-16.0756", "geo:14.1,-216.07"]
)
def test_a_link_to_no_place_on_earth_is_refused(text: str) -> None:
    with pytest.raises(InvalidPosition):
        read_link(text)


@given(
    st.text(max_size=80),
    st.sampled_from(["", "geo:", "https://maps.google.com/?q=", "osm.org/go/"]),
)
def test_no_link_breaks_the_reader(text: str, start: str) -> None:
    try:
        found = read_link(start + text)
    except InvalidPosition:
        return
    assert found is None or abs(found.position.lat) <= 90
