"""Measures the service beside a bare baseline in the same run; `make bench` runs it.

Machines are noisy, so only the ratio to the baseline means something. Results go to bench.json
and to a table on screen, met or not.
"""

import asyncio
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dispatch.bootstrap import open_service
from dispatch.settings import Settings
from tests.bench import gazetteer, nearest, proposal, roads, triage
from tests.bench import service as of_service
from tests.bench.figure import Figure
from web.cli import set_up


async def measure() -> list[Figure]:
    """Measure everything on a store of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(database_url=f"sqlite+aiosqlite:///{folder}/samu.sqlite")
        await set_up(settings)
        service = await open_service(settings)
        try:
            country, roads_file = service.room.country, roads.national(service.room.country, folder)
            return [
                *await of_service.figures(service, folder),
                *triage.figures(service),
                *await proposal.figures(country, folder, roads_file),
                *roads.figures(country, folder),
                *nearest.figures(),
                *gazetteer.figures(),
            ]
        finally:
            await service.close()


def main() -> None:
    """Measure, write bench.json, show the table."""
    figures = asyncio.run(measure())
    Path("bench.json").write_text(json.dumps([asdict(f) for f in figures], indent=1) + "\n")
    table = Table("figure", "value", "baseline in the same run", "ratio", "aim", "met")
    for f in figures:
        met = "yes" if f.met else "NO"
        table.add_row(
            f.name, f"{f.value} {f.unit}", f.baseline, f"{f.ratio} x", f"≤ {f.aim} x", met
        )
    Console().print(table)


if __name__ == "__main__":
    main()
