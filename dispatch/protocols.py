"""Which protocols each centre asks by, and the versions that calls under way began with.

A centre's own files are used whole or not at all: when one of them is unsound, the files that were
last found sound stay in use, and `troubles` says which file, line and check failed.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.clock import Clock
from dispatch.settings import Settings
from dispatch.store import protocols as store
from dispatch.store.engine import reading
from regulation.protocols.acceptance import Texts, accept
from regulation.protocols.library import Library, load_library
from regulation.protocols.model import Protocol
from regulation.protocols.source_file import FileRefused, yaml_files

EVERYWHERE = ""
"""The scope of files that hold for every centre."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One file that is not used, why, and since when what is used instead was accepted."""

    scope: str
    file: str
    line: int | None
    reason: str
    instead_since: datetime | None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        if self.instead_since is None:
            return f"{place}: {self.reason}; the packaged protocols are used instead"
        return f"{place}: {self.reason}; in use: the version of {self.instead_since:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocols:
    """The library of every centre. `own` holds those that differ from the one of all."""

    everywhere: Library
    own: Mapping[str, Library] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    def of(self, centre_id: str | None) -> Library:
        """Return what a centre asks by; None for no centre in particular."""
        return self.own.get(centre_id or EVERYWHERE, self.everywhere)

    async def begun_with(
        self, connection: AsyncConnection, centre_id: str, protocol_id: str, sha256: str | None
    ) -> Protocol:
        """Return the version a call began with, the present one when it begins now.

        Raises:
            UnknownProtocol: neither the centre nor the store knows it.

        """
        if sha256 is not None:
            present = self.of(centre_id).protocols.get(protocol_id)
            if present is None or present.sha256 != sha256:
                older = await store.find_version(connection, sha256)
                if older is not None:
                    return older
        return self.of(centre_id).get(protocol_id)


async def open_protocols(
    engine: AsyncEngine, clock: Clock, settings: Settings, centre_ids: tuple[str, ...]
) -> Protocols:
    """Read the centres' files, keep what is sound, and note every version in the store.

    Raises:
        FileRefused: not even the packaged protocols may be used (none is signed, and the settings
            ask for signatures).

    """
    opening = _Opening(engine=engine, now=clock.now(), settings=settings)
    everywhere = await opening.library(EVERYWHERE, ())
    own = {}
    for centre_id in centre_ids:
        if opening.has_files(centre_id):
            own[centre_id] = await opening.library(centre_id, opening.used[EVERYWHERE])
    for library in (everywhere, *own.values()):
        await store.save_versions(engine, library.protocols.values(), opening.now)
    return Protocols(everywhere=everywhere, own=own, troubles=tuple(opening.troubles))


def own_files(folder: Path | None, scope: str) -> Texts:
    """Return the files of a scope in the folder of a centre's own protocols; () without a folder.

    Raises:
        FileRefused: the folder or a file in it cannot be read.

    """
    if folder is None:
        return ()
    try:
        return tuple(yaml_files(folder / scope))
    except (OSError, UnicodeDecodeError) as error:
        # A folder that is not there reads like one emptied on purpose: it is said instead.
        raise FileRefused(str(folder / scope), None, str(error)) from error


@dataclass(slots=True, kw_only=True)
class _Opening:
    """The work of one start."""

    engine: AsyncEngine
    now: datetime
    settings: Settings
    troubles: list[Trouble] = field(default_factory=list)
    used: dict[str, Texts] = field(default_factory=dict)

    def texts_of(self, scope: str) -> Texts:
        """Return the files that somebody put there for a scope."""
        return own_files(self.settings.protocols_folder, scope)

    def has_files(self, centre_id: str) -> bool:
        """Tell whether a centre has a folder of its own."""
        folder = self.settings.protocols_folder
        return folder is not None and (folder / centre_id).is_dir()

    async def accepted(self, scope: str) -> tuple[Texts, datetime | None]:
        """Return the files last found sound for a scope, and since when."""
        async with reading(self.engine) as connection:
            return await store.accepted_files(connection, scope)

    async def library(self, scope: str, below: Texts) -> Library:
        """Return the library of a scope: its files if they are sound, else the last good ones."""
        try:
            texts = self.texts_of(scope)
            library = self._accept((*below, *texts))
        except FileRefused as refused:
            return await self._instead(scope, below, refused)
        await store.save_accepted(self.engine, scope, texts, self.now)
        self.used[scope] = texts
        return library

    async def _instead(self, scope: str, below: Texts, refused: FileRefused) -> Library:
        texts, since = await self.accepted(scope)
        trouble = Trouble(
            scope=scope,
            file=refused.file,
            line=refused.line,
            reason=refused.reason,
            instead_since=since,
        )
        _log.error("protocols: %s", trouble)
        self.troubles.append(trouble)
        self.used[scope] = texts
        try:
            return self._accept((*below, *texts))
        except FileRefused:
            # What was sound under an older release need not be under this one.
            self.used[scope] = ()
            return self._accept(below)

    def _accept(self, texts: Texts) -> Library:
        signed_only = self.settings.signed_protocols_only
        if not texts and not signed_only:
            return load_library()
        return accept(texts, self.now.date(), signed_only=signed_only)
