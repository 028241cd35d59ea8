"""What was stored by an earlier version still reads back."""

from dispatch.codec import dump, load
from regulation.priority import Priority
from regulation.protocols.engine import Result
from tests.regulation.records import result_of


def test_a_result_stored_before_redirections_reads_back_without_any() -> None:
    stored = dump(result_of("OTHER", Priority.P2))
    del stored["see"]
    assert load(Result, stored) == result_of("OTHER", Priority.P2)
