"""People read names of states, programs read codes; phone and server know the same moves."""

import json
from pathlib import Path

import pytest

from dispatch.notice import NoticeStatus
from dispatch.task import TaskState
from fleet.status import MissionStatus, allowed_moves, digit
from regulation.call import CallState
from regulation.case import CaseState
from web.state_words import STATES, spoken

CREW = Path(__file__).parents[2] / "web" / "console" / "src" / "crew"


def test_every_state_has_a_name_in_both_languages() -> None:
    codes = {*CallState, *CaseState, *MissionStatus, *NoticeStatus, *TaskState}
    assert STATES.keys() == {code.value for code in codes}
    assert all(words.fr and words.en for words in STATES.values())


@pytest.mark.parametrize(
    ("name", "fact", "language", "said"),
    [
        ("state", "PEC", "fr", "auprès du patient"),
        ("allowed", "DESTIN, FINPEC", "en", "at the hospital, care handed over"),
        ("allowed", "-", "fr", "-"),
        ("unit", "DESTIN", "fr", "DESTIN"),
    ],
)
def test_only_states_are_put_into_words(name: str, fact: str, language: str, said: str) -> None:
    assert spoken(name, fact, language) == said


def test_the_phone_knows_the_moves_of_the_server_while_it_is_offline() -> None:
    known = json.loads((CREW / "moves.json").read_text(encoding="utf-8"))
    assert known == {
        status.value: {"key": digit(status), "moves": [to.value for to in allowed_moves(status)]}
        for status in MissionStatus
    }
