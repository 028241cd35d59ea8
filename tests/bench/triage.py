"""What grading a protocol's answers costs."""

import json
import statistics

from dispatch.bootstrap import Service
from regulation.protocols.engine import evaluate, next_question
from regulation.protocols.model import Protocol
from regulation.protocols.question import UNKNOWN
from tests.bench.figure import Figure, compare, median_ms


def figures(service: Service) -> list[Figure]:
    """Measure one protocol, and all of them."""
    return [_one(service), *_library(service)]


def _one(service: Service) -> Figure:
    protocol = service.room.protocols.everywhere.get("CHEST-PAIN")
    answers = {"state": "sweating", "speech": "sentences", "pain": "tight", "spread": "yes"}
    return compare(
        "a protocol's answers graded",
        median_ms(lambda: evaluate(protocol, answers), rounds=500),
        "json.dumps of the answers",
        median_ms(lambda: json.dumps(answers), rounds=500),
        aim=100,
    )


def _library(service: Service) -> list[Figure]:
    """Grade a whole questioning of every protocol; the slowest one is named."""
    library = service.room.protocols.everywhere
    each = {name: _graded_ms(protocol) for name, protocol in library.protocols.items()}
    answers = {f"question_{i}": UNKNOWN for i in range(8)}
    bare_ms = median_ms(lambda: json.dumps(answers), rounds=500)
    slowest = max(each, key=lambda name: each[name])
    mean_ms = statistics.fmean(each.values())
    a_second = round(1000 / mean_ms)
    baseline = "json.dumps of eight answers"
    return [
        compare(
            f"{len(each)} protocols graded, {a_second} a second", mean_ms, baseline, bare_ms, 60
        ),
        compare(f"the slowest protocol, {slowest}", each[slowest], baseline, bare_ms, 100),
    ]


def _graded_ms(protocol: Protocol) -> float:
    answers: dict[str, str] = {}
    while (asked := next_question(protocol, answers)) is not None:
        answers[asked] = UNKNOWN
    return median_ms(lambda: evaluate(protocol, answers), rounds=200)
