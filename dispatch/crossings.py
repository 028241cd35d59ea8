"""The service's decisions about border crossings: one small file, read again when it changes.

A file and not the journal: the same crossings hold for all centres and every process, also for
one that has lost its store, and an operator can see and mend it with any editor.
"""

import csv
import io
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from geo.country import Country
from geo.roads.border import BorderPolicy, Passage
from geo.roads.crossing_rules import CrossingDecision, border_policy, decided

log = logging.getLogger(__name__)

COLUMNS: Final = ("id", "passage", "delay_min", "note")

DELAY_MAX_MIN: Final = 48 * 60.0
"""A longer wait is a closed crossing."""


class CrossingsUnreadable(ValueError):  # noqa: N818 - reads as the fact it states
    """The file cannot be read; ``line`` is where, 0 for the file as a whole."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}" if line else f"{path}: {why}")
        self.line = line


def read_decisions(path: Path) -> tuple[CrossingDecision, ...]:
    """Return what was decided, nothing when there is no file; raises `CrossingsUnreadable`."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"id", "passage"} <= set(rows.fieldnames or ()):
                raise CrossingsUnreadable(path, 1, f"the columns are {', '.join(COLUMNS)}")
            found = {one.id: one for one in _decisions(path, rows)}
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CrossingsUnreadable(path, 0, str(error)) from error
    return tuple(found.values())


def write_decision(path: Path, decision: CrossingDecision) -> None:
    """Put one decision beside the others, in place of the last about the same crossing.

    The file is the old or the new one, whole. Raises `CrossingsUnreadable` for one that cannot be
    read, which is left alone, and ``OSError`` where it cannot be written.
    """
    kept = [one for one in read_decisions(path) if one.id != decision.id]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted([*kept, decision], key=lambda one: one.id):
        delay = "" if one.delay_s is None else f"{one.delay_s / 60:g}"
        writer.writerow((one.id, one.passage, delay, one.note))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


class Crossings:
    """The crossings of one country as they are now; asked at every question, and cheap."""

    def __init__(self, country: Country, path: Path) -> None:
        self._country = country
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._now = country, border_policy(country)
        self.trouble = ""
        """Why the file cannot be read, empty when it can; the last sound one holds meanwhile."""
        self._look()

    @property
    def country(self) -> Country:
        """The country with its crossings as decided."""
        self._look()
        return self._now[0]

    @property
    def policy(self) -> BorderPolicy:
        """What holds at each border of a road graph."""
        self._look()
        return self._now[1]

    def _look(self) -> None:
        """Read the file again if it is another than the last time, or went."""
        try:
            facts = self._path.stat()
            seen = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        except OSError:
            seen = (0, 0, 0)
        if seen == self._seen:
            return
        self._seen = seen
        try:
            decisions = read_decisions(self._path)
        except CrossingsUnreadable as unreadable:
            self.trouble = str(unreadable)
            log.warning("crossings stay as they were: %s", unreadable)
            return
        self.trouble = ""
        self._now = decided(self._country, decisions), border_policy(self._country, decisions)


def _decisions(path: Path, rows: "csv.DictReader[str]") -> Iterator[CrossingDecision]:
    for row in rows:
        try:
            yield _decision(row)
        except ValueError as error:
            raise CrossingsUnreadable(path, rows.line_num, str(error)) from error


def _decision(row: Mapping[str, str | None]) -> CrossingDecision:
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not said["id"]:
        raise ValueError("no id")
    passage = _passage(said["passage"])
    minutes = float(said["delay_min"]) if said["delay_min"] else None
    if minutes is not None and not 0 <= minutes <= DELAY_MAX_MIN:
        raise ValueError(f"delay_min {minutes:g} is not between 0 and {DELAY_MAX_MIN:g}")
    delay_s = None if minutes is None else minutes * 60
    return CrossingDecision(id=said["id"], passage=passage, delay_s=delay_s, note=said["note"])


def _passage(text: str) -> Passage:
    try:
        return Passage(text.lower())
    except ValueError:
        choices: Sequence[str] = [one.value for one in Passage]
        raise ValueError(f"passage {text!r} is none of {', '.join(choices)}") from None
