"""The file of learnt factors: read at the start and when it changes, never half, never damaged."""

import logging
import time
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from geo.learnt import Learnt, LearntRefused, from_text
from geo.roads.factors import SpeedFactors

LOOK_EVERY_S = 5.0
"""A calibration is in use within seconds; a look costs one question to the file system."""

_log = logging.getLogger(__name__)

_Seen = tuple[int, int] | None


@dataclass(slots=True, kw_only=True)
class LearntFile:
    """Holds what the file says now. A file that is damaged leaves what was known before."""

    path: Path
    zone: tzinfo
    _known: Learnt = field(default_factory=Learnt)
    _speeds: SpeedFactors = field(default_factory=SpeedFactors)
    _seen: _Seen = None
    _looked_s: float = float("-inf")

    def __post_init__(self) -> None:
        self._take(Learnt(zone=self.zone))

    def now(self) -> Learnt:
        """Return what was learnt, by the newest sound file."""
        self._look()
        return self._known

    def speeds(self) -> SpeedFactors:
        """Return the part of it that a road graph knows; the same object while nothing changed."""
        self._look()
        return self._speeds

    def _look(self) -> None:
        if time.monotonic() - self._looked_s < LOOK_EVERY_S:
            return
        self._looked_s = time.monotonic()
        seen = _seen(self.path)
        if seen == self._seen:
            return
        self._seen = seen
        if seen is None:
            self._take(Learnt(zone=self.zone))
            return
        try:
            self._take(from_text(self.path.read_text(encoding="utf-8"), self.zone))
        except (OSError, UnicodeDecodeError, LearntRefused) as error:
            _log.warning("%s was not read (%s): what was known before stays", self.path, error)

    def _take(self, learnt: Learnt) -> None:
        self._known, self._speeds = learnt, learnt.speeds()


def _seen(path: Path) -> _Seen:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
