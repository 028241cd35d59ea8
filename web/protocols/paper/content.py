"""What a protocol's sheet says, in French: the questions, what each answer means, what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from string import ascii_lowercase

from regulation.priority import Priority
from regulation.protocols.instruction import Requires
from regulation.protocols.library import Library, outcomes
from regulation.protocols.model import Protocol, Status
from regulation.protocols.outcome import Rule
from regulation.protocols.question import UNKNOWN, Question


class Look(Enum):
    """How a paragraph is set."""

    HEAD = "head"
    QUESTION = "question"
    PLAIN = "plain"
    SMALL = "small"
    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    NR = "NR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; `indent` counts steps to the right, `keep` holds it to the next one."""

    text: str
    look: Look = Look.PLAIN
    indent: int = 0
    keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that stands on one sheet. `spare` is left out, last first, when the page is too small."""

    title: str
    subtitle: str
    body: tuple[Paragraph, ...]
    spare: tuple[tuple[Paragraph, ...], ...]
    foot: str


_URGENCY = {
    Priority.P0: "P0 - URGENCE VITALE : appeler le 1515 tout de suite, rester en ligne",
    Priority.P1: "P1 - URGENT : appeler le 1515 maintenant, le médecin répond sans attendre",
    Priority.P2: "P2 - appeler le 1515, le médecin régule dès que possible",
    Priority.P3: "P3 - peut attendre un rappel convenu ; rappeler si l'état change",
    Priority.NR: "Sans acte médical",
}


def sheet(library: Library, protocol: Protocol) -> Sheet:
    """Return the sheet of one protocol of a library."""
    draft = "PROJET, non validé par un médecin" if protocol.status is not Status.ACTIVE else ""
    codes = f"{protocol.id} · {protocol.codes.hubsante_motif} · version {protocol.version}"
    sources = " ; ".join(source.name for source in protocol.sources)
    return Sheet(
        title=protocol.title.fr,
        subtitle=" · ".join(part for part in (codes, draft) if part),
        body=(*_questions(protocol), *_gradings(library, protocol)),
        spare=tuple(_instructions(library, protocol)),
        foot=f"Sources : {sources}. À revoir avant le {protocol.review_due:%d/%m/%Y}. "
        f"Empreinte {protocol.sha256[:12]}.",
    )


def _questions(protocol: Protocol) -> Iterator[Paragraph]:
    yield Paragraph(text="DEMANDER, DANS CET ORDRE", look=Look.HEAD, keep=True)
    for number, question in enumerate(protocol.questions, start=1):
        gate = _gate(protocol, question)
        text = f"{number}. {gate}{question.text.fr}"
        yield Paragraph(text=text, look=Look.QUESTION, keep=True)
        answers = {answer.id: answer.label.fr for answer in question.answers}
        lettered = [
            f"{letter})\u00a0{answers[name]}"
            for letter, name in zip(ascii_lowercase, question.order, strict=False)
        ]
        yield Paragraph(text="  ".join(lettered), indent=1, keep=question.critical)
        if question.critical:
            worst = _letter(question, question.worst)
            said = f"Si personne ne sait : compter comme {number}{worst}."
            yield Paragraph(text=said, look=Look.SMALL, indent=1)


def _gate(protocol: Protocol, question: Question) -> str:
    """Say after which answers a question is asked."""
    if not question.ask_if:
        return ""
    parts = [
        _choices(protocol, name, [answer for answer in answers if answer != UNKNOWN])
        for name, answers in question.ask_if.items()
    ]
    return f"(si {' et '.join(parts)}) "


def _gradings(library: Library, protocol: Protocol) -> Iterator[Paragraph]:
    own = [rule for rule in protocol.rules if rule.id not in library.modifiers]
    yield Paragraph(text="CONCLURE : la ligne la plus haute l'emporte", look=Look.HEAD, keep=True)
    for priority in Priority:
        lines = [_rule_line(library, protocol, rule) for rule in own if rule.priority is priority]
        if protocol.default.priority is priority:
            lines.append(f"Sinon : {protocol.default.rationale.fr}")
        if protocol.floor is not None and protocol.floor.priority is priority:
            lines.append(f"Réponse inconnue ou manquante : {protocol.floor.rationale.fr}")
        if lines:
            yield Paragraph(text=_URGENCY[priority], look=Look(priority.value), keep=True)
        for line in lines:
            yield Paragraph(text=line, indent=1)
    yield Paragraph(
        text="Bébé, grossesse, 65 ans ou plus, maladie grave connue : au moins P2 ; "
        "moins de 3 mois : P1.",
        look=Look.SMALL,
    )


def _rule_line(library: Library, protocol: Protocol, rule: Rule) -> str:
    conditions = [_choices(protocol, name, list(answers)) for name, answers in rule.when.items()]
    if rule.when_any_context:
        labels = {term.id: term.label.fr for term in library.vocabulary.context}
        conditions.append(" ou ".join(labels[flag] for flag in rule.when_any_context))
    return f"{' + '.join(conditions)} : {rule.rationale.fr}"


def _choices(protocol: Protocol, name: str, answers: list[str]) -> str:
    """Write the answers of one question as number and letters: "3bc"."""
    question = protocol.by_id[name]
    number = list(protocol.by_id).index(name) + 1
    letters = "".join(_letter(question, answer) for answer in question.order if answer in answers)
    return f"{number}{letters or '?'}"


def _letter(question: Question, answer: str) -> str:
    return ascii_lowercase[question.order.index(answer)]


def _instructions(library: Library, protocol: Protocol) -> Iterator[tuple[Paragraph, ...]]:
    """Yield the instructions, those of the most urgent conclusions first."""
    own = [leaf for name, leaf in outcomes(protocol) if name not in library.modifiers]
    leaves = sorted(own, key=lambda leaf: -leaf.priority.urgency)
    names = dict.fromkeys(name for leaf in leaves for name in leaf.instructions)
    for name in names:
        instruction = library.instructions[name]
        steps = " ".join(step.fr for step in instruction.steps)
        if instruction.requires is Requires.PHYSICIAN:
            steps = f"SEULEMENT si le médecin l'autorise. {steps}"
        yield (
            Paragraph(text=instruction.title.fr, look=Look.QUESTION, keep=True),
            Paragraph(text=steps, indent=1),
        )
