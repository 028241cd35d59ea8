"""`samu proposal`: why a unit or a ward was proposed, and whether it would be again."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from dispatch.clock import SystemClock
from dispatch.proposal.replay import replay as ranked_again
from dispatch.proposal_reader import ProposalRead, ProposalReader
from dispatch.refusal import Refused
from dispatch.settings import Settings
from dispatch.store.engine import open_engine
from web.explain.words import explained, replayed
from web.refusals import REFUSALS
from web.terminal import language

proposal = typer.Typer(no_args_is_help=True, help=__doc__)

_out = Console()

Id = Annotated[str, typer.Argument(help="As the journal's event or the console names it.")]
Lang = Annotated[str | None, typer.Option(help="fr or en; else by LANG.")]


async def _read(proposal_id: str) -> ProposalRead:
    engine = open_engine(Settings().database_url)
    try:
        reader = ProposalReader(engine=engine, clock=SystemClock())
        return await reader.get(proposal_id, actor=None)
    finally:
        await engine.dispose()


def _found(proposal_id: str, lang: str | None) -> ProposalRead:
    try:
        return asyncio.run(_read(proposal_id))
    except Refused as refused:
        text = REFUSALS[refused.code]
        said = text.en if language(lang) == "en" else text.fr
        _out.print(said.format_map(refused.facts), style="red", markup=False)
        raise typer.Exit(1) from refused


def _tell(lines: list[str]) -> None:
    for line in lines:
        _out.print(line, markup=False, highlight=False, soft_wrap=True)


@proposal.command()
def show(proposal_id: Id, lang: Lang = None) -> None:
    """Explain a stored proposal in words; exits 1 if it is gone or was changed."""
    read = _found(proposal_id, lang)
    _tell(explained(read, language(lang)))
    if not read.whole:
        raise typer.Exit(1)


@proposal.command()
def replay(proposal_id: Id, lang: Lang = None) -> None:
    """Rank what was asked then by the rules of today; exits 1 if the list differs."""
    again = ranked_again(_found(proposal_id, lang).stored)
    _tell(replayed(again, language(lang)))
    if not again.same:
        raise typer.Exit(1)
