"""`samu geo calibrate`: learn from finished drives how long each kind of road really takes."""

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from dispatch.leg import Leg
from dispatch.settings import Settings
from dispatch.store import legs as kept
from dispatch.store.engine import open_engine, reading
from geo.calibration import (
    LEGS_MIN,
    Calibration,
    DrivenLeg,
    Errors,
    TooFewLegs,
    calibrate,
)
from geo.country import load_country
from geo.learnt import Learnt, LearntRefused, as_text, from_text
from web.geography.calibrate_words import REASONS, Said
from web.terminal import language

DAYS = 180
"""Half a year holds a rainy season and a dry one, and roads that are still the same."""

_out = Console()


def calibrate_(
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far back to look.")] = DAYS,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, write nothing.")] = False,
) -> None:
    """Fit speeds to the drives of the last days, report the error before and after, keep them."""
    settings, now = Settings(), datetime.now(UTC)
    zone = ZoneInfo(load_country(settings.country).timezone)
    found = _legs(settings, now - timedelta(days=days))
    sound = [leg for leg in found if leg.fault is None]
    _say(Said.LEGS, count=len(found), days=days, used=len(sound))
    _tell_unusable(found)
    stands = _stands(settings.factors_path(), zone)
    try:
        fit = calibrate([_driven(leg) for leg in sound], stands)
    except TooFewLegs as few:
        _say(Said.TOO_FEW, used=few.used, needed=LEGS_MIN)
        raise typer.Exit(1) from few
    _tell(fit)
    if not fit.better:
        _say(Said.WORSE)
        raise typer.Exit(1)
    if dry_run:
        _say(Said.DRY)
        return
    _keep(settings.factors_path(), fit, fit.learnt(now, stands), sound)


def _legs(settings: Settings, since: datetime) -> list[Leg]:
    async def read() -> list[Leg]:
        engine = open_engine(settings.database_url)
        try:
            async with reading(engine) as connection:
                return [leg async for leg in kept.since(connection, since)]
        finally:
            await engine.dispose()

    try:
        return asyncio.run(read())
    except (SQLAlchemyError, OSError) as error:
        _say(Said.STORE, reason=type(error).__name__)
        raise typer.Exit(1) from error


def _driven(leg: Leg) -> DrivenLeg:
    return DrivenLeg(at=leg.begun_at, vehicle=leg.vehicle, driven_s=leg.driven_s, parts=leg.parts)


def _stands(path: Path, zone: ZoneInfo) -> Learnt:
    try:
        return from_text(path.read_text(encoding="utf-8"), zone)
    except FileNotFoundError:
        return Learnt(zone=zone)
    except (OSError, UnicodeDecodeError, LearntRefused) as error:
        _say(Said.DAMAGED, path=path, reason=error)
        return Learnt(zone=zone)


def _tell_unusable(found: Sequence[Leg]) -> None:
    faults = Counter(leg.fault for leg in found if leg.fault is not None)
    for fault, count in sorted(faults.items()):
        french, english = REASONS[fault]
        _say(Said.UNUSABLE, reason=english if language() == "en" else french, count=count)


def _tell(fit: Calibration) -> None:
    for one in fit.fitted:
        if one.legs:
            _say(
                Said.FACTOR,
                kind=one.kind,
                hours=one.band,
                vehicle=one.vehicle,
                factor=one.factor,
                legs=one.legs,
            )
    for when, errors in ((Said.BEFORE, fit.before), (Said.AFTER, fit.after)):
        _say(Said.ERROR, when=when.text(language()), **_figures(errors))
    _say(Said.UNSEEN)


def _figures(errors: Errors) -> dict[str, float]:
    return {
        "median": errors.median_abs_pct,
        "near": errors.within_20_pct,
        "minutes": errors.within_5_min_pct,
        "bias": errors.bias_pct,
    }


def _keep(path: Path, fit: Calibration, learnt: Learnt, legs: Sequence[Leg]) -> None:
    provenance = {
        "from": min(leg.begun_at for leg in legs).isoformat(),
        "to": max(leg.ended_at for leg in legs).isoformat(),
        "left_out": fit.left_out,
        "before": {name: round(value, 2) for name, value in _figures(fit.before).items()},
        "after": {name: round(value, 2) for name, value in _figures(fit.after).items()},
    }
    try:
        _write(path, as_text(learnt, provenance))
    except OSError as error:
        _say(Said.UNWRITABLE, path=path, reason=error.strerror or error)
        raise typer.Exit(1) from error
    _say(Said.WRITTEN, path=path)


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all: a server may read it at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=path.name, delete=False
    ) as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _say(line: Said, **facts: object) -> None:
    told = line.text(language(), **facts)
    _out.print(told, markup=False, highlight=False, soft_wrap=True)
