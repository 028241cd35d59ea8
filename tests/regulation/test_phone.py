"""Telephone numbers: what can be rung is written one way, what rings is never turned away."""

import pytest

from regulation.phone import NUMBER_LENGTH_MAX, as_rung, e164


@pytest.mark.parametrize(
    "typed",
    ["771234567", "77 123 45 67", "(77) 123.45.67", "+221 77 123 45 67", "00221771234567"],
)
def test_one_number_is_written_one_way_however_it_is_typed(typed: str) -> None:
    assert e164(typed) == as_rung(typed) == "+221771234567"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0033 1 23 45 67 89", "+33123456789"),
        ("+220 771 2345", "+2207712345"),
        ("+1 202 555 0143", "+12025550143"),
        ("33 889 10 20 poste 12", "+221338891020;ext=12"),
    ],
)
def test_foreign_numbers_and_extensions_can_be_rung_back(typed: str, kept: str) -> None:
    assert e164(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "12", "1515", "bonjour", "771BONJOUR", "+999999", "77 12 34", "7712345678901234567"),
        *("77 123 45 67 / 78 123 45 67", "+", "۱۲"),
    ],
)
def test_what_cannot_be_rung_is_no_number(typed: str) -> None:
    assert e164(typed) is None


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("1515", "1515"),
        ("4021", "4021"),
        ("sip:+221771234567@exchange", "+221771234567"),
        ("tel:+221771234567", "+221771234567"),
        ("Anonymous", ""),
        ("", ""),
        ("+221\x00771234567", "+221771234567"),
        ("?" * 500, "?" * NUMBER_LENGTH_MAX),
    ],
)
def test_what_the_exchange_shows_is_taken_as_it_comes(shown: str, kept: str) -> None:
    assert as_rung(shown) == kept


@pytest.mark.parametrize(
    "number", ["+221771234567", "+33123456789", "+221338891020;ext=12", "1515"]
)
def test_a_number_that_was_kept_is_kept_again_the_same(number: str) -> None:
    assert as_rung(number) == number
