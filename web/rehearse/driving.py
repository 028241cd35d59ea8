"""The crew's position: sent once, seen on the room's board."""

from datetime import UTC, datetime, timedelta

from web.demo.client import Client, View
from web.rehearse.stage import SEEN_S_MAX, Stage
from web.rehearse.timeline import Who, expect

WRITTEN = timedelta(milliseconds=2)
"""Times go over the wire in whole milliseconds."""

A_LITTLE_DEG = 0.0003
"""Some thirty metres: believed after any earlier position."""


async def report_position(stage: Stage, crew: Client, unit_id: str) -> None:
    """Send one position near the last known one, and see it on the room's board."""
    if await stage.cast.crew(unit_id) is None:
        return  # nobody at hand carries this unit's phone
    async with stage.timeline.step(
        Who.CREW, "Position reçue par la salle", "Position reaches the room"
    ):
        fix = _next_fix(stage, unit_id)
        taken = await crew.do("/positions", {"fixes": [fix]})
        expect((1, []), (taken["accepted"], taken["refused"]))
        await stage.room.until(lambda: _shown(stage, unit_id, fix), SEEN_S_MAX)


def _next_fix(stage: Stage, unit_id: str) -> View:
    known = stage.room.fixes.get(unit_id) or stage.room.things["unit"][unit_id]["home"]
    return {
        "unit_id": unit_id,
        "lat": round(known["lat"] + A_LITTLE_DEG, 6),
        "lon": known["lon"],
        "accuracy_m": 15,
        "fix_at": datetime.now(UTC).isoformat(),
        "speed_kmh": 40,
        "heading_deg": 0,
    }


def _shown(stage: Stage, unit_id: str, fix: View) -> bool | None:
    """Say whether the board has this position or a newer one."""
    seen = stage.room.fixes.get(unit_id)
    if seen is None:
        return None
    sent_at = datetime.fromisoformat(fix["fix_at"])
    return datetime.fromisoformat(seen["fix_at"]) + WRITTEN > sent_at or None
