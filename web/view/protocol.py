"""Protocols, their results and instructions on the wire."""

from regulation.care_level import CareLevel
from regulation.priority import Priority
from regulation.protocols.engine import Result
from regulation.protocols.instruction import Instruction
from regulation.protocols.library import Library
from regulation.protocols.model import Protocol, Status
from regulation.protocols.question import UNKNOWN, QuestionKind
from web.view.wire import View


class TextView(View):
    """A text in both languages."""

    fr: str
    en: str


class AnswerView(View):
    """One possible answer."""

    id: str
    label: TextView


class QuestionView(View):
    """One question with its answers, least severe first; "unknown" is always the last."""

    id: str
    text: TextView
    help: TextView | None
    kind: QuestionKind
    critical: bool
    vital: bool
    ask_if: dict[str, list[str]]
    answers: list[AnswerView]


class EntryView(View):
    """The words that lead to a protocol; Wolof ones are to be confirmed by the service."""

    fr: list[str]
    en: list[str]
    wo: list[str]


class ProtocolView(View):
    """One protocol as the console asks it."""

    id: str
    version: str
    sha256: str
    status: Status
    title: TextView
    entry: EntryView
    motif: str
    questions: list[QuestionView]


class ProtocolHit(View):
    """One protocol found by words."""

    id: str
    title: TextView


class FiredView(View):
    """One rule that fired, and why."""

    rule_id: str
    priority: Priority
    rationale: TextView


class ResultView(View):
    """What the answers so far give."""

    protocol_id: str
    version: str
    sha256: str
    priority: Priority
    complete: bool
    lower_bound: Priority
    fired: list[FiredView]
    resources: list[str]
    side: list[str]
    capabilities_all: list[str]
    capabilities_any: list[str]
    instructions: list[str]
    care_level: CareLevel | None
    reflex: str | None
    next_question: str | None
    see: list[str]


class SpokenView(View):
    """One instruction in a further language, step for step; `draft` until its speakers signed."""

    language: str
    name: str
    draft: bool
    title: str
    steps: list[str]


class InstructionView(View):
    """One pre-arrival instruction: steps to read aloud."""

    id: str
    title: TextView
    steps: list[TextView]
    requires: str | None
    spoken: list[SpokenView]


UNKNOWN_LABEL = TextView(fr="Ne sait pas", en="Unknown")


def result_view(result: Result) -> ResultView:
    """Return a result as it goes over the wire."""
    fired = [
        FiredView(
            rule_id=rule.rule_id,
            priority=rule.priority,
            rationale=TextView(fr=rule.rationale_fr, en=rule.rationale_en),
        )
        for rule in result.fired
    ]
    same = {name: getattr(result, name) for name in ResultView.model_fields if name != "fired"}
    return ResultView.model_validate(same | {"fired": fired}, from_attributes=True)


def protocol_view(protocol: Protocol) -> ProtocolView:
    """Return a protocol as the console asks it."""
    questions = [
        QuestionView(
            id=question.id,
            text=TextView.model_validate(question.text),
            help=TextView.model_validate(question.help) if question.help else None,
            kind=question.kind,
            critical=question.critical,
            vital=question.vital,
            ask_if={name: list(answers) for name, answers in question.ask_if.items()},
            answers=[
                *[AnswerView.model_validate(answer) for answer in question.answers],
                AnswerView(id=UNKNOWN, label=UNKNOWN_LABEL),
            ],
        )
        for question in protocol.questions
    ]
    return ProtocolView(
        id=protocol.id,
        version=protocol.version,
        sha256=protocol.sha256,
        status=protocol.status,
        title=TextView.model_validate(protocol.title),
        entry=EntryView(
            fr=list(protocol.entry.fr),
            en=list(protocol.entry.en),
            wo=list(protocol.entry.wo_to_confirm),
        ),
        motif=protocol.codes.hubsante_motif,
        questions=questions,
    )


def instruction_view(instruction: Instruction, library: Library) -> InstructionView:
    """Return an instruction as it is read aloud, in every language of the library."""
    spoken = [
        SpokenView(
            language=code,
            name=language.name,
            draft=language.status is not Status.ACTIVE,
            title=language.instructions[instruction.id].title,
            steps=list(language.instructions[instruction.id].steps),
        )
        for code, language in sorted(library.languages.items())
        if instruction.id in language.instructions
    ]
    return InstructionView(
        id=instruction.id,
        title=TextView.model_validate(instruction.title),
        steps=[TextView.model_validate(step) for step in instruction.steps],
        requires="physician" if instruction.requires == "physician" else None,
        spoken=spoken,
    )
