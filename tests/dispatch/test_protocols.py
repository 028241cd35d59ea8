"""The protocols a centre asks by: its own files whole or not at all; a call keeps its version."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.command import AssessCase
from dispatch.desk import Desk
from dispatch.protocols import Protocols, open_protocols
from dispatch.settings import Settings
from regulation.protocols.library import load_library
from regulation.protocols.source_file import FileRefused
from tests.dispatch.house import HandClock, House
from tests.dispatch.story import WELL, assess, open_case, refused
from tests.people import call_taker

OPENING = (files("regulation.protocols") / "library" / "opening.yaml").read_text(encoding="utf-8")
NEWER = OPENING.replace("version: 0.1.0", "version: 0.2.0")
SWITCHED = NEWER.replace("order: [normal, laboured", "order: [laboured, normal")
"""A version in which laboured breathing counts as better than normal: S9 finds it."""

CENTRES = ("DK", "SL", "KL", "TB", "ZG")


async def opened(engine: AsyncEngine, folder: Path | None, *, signed: bool = False) -> Protocols:
    settings = Settings(protocols_folder=folder, signed_protocols_only=signed)
    return await open_protocols(engine, HandClock(), settings, CENTRES)


def put(folder: Path, text: str, name: str = "opening.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


async def test_a_centre_replaces_a_protocol_without_code(house: House, tmp_path: Path) -> None:
    put(tmp_path / "KL", NEWER)
    protocols = await opened(house.engine, tmp_path)
    assert protocols.of("KL").get("OPENING").version == "0.2.0"
    assert protocols.of("DK").get("OPENING").version == "0.1.0"
    assert protocols.of(None).get("OPENING").version == "0.1.0"
    assert protocols.troubles == ()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (SWITCHED, "S9"),
        (NEWER.replace("id: awake", "id: Awake"), "pattern"),
        ("schema: [", "expected"),
        (NEWER.replace("[PAI-SAFETY]", "[PAI-DANCE]"), "no instruction PAI-DANCE"),
        (NEWER.replace("review_due: 2027", "review_due: 2020"), "S20"),
    ],
)
async def test_an_unsound_file_never_loads_half(
    house: House, tmp_path: Path, broken: str, said: str
) -> None:
    put(tmp_path, NEWER)
    await opened(house.engine, tmp_path)
    put(tmp_path, broken)
    protocols = await opened(house.engine, tmp_path)
    (trouble,) = protocols.troubles
    assert protocols.everywhere.get("OPENING").version == "0.2.0"
    assert said in trouble.reason
    assert trouble.file == "opening.yaml"
    assert trouble.line is not None
    assert trouble.instead_since == HandClock().moment


async def test_an_unsound_first_file_leaves_the_packaged_protocols(
    house: House, tmp_path: Path
) -> None:
    protocols = await opened(house.engine, put(tmp_path, SWITCHED))
    assert protocols.everywhere.get("OPENING").version == "0.1.0"
    assert protocols.troubles[0].instead_since is None
    assert "packaged" in str(protocols.troubles[0])


async def test_a_folder_that_went_missing_is_not_read_as_emptied(
    house: House, tmp_path: Path
) -> None:
    folder = put(tmp_path / "own", NEWER)
    await opened(house.engine, folder)
    folder.rename(tmp_path / "gone")
    lost = await opened(house.engine, folder)
    assert lost.everywhere.get("OPENING").version == "0.2.0"
    assert len(lost.troubles) == 1
    folder.mkdir()
    emptied = await opened(house.engine, folder)
    assert emptied.everywhere.get("OPENING").version == "0.1.0"
    assert emptied.troubles == ()


async def test_one_centre_s_mistake_is_not_another_s(house: House, tmp_path: Path) -> None:
    put(tmp_path, NEWER)
    put(tmp_path / "KL", SWITCHED)
    put(tmp_path / "DK", NEWER.replace("0.2.0", "0.3.0"))
    protocols = await opened(house.engine, tmp_path)
    versions = {name: protocols.of(name).get("OPENING").version for name in CENTRES}
    assert versions == {"DK": "0.3.0", "SL": "0.2.0", "KL": "0.2.0", "TB": "0.2.0", "ZG": "0.2.0"}
    assert [trouble.scope for trouble in protocols.troubles] == ["KL"]


async def test_a_running_call_keeps_the_version_it_began_with(house: House, tmp_path: Path) -> None:
    before = await opened(house.engine, None)
    begun, _ = await assess(house, await open_case(house), WELL)
    without = NEWER.replace("id: casualties", "id: victims").replace("casualties:", "victims:")
    after = await opened(house.engine, put(tmp_path, without))
    assert after.troubles == ()
    room = replace(house.desk.room, protocols=after)
    desk = Desk(engine=house.engine, clock=house.clock, room=room, feed=house.feed)
    later = replace(house, desk=desk)
    again, _ = await assess(later, begun, WELL | {"casualties": "few"})
    assert again.assessments[0].result.sha256 == before.everywhere.get("OPENING").sha256
    fresh = await open_case(later)
    with refused("unknown_question"):
        await assess(later, fresh, {"casualties": "few"})
    now, _ = await assess(later, fresh, {"victims": "few"})
    assert now.assessments[0].result.version == "0.2.0"


async def test_only_signed_protocols_are_asked_where_the_settings_say_so(
    quick_house: House, tmp_path: Path
) -> None:
    with pytest.raises(FileRefused, match="not signed by two physicians"):
        await opened(quick_house.engine, None, signed=True)
    for name in ("OPENING", "OTHER"):
        put(tmp_path, signed_text(name), f"{name.lower()}.yaml")
    protocols = await opened(quick_house.engine, tmp_path, signed=True)
    assert set(protocols.everywhere.protocols) == {"OPENING", "OTHER"}
    edited = signed_text("OTHER").replace("2027-06-30", "2027-07-30", 1)
    kept = await opened(quick_house.engine, put(tmp_path, edited, "other.yaml"), signed=True)
    assert "S22" in kept.troubles[0].reason
    assert kept.everywhere.get("OTHER").is_signed


def signed_text(name: str) -> str:
    """Return a packaged protocol's file as two physicians would hand it back."""
    library = load_library()
    _, text = library.places[name]
    signed = f"role: physician, date: 2026-10-01, signs: {library.get(name).content_sha256}"
    people = [f"  - {{name: Dr {who}, {signed}}}" for who in "AB"]
    papers = "status: active\nreviewers:\n" + "\n".join(people)
    return text.replace("status: draft", papers, 1)


async def test_a_command_for_an_unknown_protocol_changes_nothing(house: House) -> None:
    case = await open_case(house)
    command = AssessCase(case_id=case.id, protocol_id="NOPE", answers={}, context=frozenset())
    with refused("unknown_protocol"):
        await house.do(command, call_taker("KL"))
