"""S3, S7: every name is declared and used, and every redirection leads to another protocol."""

from collections.abc import Iterable, Iterator

from regulation.protocols.checks.case import Case
from regulation.protocols.finding import Finding
from regulation.protocols.library import INSTRUCTIONS, Library, dangling_names, outcomes


def check_references(case: Case) -> Iterator[Finding]:
    """S3: a protocol names nothing that the vocabularies do not declare."""
    for where, complaint in dangling_names(case.library, case.protocol):
        yield case.finding("S3", where, complaint)
    motif = case.protocol.codes.hubsante_motif
    if motif not in case.library.vocabulary.motifs:
        yield case.finding("S3", case.protocol.id, f"no motif {motif} in the nomenclature")
    fait = case.protocol.codes.hubsante_fait
    if fait is not None and fait not in case.library.vocabulary.faits:
        yield case.finding("S3", case.protocol.id, f"no fait {fait} in the nomenclature")


def check_redirections(case: Case) -> Iterator[Finding]:
    """S7: a protocol sends on to others of the library only, never back to itself."""
    for where, outcome in outcomes(case.protocol):
        for target in outcome.see:
            if target == case.protocol.id:
                yield case.finding("S7", where, f"sends on to {target}, where one already is")
            elif target not in case.library.protocols:
                yield case.finding("S7", where, f"sends on to {target}, which does not exist")


def check_unused(library: Library) -> Iterator[Finding]:
    """S3: every instruction, reflex entry and context flag is used, or says why it is kept."""
    held = [outcome for p in library.protocols.values() for _, outcome in outcomes(p)]
    said = {name for outcome in held for name in outcome.instructions}
    yield from _unused(
        INSTRUCTIONS,
        said,
        ((item.id, item.waiver) for item in library.instructions.values()),
    )
    pointed = {outcome.reflex for outcome in held if outcome.reflex}
    yield from _unused(
        "reflex.yaml",
        pointed,
        ((item.id, item.waiver) for item in library.reflex.values()),
    )
    flagged = {f for p in library.protocols.values() for r in p.rules for f in r.when_any_context}
    yield from _unused(
        "vocabulary.yaml",
        flagged,
        ((flag.id, flag.waiver) for flag in library.vocabulary.context),
    )


def _unused(
    file: str,
    used: set[str],
    declared: Iterable[tuple[str, str | None]],
) -> Iterator[Finding]:
    for name, waiver in declared:
        if name not in used and waiver is None:
            message = "declared, used nowhere, and no waiver says why it is kept"
            yield Finding(check="S3", file=file, where=name, message=message)
