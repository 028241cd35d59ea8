"""`samu protocols`: what an author, an evaluator or a health post types."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from regulation.protocols.library import Library, load_library

Samu = Callable[..., subprocess.CompletedProcess[str]]

CHEST = files("regulation.protocols") / "library" / "chest_pain.yaml"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture
def samu() -> Samu:
    def run(
        *words: str, said: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "web.cli", "protocols", *words],
            env={**os.environ, "COLUMNS": "200", "LANG": "fr_FR.UTF-8"} | environment,
            input=said or "",
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )

    return run


def tried(samu: Samu, *lines: object) -> tuple[int, list[dict[str, object]]]:
    said = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done = samu("try", "-", said=said)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


SHEETS = 58
"""Complaints of the service; the opening, severe malaria and the one for all else come on top."""


def test_the_packaged_library_is_sound(samu: Samu, library: Library) -> None:
    done = samu("check")
    assert (done.returncode, done.stdout) == (0, f"{SHEETS + 3} protocols, no finding\n")
    assert len(library.protocols) == SHEETS + 3


def test_a_file_that_breaks_a_rule_is_named_with_its_line(samu: Samu, tmp_path: Path) -> None:
    text = CHEST.read_text(encoding="utf-8").replace("review_due: 2027", "review_due: 2020")
    (tmp_path / "chest_pain.yaml").write_text(text, encoding="utf-8")
    done = samu("check", SAMU_PROTOCOLS_FOLDER=str(tmp_path))
    assert done.returncode == 1
    assert "chest_pain.yaml:3: S20 CHEST-PAIN: review was due" in done.stdout


def test_a_case_from_outside_is_graded_without_the_console(samu: Samu, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    case = {"protocol": "OPENING", "answers": {"awake": "no", "breathing": "absent"}, "id": "v1"}
    file.write_text(json.dumps(case) + "\n\n", encoding="utf-8")
    done = samu("try", str(file))
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert (result["priority"], result["reflex"]) == ("P0", "cardiac-arrest")
    assert result["given"] == {"id": "v1"}
    assert "arrest" in [rule["rule_id"] for rule in result["fired"]]


def test_a_program_may_answer_with_numbers_booleans_and_null(samu: Samu) -> None:
    code, results = tried(
        samu,
        {"protocol": "CHEST-PAIN", "answers": {"age": 55}},
        {"protocol": "OPENING", "answers": {"awake": False, "breathing": None}},
    )
    assert code == 0
    assert [result["priority"] for result in results] == ["P1", "P0"]


def test_an_answer_to_a_question_nobody_would_ask_is_set_aside_and_named(samu: Samu) -> None:
    known = load_library().get("IMMINENT-DELIVERY").by_id
    gated = next(q for q in known.values() if q.ask_if)
    gate, wanted = next(iter(gated.ask_if.items()))
    closed = next(answer for answer in known[gate].order if answer not in wanted)
    answers = {gate: closed, gated.id: gated.worst}
    code, (result,) = tried(samu, {"protocol": "IMMINENT-DELIVERY", "answers": answers})
    assert code == 0
    assert result["set_aside"] == [gated.id]


def test_a_context_flag_raises_a_case(samu: Samu) -> None:
    bare = {"protocol": "OTHER", "answers": {}}
    _, (before, after) = tried(samu, bare, bare | {"context": ["age_under_28d"]})
    assert (before["priority"], after["priority"]) == ("P2", "P1")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("not json", "not_json"),
        ("[1]", "not_an_object"),
        ({"protocol": "NOPE"}, "unknown_protocol"),
        ({"protocol": "OPENING", "answers": {"awake": "maybe"}}, "answer_outside_protocol"),
        ({"protocol": "CHEST-PAIN", "answers": {"age": "fifty"}}, "answer_outside_protocol"),
        ({"protocol": "OPENING", "answers": {"colour": "blue"}}, "unknown_question"),
        ({"protocol": "OPENING", "answers": []}, "answers_not_an_object"),
        ({"protocol": "OPENING", "context": ["rich"]}, "unknown_context"),
        ({"protocol": "OPENING", "context": "rich"}, "context_not_a_list"),
        (json.dumps({"protocol": "OPENING", "note": "x" * 100_001}), "line_too_long"),
    ],
)
def test_a_bad_line_is_named_and_the_next_one_is_still_graded(
    samu: Samu, line: object, code: str
) -> None:
    done, (bad, good) = tried(samu, line, {"protocol": "OPENING", "answers": {}})
    assert done == 1
    assert bad["error"]["code"] == code  # type: ignore[index]
    assert (bad["line"], good["line"], good["priority"]) == (1, 2, "P2")


def test_the_list_gives_all_that_is_needed_to_answer_from_outside(
    samu: Samu, library: Library
) -> None:
    listed = json.loads(samu("list", "--json").stdout)
    assert {known["id"] for known in listed} == set(library.protocols)
    for known in listed:
        protocol = library.get(known["id"])
        assert known["entry"]["fr"]
        assert known["sha256"] == protocol.sha256
        for question in known["questions"]:
            answers = [answer["id"] for answer in question["answers"]]
            assert answers == [*protocol.by_id[question["id"]].order, "unknown"]


def test_a_walk_in_the_terminal_comes_to_a_priority_and_what_to_say(samu: Samu) -> None:
    done = samu("ask", "opening", said="2\n4\n1\n1\n1\n1\n1\n")
    assert done.returncode == 0, done.stderr
    assert "Priorité P0" in done.stdout
    assert "Appuyez" in done.stdout


def test_a_walk_goes_back_and_returns_to_the_vital_questions(samu: Samu) -> None:
    vital = "1\n1\n1\n1\n1\n1\n1\n"
    done = samu(
        "ask", "OTHER", "--lang", "en", said=f"9\n1\n<\n!\n{vital}1\n1\n1\n1\n1\n1\n1\n1\n1\n"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "That is no answer: 9" in done.stdout
    assert "Back to the complaint" in done.stdout


def test_a_walk_left_half_way_says_so(samu: Samu) -> None:
    done = samu("ask", "CHEST-PAIN", said="1\n")
    assert (done.returncode, "Arrêté avant la fin" in done.stdout) == (1, True)


def test_an_unknown_protocol_is_answered_with_near_ones(samu: Samu) -> None:
    done = samu("ask", "chest-pian")
    assert done.returncode == 2
    assert "CHEST-PAIN" in done.stderr


def test_every_protocol_is_drawn_on_one_page(samu: Samu, library: Library, tmp_path: Path) -> None:
    assert samu("draw", "--folder", str(tmp_path), "--format", "svg").returncode == 0
    assert {file.stem.upper() for file in tmp_path.iterdir()} == set(library.protocols)
    for file in tmp_path.iterdir():
        root = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - our own file
        text = root.findall("{http://www.w3.org/2000/svg}text")
        assert max(float(run.get("y", "0")) for run in text) < 842
        assert max(float(r.get("x", "0")) + float(r.get("textLength", "0")) for r in text) < 596
        assert "1515" in "".join(run.text or "" for run in text)


def test_a_sheet_says_that_it_is_a_draft_and_what_each_answer_means(
    samu: Samu, tmp_path: Path
) -> None:
    done = samu("draw", "chest-pain", "--folder", str(tmp_path))
    assert done.returncode == 0
    assert (tmp_path / "chest-pain.pdf").read_bytes().startswith(b"%PDF")
    samu("draw", "chest-pain", "--folder", str(tmp_path), "--format", "svg")
    drawn = (tmp_path / "chest-pain.svg").read_text(encoding="utf-8")
    assert "PROJET, non validé par un médecin" in drawn
    assert "URGENCE VITALE" in drawn


def test_a_new_version_that_lowers_an_urgency_is_told(samu: Samu, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    text = CHEST.read_text(encoding="utf-8")
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace("priority: P0", "priority: P1", 1), encoding="utf-8")
    same, lowered = samu("diff", str(old), "CHEST-PAIN"), samu("diff", str(old), str(new))
    assert (same.returncode, "no answer set(s) less urgent" in same.stdout) == (0, True)
    assert lowered.returncode == 1
    assert "P0 -> P1: " in lowered.stdout


def test_a_version_that_cannot_be_read_is_named_with_its_line(samu: Samu, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: samu-protocol/1\nid: [\n", encoding="utf-8")
    done = samu("diff", str(broken), "CHEST-PAIN")
    assert (done.returncode, "broken.yaml:" in done.stdout) == (2, True)
