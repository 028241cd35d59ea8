"""The process that holds the road graph: reads questions, writes answers, ends with its parent.

`python -m dispatch.routing.graph_process FILE`, started by `dispatch/routing/worker.py`. One
search holds Python's interpreter for milliseconds; here it holds up nobody's board.
"""

import contextlib
import ctypes
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO, Final

from dispatch.routing.frames import Loaded, Message, Reply, Request, Unusable, framed, read_frame
from geo.roads.border import BorderPolicy
from geo.roads.file import GraphUnreadable, load_graph
from geo.roads.graph import RoadGraph
from geo.roads.router import RoadGraphRouter
from geo.travel import RouterFailed, RouterFault

log = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 1.0
"""How soon a replaced file is noticed."""

PR_SET_PDEATHSIG: Final = 1

ANSWERED: Final = frozenset({"many_to_one", "one_to_many", "route", "reachable", "reached"})


class Speaker:
    """Writes messages to the parent, from several threads; ends the process when it is gone."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def say(self, message: Message) -> None:
        """Write one message whole."""
        try:
            with self._lock:
                self._pipe.write(framed(message))
                self._pipe.flush()
        except BrokenPipeError:
            os._exit(0)


class Shelf:
    """Holds the graph in use, and takes the new one when the file is replaced.

    The new graph is loaded beside the old one and put in its place in one step, so that every
    question meets a whole graph. A file that cannot be read leaves the old one in use.
    """

    def __init__(self, path: Path, speaker: Speaker) -> None:
        self._path = path
        self._speaker = speaker
        self._seen: tuple[int, ...] | None = None
        self.graph: RoadGraph | None = None

    def look(self) -> None:
        """Load the file if it is another than the one seen last."""
        seen = _identity(self._path)
        if seen == self._seen:
            return
        self._seen = seen
        try:
            graph = load_graph(self._path)
        except GraphUnreadable as unreadable:
            self._speaker.say(Unusable(code=str(unreadable.code), detail=str(unreadable)))
            return
        self.graph = graph
        source = graph.source
        self._speaker.say(Loaded(data_date=source.data_date, built_at=source.built_at))

    def look_for_ever(self) -> None:
        """Look again and again, in a thread of its own."""
        while True:
            time.sleep(LOOK_EVERY_S)
            try:
                self.look()
            except Exception:  # a new file must not take the old graph away
                log.exception("the new road graph was not taken")


class Answerer:
    """Answers questions on the graph of the shelf, under the policy each question brings."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._router: RoadGraphRouter | None = None
        self._under: tuple[object, ...] | None = None

    def answer(self, request: Request) -> Reply:
        """Return the reply; nothing that goes wrong in one question ends the process."""
        if time.monotonic() > request.until_s:
            return _failed(request, RouterFault.SLOW, "too late")
        if request.method not in ANSWERED:
            return _failed(request, RouterFault.NOT_COVERED, f"no question {request.method}")
        try:
            ask = getattr(self._router_for(request), request.method, None)
            if ask is None:
                return _failed(request, RouterFault.NOT_COVERED, f"no question {request.method}")
            value = ask(*request.arguments, **request.options)
        except RouterFailed as failed:
            return _failed(request, failed.fault, str(failed))
        except Exception as error:
            log.exception("the road graph could not answer")
            return _failed(request, RouterFault.FAILED, type(error).__name__)
        return Reply(number=request.number, value=value)

    def _router_for(self, request: Request) -> RoadGraphRouter:
        graph = self._shelf.graph
        if graph is None:
            raise RouterFailed(RouterFault.FAILED, "no road graph could be read")
        if self._router is None or self._router.graph is not graph:
            self._router, self._under = RoadGraphRouter(graph, borders=BorderPolicy()), None
        # Equal policies share one router, and so what the router keeps for them.
        under = (request.borders, request.factors)
        if under != self._under:
            self._router = self._router.under(borders=request.borders, factors=request.factors)
            self._under = under
        return self._router


def _failed(request: Request, fault: RouterFault, detail: str) -> Reply:
    return Reply(number=request.number, fault=fault, detail=detail)


def _identity(path: Path) -> tuple[int, ...] | None:
    """Return what tells one file of a name from the next."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size


def _die_with_parent() -> None:
    """Have Linux kill this process with its parent, even while it is stopped.

    Elsewhere, and if that fails, the end of the pipe is what ends it.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Serve questions from standard input until it ends."""
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes the pipe
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not garble an answer
    speaker = Speaker(answers)
    shelf = Shelf(Path(sys.argv[1]), speaker)
    shelf.look()
    threading.Thread(target=shelf.look_for_ever, daemon=True).start()
    answerer = Answerer(shelf)
    while (request := read_frame(sys.stdin.buffer)) is not None:
        if isinstance(request, Request):
            speaker.say(answerer.answer(request))
    os._exit(0)


if __name__ == "__main__":
    main()
