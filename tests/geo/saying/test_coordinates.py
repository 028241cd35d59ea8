import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.position import InvalidPosition, Position, distance_m
from geo.saying.coordinates import parse_coordinates, written_within_m
from geo.saying.spoken_number import in_digits

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


@pytest.mark.parametrize(
    ("said", "lat", "lon"),
    [
        ("quatorze virgule sept, moins dix-sept virgule quatre", 14.7, -17.4),
        ("quatorze virgule zéro sept soixante-quinze nord seize virgule vingt-cinq ouest",
         14.0775, -16.25),
        ("14 point 69 moins 17 point 44", 14.69, -17.44),
        ("14 virgule 69, moins 17 virgule 44", 14.69, -17.44),
        ("douze degrés trente-et-un minutes nord seize degrés dix-sept minutes ouest",
         12.516667, -16.283333),
        (("latitude treize virgule quatre-vingt-douze longitude moins quinze virgule "
         "quatre-vingt-treize"), 13.92, -15.93),
    ],
)  # fmt: skip
def test_coordinates_are_read_as_they_are_spoken(said: str, lat: float, lon: float) -> None:
    found = parse_coordinates(said)
    assert found is not None
    assert [found.lat, found.lon] == pytest.approx([lat, lon], abs=1e-6)


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("zero", "0"), ("seize", "16"), ("vingt et un", "21"), ("soixante et onze", "71"),
        ("soixante-dix-neuf", "79"), ("quatre-vingts", "80"), ("quatre vingt dix sept", "97"),
        ("cent", "100"), ("deux cents", "200"), ("cinq cent douze", "512"),
        ("mille", "1000"), ("deux mille trois cents", "2300"), ("vingt dix", "20 10"),
        ("sept mars", "7 mars"), ("uniforme", "uniforme"), ("centre", "centre"),
    ],
)  # fmt: skip
def test_french_numbers_are_put_in_digits(number: str, digits: str) -> None:
    assert in_digits(number) == digits


@pytest.mark.parametrize(
    "written",
    [
        "17N 630084 4833438", "17 T 630084 E 4833438 N", "UTM 17T 630084 4833438",
        "zone 17N 630084m E, 4833438m N", "17TPJ3008433438", "17T PJ 30084 33438",
        "mgrs: 17t pj 30084 33438",
    ],
)  # fmt: skip
def test_grid_references_are_read(written: str) -> None:
    """The CN Tower, 43°38'33.24"N 79°23'13.7"W, stands at 17T 630084 4833438."""
    found = parse_coordinates(written)
    assert found is not None
    assert distance_m(found, Position(lat=43.642567, lon=-79.387139)) < 2


def test_a_grid_reference_of_dakar_is_in_dakar() -> None:
    found = parse_coordinates("28P 236864 1625600")
    assert found is not None
    assert distance_m(found, Position(lat=14.6937, lon=-17.4441)) < 400


def test_a_short_grid_reference_is_good_to_its_square() -> None:
    assert written_within_m("28PBB369256") == pytest.approx(70.7, abs=0.1)
    assert written_within_m("28PBB3686425600") == pytest.approx(0.7, abs=0.1)


@pytest.mark.parametrize("text", ["12 rue 1515", "28 p 12", "rue 6 angle 15", "5e étage 12 34"])
def test_an_address_is_no_grid_reference(text: str) -> None:
    assert parse_coordinates(text) is None


@pytest.mark.parametrize("text", ["61P 236864 1625600", "28P 999999 1625600", "28PZA369256"])
def test_a_reference_that_no_map_has_is_told(text: str) -> None:
    with pytest.raises(InvalidPosition):
        parse_coordinates(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_coordinates(text: str) -> None:
    try:
        parse_coordinates(text)
    except InvalidPosition:
        return
