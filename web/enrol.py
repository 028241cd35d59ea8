"""Registers a person from the terminal; the first one of an installation has no other door."""

from dispatch.accounts import PASSWORD_LENGTH_MIN, Account, Accounts
from dispatch.clock import SystemClock
from dispatch.registry import unknown_posts
from dispatch.settings import Settings
from dispatch.store.engine import open_engine


async def enrol(settings: Settings, account: Account) -> str | None:
    """Register a person; returns what is wrong when nothing was done, or None."""
    if len(account.password) < PASSWORD_LENGTH_MIN:
        return f"the password needs at least {PASSWORD_LENGTH_MIN} characters"
    engine = open_engine(settings.database_url)
    try:
        unknown = await unknown_posts(engine, account.duties)
        if unknown:
            return f"no such centre, unit or ward: {', '.join(unknown)}"
        accounts = Accounts(
            engine=engine, clock=SystemClock(), session_hours=settings.session_hours
        )
        new = await accounts.register([account])
        return None if new else f"the login {account.login} is taken"
    finally:
        await engine.dispose()
