import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openlocationcode import openlocationcode

from geo.position import Position, distance_m
from geo.saying.pluscode import decode, encode, find_code, shorten


def rows(file: Path) -> list[list[str]]:
    lines = file.read_text("utf-8").splitlines()
    return list(csv.reader(line for line in lines if line and not line.startswith("#")))


def test_the_published_cells_are_decoded(shared_data: Path) -> None:
    cells = rows(shared_data / "conformance" / "olc" / "decoding.csv")
    assert len(cells) > 10
    for code, _, south, west, north, east in cells:
        found = decode(code)
        assert found is not None, code
        assert float(south) - 1e-9 <= found.lat <= float(north) + 1e-9
        assert float(west) - 1e-9 <= found.lon <= float(east) + 1e-9


def test_the_published_positions_are_encoded(shared_data: Path) -> None:
    cases = rows(shared_data / "conformance" / "olc" / "encoding.csv")
    assert len(cases) > 300
    for lat, lon, _, _, digits, code in cases:
        assert openlocationcode.encode(float(lat), float(lon), int(digits)) == code
        if abs(float(lat)) <= 90 and abs(float(lon)) <= 180 and (lat, lon) != ("0", "0"):
            assert encode(Position(lat=float(lat), lon=float(lon)), int(digits)) == code


def test_the_published_codes_are_shortened(shared_data: Path) -> None:
    cases = rows(shared_data / "conformance" / "olc" / "shortCodeTests.csv")
    shortened = [case for case in cases if case[4] in "SB"]
    assert len(shortened) > 10
    for full, lat, lon, short, _ in shortened:
        assert shorten(full, Position(lat=float(lat), lon=float(lon))) == short


def test_every_published_code_is_full_short_or_neither(shared_data: Path) -> None:
    cases = rows(shared_data / "conformance" / "olc" / "validityTests.csv")
    assert len(cases) > 20
    for code, *wanted in cases:
        kinds = (openlocationcode.isValid, openlocationcode.isShort, openlocationcode.isFull)
        assert [str(is_it(code)).lower() for is_it in kinds] == wanted, code
        if wanted[1] == "true":
            assert decode(code) is None, "a short code alone is no place"
            assert decode(code, Position(lat=14.0, lon=-16.0)) is not None


def test_the_published_short_codes_are_recovered(shared_data: Path) -> None:
    cases = rows(shared_data / "conformance" / "olc" / "shortCodeTests.csv")
    recovered = [case for case in cases if case[4] in "RB"]
    assert len(recovered) > 10
    for full, lat, lon, short, _ in recovered:
        found = decode(short, Position(lat=float(lat), lon=float(lon)))
        assert found == decode(full), short


def test_the_published_valid_codes_are_found_and_the_others_not(shared_data: Path) -> None:
    cases = rows(shared_data / "conformance" / "olc" / "validityTests.csv")
    valid = [code for code, is_valid, _, is_full in cases if is_full == "true"]
    assert len(valid) > 3
    for code in valid:
        said = find_code(f"près de {code} à gauche")
        assert said is not None, code
        assert said.is_full
    for code, is_valid, _, _ in cases:
        if is_valid == "false":
            assert decode(code) is None


def test_a_short_code_without_a_town_is_no_place() -> None:
    assert decode("8F+3C") is None


def test_a_short_code_is_the_matching_cell_nearest_to_the_town(kaolack: Position) -> None:
    found = decode("8F+3C", kaolack)
    assert found is not None
    assert distance_m(found, kaolack) < 4_000
    assert encode(found).endswith("8F+3C")


def test_a_ten_digit_code_is_good_to_ten_metres() -> None:
    found = decode(encode(Position(lat=14.1407, lon=-16.0756)))
    assert found is not None
    assert found.accuracy_m == pytest.approx(9.7, abs=0.5)


def test_the_words_beside_a_code_are_its_town() -> None:
    said = find_code("42r8+xx, Kaolack")
    assert said is not None
    assert (said.code, said.locality, said.is_full) == ("42R8+XX", "Kaolack", False)


@pytest.mark.parametrize("text", ["", "Kaolack", "+221 77 123 45 67", "1+1", "chambre 12+", "A+B"])
def test_a_phone_number_or_a_sum_is_no_code(text: str) -> None:
    assert find_code(text) is None


@given(st.floats(12.3, 16.7), st.floats(-17.5, -11.4))
def test_a_position_is_inside_the_cell_of_its_code(lat: float, lon: float) -> None:
    position = Position(lat=lat, lon=lon)
    found = decode(encode(position))
    assert found is not None
    assert found.accuracy_m is not None
    assert distance_m(found, position) <= found.accuracy_m * 1.01
    assert decode(shorten(encode(position), position), position) == found
