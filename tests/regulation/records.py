"""Cases and results to try rules on."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from geo.place import Place
from regulation.case import Case, CaseState
from regulation.case_event import CaseOpened, evolve
from regulation.patient import Caller, Patient
from regulation.person import Person, Role
from regulation.priority import Priority
from regulation.protocols.engine import Result

AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
AWA = Person(id="awa", name="Awa Diop", role=Role.CALL_TAKER)
NDIAYE = Person(id="ndiaye", name="Dr Ndiaye", role=Role.PHYSICIAN)
SARR = Person(id="sarr", name="Dr Sarr", role=Role.PHYSICIAN)


def opened(id_: str = "case-1", at: datetime = AT) -> Case:
    """Return a case as it stands when it was just opened."""
    event = CaseOpened(
        case_id=id_,
        number="KL-2027-000001",
        centre_id="KL",
        caller=Caller(number="+221771234567"),
        place=Place(said="derrière la mosquée"),
        what="douleur dans la poitrine",
        patient=Patient(),
        by=AWA,
        at=at,
    )
    return evolve(None, event)


def case_in(state: CaseState, physician: Person | None = None) -> Case:
    """Return a case in a state, held by a physician or nobody."""
    return replace(opened(), state=state, physician=physician)


def result_of(protocol_id: str, priority: Priority, capabilities: tuple[str, ...] = ()) -> Result:
    """Return what a protocol gave."""
    return Result(
        protocol_id=protocol_id,
        version="0.1.0",
        sha256="0" * 64,
        priority=priority,
        complete=True,
        lower_bound=priority,
        fired=(),
        resources=(),
        side=(),
        capabilities_all=capabilities,
        capabilities_any=(),
        instructions=(),
        care_level=None,
        reflex=None,
        next_question=None,
    )


PRIORITIES = st.sampled_from(list(Priority))
