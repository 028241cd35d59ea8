"""Keeps the imported places of a country in one file that is replaced whole or not at all."""

import fcntl
import gc
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dispatch.settings import Settings
from geo.country import Country, load_country
from geo.places.packed import ImportedPlaces, PlacesDamaged, pack, unpack

_log = logging.getLogger(__name__)


def read_places(settings: Settings) -> ImportedPlaces:
    """Return what was imported; nothing when there is no file. Raises ``PlacesDamaged``."""
    path = settings.places_path()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ImportedPlaces(country=settings.country)
    except OSError as error:
        raise PlacesDamaged(error.strerror or str(error)) from error
    return unpack(data, settings.country)


def change_places(
    settings: Settings, change: Callable[[ImportedPlaces], ImportedPlaces]
) -> ImportedPlaces:
    """Replace the file by what ``change`` makes of it, one import at a time, and return that.

    A reader finds the old file or the new one, whatever happens between. Raises
    ``PlacesDamaged`` when the present file cannot be read: it is not written over.
    """
    path = settings.places_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        changed = change(read_places(settings))
        _replace(path, pack(changed))
        return changed


def _replace(path: Path, data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            beside.chmod(0o644)  # the service may run as another user than who imports
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def open_country(settings: Settings) -> Country:
    """Return the country with its imported places.

    A damaged file does not keep the service from starting: the packaged places stand, and the
    log and `samu doctor` say so.
    """
    try:
        with _no_collection():
            return load_country(settings.country, read_places(settings))
    except PlacesDamaged as damaged:
        _log.error("imported places are not used, %s: %s", settings.places_path(), damaged)
        return load_country(settings.country)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the search for garbage, which takes a third of the time and finds none here."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
