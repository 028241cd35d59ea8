import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.coordinates import parse_coordinates
from geo.position import InvalidPosition, Position

DAKAR = [
    "14.6937 -17.4479",
    "14.6937, -17.4479",
    "14.6937,-17.4479",
    "14,6937 ; -17,4479",
    "14,6937 -17,4479",
    "14,6937,-17,4479",
    "14.6937 / -17.4479",
    "14.6937° -17.4479°",
    "14.6937°N 17.4479°W",
    "N14.6937 W17.4479",
    "n 14,6937 o 17,4479",
    "W17.4479 N14.6937",
    "14.6937 N, 17.4479 O",
    "14.6937 nord 17.4479 ouest",
    "-17.4479 W 14.6937 N",
    "Lat: 14.6937 Long: -17.4479",
    "latitude 14.6937, longitude -17.4479",
    "geo:14.6937,-17.4479",
    "geo:14.6937,-17.4479;u=35",
    "https://maps.google.com/?q=14.6937,-17.4479",
    "https://www.google.com/maps/@14.6937,-17.4479,15z",
    "GPS 14.6937 \N{MINUS SIGN}17.4479",
    "je suis à 14.6937, -17.4479 derrière le stade",
]


@pytest.mark.parametrize("text", DAKAR)
def test_decimal_degrees_are_read_however_they_are_written(text: str) -> None:
    assert parse_coordinates(text) == Position(lat=14.6937, lon=-17.4479)


@pytest.mark.parametrize(
    "text",
    [
        "14°41'37\"N 17°26'52\"O",
        "14°41'37\" N, 17°26'52\" W",
        "14\N{DEGREE SIGN}41\N{PRIME}37\N{DOUBLE PRIME}N 17°26\N{PRIME}52\N{DOUBLE PRIME}O",
        "N 14 41 37 W 17 26 52",
        "14 41 37 N 17 26 52 W",
        "14°41'37'' N 17°26'52'' O",
        "14 degrés 41 minutes 37 secondes nord 17 degrés 26 minutes 52 secondes ouest",
        "14°41'37\" -17°26'52\"",
    ],
)
def test_degrees_minutes_seconds_are_read_however_they_are_written(text: str) -> None:
    found = parse_coordinates(text)
    assert found is not None
    assert found.lat == pytest.approx(14.693611, abs=1e-6)
    assert found.lon == pytest.approx(-17.447778, abs=1e-6)


def test_degrees_and_decimal_minutes_are_read() -> None:
    found = parse_coordinates("14°41.622'N 17°26.874'O")
    assert found is not None
    assert found.lat == pytest.approx(14.6937)
    assert found.lon == pytest.approx(-17.4479)


def test_o_is_ouest_and_never_east() -> None:
    found = parse_coordinates("14.5 N 17.2 O")
    assert found is not None
    assert found.lon == -17.2


@pytest.mark.parametrize(
    "text",
    [
        "95.2 -17.4",
        "114.6937 -17.4479",
        "14.69 -217.44",
        "95.0 N 17.4 W",
        "14°75'00\"N 17°26'52\"O",
        "0.0 0.0",
        "14.6 N 17.4 S",
    ],
)
def test_coordinates_of_no_place_on_earth_are_refused(text: str) -> None:
    with pytest.raises(InvalidPosition):
        parse_coordinates(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ndoffane",
        "rue 14 angle 17",
        "14 17",
        "77 123 45 67",
        "771234567",
        "77.123.45.67",
        "à 3 km de Kaolack",
        "HLM 5 villa 2210",
        "7FG49QCJ+2V",
        "14.6937",
    ],
)
def test_words_and_phone_numbers_are_not_coordinates(text: str) -> None:
    assert parse_coordinates(text) is None


@given(
    st.floats(min_value=-90, max_value=90).map(lambda n: round(n, 5)),
    st.floats(min_value=-180, max_value=180).map(lambda n: round(n, 5)),
    st.sampled_from(["{lat:.5f} {lon:.5f}", "{lat:.5f}, {lon:.5f}", "geo:{lat:.5f},{lon:.5f}"]),
)
def test_a_written_position_is_read_back(lat: float, lon: float, form: str) -> None:
    assume((lat, lon) != (0, 0))
    assert parse_coordinates(form.format(lat=lat, lon=lon)) == Position(lat=lat, lon=lon)


@given(
    st.integers(0, 89), st.integers(0, 59), st.integers(0, 59),
    st.integers(0, 179), st.integers(0, 59), st.integers(0, 59),
    st.sampled_from("NS"), st.sampled_from("EWO"),
)  # fmt: skip
def test_degrees_minutes_seconds_are_read_back(
    d1: int, m1: int, s1: int, d2: int, m2: int, s2: int, north: str, east: str
) -> None:
    assume(any((d1, m1, s1, d2, m2, s2)))
    found = parse_coordinates(f"{d1}°{m1}'{s1}\"{north} {d2}°{m2}'{s2}\"{east}")
    assert found is not None
    assert abs(found.lat) == pytest.approx(d1 + m1 / 60 + s1 / 3600)
    assert abs(found.lon) == pytest.approx(d2 + m2 / 60 + s2 / 3600)
    assert (found.lat <= 0) if north == "S" else (found.lat >= 0)
    assert (found.lon >= 0) if east == "E" else (found.lon <= 0)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        found = parse_coordinates(text)
    except InvalidPosition:
        return
    assert found is None or isinstance(found, Position)
