"""The invented past of the demonstration's wards: how long they took patients over until now.

The transfers have no mission and stand in no journal: they are what a service that has worked for
a month would have learnt, so that a slow ward can be seen from the first minute.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.store.engine import writing
from dispatch.store.transfer_table import transfer
from fleet.roster import FleetPlan
from web.demo.chance import between, chance

SLOW: Final = {"KL-CHR-URG": 38.0}
"""Minutes: a ward where crews are known to wait."""

USUAL_MIN: Final = (8.0, 30.0)
TRANSFERS: Final = (0, 14)
SLOW_TRANSFERS: Final = 12
SPREAD: Final = 0.35
RECEIVES: Final = "ed"


async def remember_transfers(engine: AsyncEngine, fleet: FleetPlan, now: datetime) -> None:
    """Give every emergency ward the transfers of the last month; done once, on a new store."""
    async with writing(engine) as connection:
        await connection.execute(transfer.insert(), list(_transfers(fleet, now)))


def _transfers(fleet: FleetPlan, now: datetime) -> Iterator[dict[str, object]]:
    for ward in fleet.wards:
        if RECEIVES not in ward.capabilities:
            continue
        usual_min = SLOW.get(ward.id, between(*USUAL_MIN, ward.id, "usual"))
        number = SLOW_TRANSFERS if ward.id in SLOW else int(between(*TRANSFERS, ward.id, "n"))
        for turn in range(number):
            took_min = usual_min * between(1 - SPREAD, 1 + SPREAD, ward.id, turn)
            yield {
                "mission_id": f"demo-{ward.id}-{turn}",
                "ward_id": ward.id,
                "took_s": 60 * took_min,
                "at": now - timedelta(days=1 + 28 * chance(ward.id, turn, "day")),
            }
