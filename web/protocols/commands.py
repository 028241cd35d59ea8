"""`samu protocols`: check, list, try, ask, draw, diff."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.table import Table

from dispatch.settings import Settings
from regulation.protocols.checks.difference import is_exhaustive, urgency_losses
from regulation.protocols.library import Library, UnknownProtocol, load_library
from regulation.protocols.model import Protocol
from regulation.protocols.source_file import FileRefused
from web.protocols.asking import Say, Stopped, Walk
from web.protocols.listing import listed
from web.protocols.paper.content import sheet
from web.protocols.paper.layout import lay_out
from web.protocols.paper.pdf import to_pdf
from web.protocols.paper.svg import to_svg
from web.protocols.proof import prove
from web.protocols.trial import try_lines
from web.protocols.versions import read_version
from web.terminal import language

protocols = typer.Typer(no_args_is_help=True, help="The protocols.")

_out = Console()

Lang = Annotated[str | None, typer.Option("--lang", help="fr or en; else by LANG.")]

LOSSES_SHOWN = 50
"""Losses printed one by one; the rest is counted."""


class Format(StrEnum):
    """What a sheet is drawn as."""

    SVG = "svg"
    PDF = "pdf"


@protocols.command("check")
def check() -> None:
    """Prove every protocol of the library; exits 1 when one fails."""
    library = _library()
    findings = prove(Settings().protocols_folder, datetime.now(UTC).date())
    for finding in findings:
        _out.print(str(finding), markup=False, highlight=False)
    if findings:
        raise typer.Exit(1)
    _out.print(f"{len(library.protocols)} protocols, no finding")


@protocols.command("list")
def list_(
    *, as_json: Annotated[bool, typer.Option("--json", help="All, as JSON.")] = False
) -> None:
    """List the protocols; with --json their questions, answers and entry words too."""
    library = _library()
    if as_json:
        json.dump(listed(library), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    table = Table("id", "version", "status", "motif", "titre", "title")
    for name, known in sorted(library.protocols.items()):
        title = (known.title.fr, known.title.en)
        table.add_row(name, known.version, known.status, known.codes.hubsante_motif, *title)
    _out.print(table)


@protocols.command("try")
def try_(
    file: Annotated[
        str, typer.Argument(help="JSON lines {protocol, answers, context}; - to pipe.")
    ],
) -> None:
    """Evaluate cases, one JSON object a line in and out; exits 1 when a line was refused."""
    library, refused = _library(), False
    with _lines(file) as lines:
        for result in try_lines(library, lines):
            refused = refused or "error" in result
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    if refused:
        raise typer.Exit(1)


@protocols.command("ask")
def ask(
    protocol: Annotated[str, typer.Argument(help="Such as CHEST-PAIN.")], lang: Lang = None
) -> None:
    """Walk one protocol in the terminal; nothing is recorded."""
    walk = Walk(library=_library(), out=_out, lang=language(lang), ask=input)
    try:
        walk.through(_known(walk.library, protocol).id)
    except Stopped:
        _out.print(f"\n{Say.STOPPED.text(walk.lang)}")
        raise typer.Exit(1) from None


@protocols.command("draw")
def draw(
    names: Annotated[list[str] | None, typer.Argument(help="Which ones; all when none.")] = None,
    *,
    folder: Annotated[Path, typer.Option(help="Where the sheets go.")] = Path("fiches"),
    as_: Annotated[Format, typer.Option("--format", help="svg or pdf.")] = Format.PDF,
) -> None:
    """Draw protocols as one-page sheets in French, to be printed for a wall."""
    library = _library()
    wanted = [_known(library, name) for name in names or sorted(library.protocols)]
    folder.mkdir(parents=True, exist_ok=True)
    for protocol in wanted:
        page = lay_out(sheet(library, protocol))
        data = to_pdf(page) if as_ is Format.PDF else to_svg(page).encode()
        (folder / f"{protocol.id.lower()}.{as_.value}").write_bytes(data)
    _out.print(f"{len(wanted)} {as_.value} in {folder}", highlight=False)


@protocols.command("diff")
def diff(
    old: Annotated[str, typer.Argument(help="A protocol file, or the id of one in the library.")],
    new: Annotated[str, typer.Argument(help="The same, the newer version.")],
) -> None:
    """List every answer set whose urgency fell; exits 1 when one did."""
    library = _library()
    try:
        before, after = (read_version(library, name) for name in (old, new))
    except (FileRefused, OSError) as refused:
        _out.print(str(refused), style="red", markup=False)
        raise typer.Exit(2) from refused
    except UnknownProtocol as unknown:
        raise _no_such(library, str(unknown.args[0])) from unknown
    losses = urgency_losses(before, after)
    count = 0
    for count, loss in enumerate(losses, start=1):
        if count <= LOSSES_SHOWN:
            said = ", ".join(f"{name}={answer}" for name, answer in loss.answers.items())
            _out.print(
                f"{loss.before} -> {loss.after or '?'}: {said}", markup=False, highlight=False
            )
    _out.print(_verdict(before, after, count), highlight=False)
    if count:
        raise typer.Exit(1)


def _verdict(before: Protocol, after: Protocol, count: int) -> str:
    how = "every questioning" if is_exhaustive(before) else "the mildest questioning of each rule"
    versions = f"{before.id} {before.version} -> {after.id} {after.version}"
    return f"{versions}: {count or 'no'} answer set(s) less urgent; compared {how}"


def _library() -> Library:
    try:
        return load_library(Settings().protocols_folder)
    except FileRefused as refused:
        _out.print(str(refused), style="red", markup=False)
        raise typer.Exit(1) from refused


def _known(library: Library, name: str) -> Protocol:
    try:
        return library.get(name.upper())
    except UnknownProtocol as unknown:
        raise _no_such(library, name) from unknown


def _no_such(library: Library, name: str) -> typer.BadParameter:
    near = ", ".join(found.id for found in islice(library.search(name.replace("-", " ")), 3))
    return typer.BadParameter(f"no protocol {name}; perhaps {near}")


@contextmanager
def _lines(file: str) -> Iterator[TextIO]:
    if file == "-":
        yield sys.stdin
        return
    try:
        opened = Path(file).open(encoding="utf-8")  # noqa: SIM115 - closed just below
    except OSError as error:
        raise typer.BadParameter(str(error)) from error
    with opened:
        yield opened
