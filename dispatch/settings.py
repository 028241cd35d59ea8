"""What this installation runs on: read once from the environment (`SAMU_...`)."""

from dataclasses import fields
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from regulation.clocks import Clocks

ROADS_FOLDER = Path("var/roads")
PLACES_FOLDER = Path("var/places")

HTTP = r"^https?://[^\s?#]+$"

CLOCK_S_MAX = 24 * 3600.0
"""A clock longer than a day is a typing slip."""

_STANDARD = Clocks()


def _clock(name: str, description: str) -> float:
    """Return the setting of one clock, with the house's own figure as default."""
    default: float = getattr(_STANDARD, name)
    setting: float = Field(default=default, ge=0, le=CLOCK_S_MAX, description=description)
    return setting


class Settings(BaseSettings):
    """Settings of one process; every one has a working default for one machine."""

    model_config = SettingsConfigDict(env_prefix="SAMU_", env_file=".env", extra="ignore")

    database_url: str = Field(
        default="sqlite+aiosqlite:///var/samu.sqlite",
        description="The store: sqlite+aiosqlite:///file or postgresql+asyncpg://user@host/db.",
    )
    redis_url: str | None = Field(
        default=None,
        description="Redis between several web processes; not needed for one.",
    )
    country: str = Field(default="senegal", description="The country's data folder.")
    roads_file: Path | None = Field(
        default=None,
        description="The road graph that `samu geo import` writes; none: var/roads/<country>.",
    )
    factors_file: Path | None = Field(
        default=None,
        description="The speeds that `samu geo calibrate` learns; none: var/roads/factors.json.",
    )
    crossings_file: Path | None = Field(
        default=None,
        description="Which border crossings are open, as CSV; none: var/roads/<country>.",
    )
    places_file: Path | None = Field(
        default=None,
        description="The places that `samu geo places import` writes; none: var/places/<country>.",
    )
    osrm_url: str | None = Field(
        default=None, pattern=HTTP, description="An OSRM server that answers travel times first."
    )
    osrm_profile: str = Field(
        default="driving", pattern=r"^\w+$", description="The profile's name in OSRM's addresses."
    )
    valhalla_url: str | None = Field(
        default=None, pattern=HTTP, description="A Valhalla server that answers, after OSRM."
    )
    router_limit_ms: float = Field(
        default=300.0, gt=0, le=10_000, description="How long one router may take for travel times."
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8015, ge=0, le=65535, description="The port to listen on.")
    public_origins: list[str] = Field(
        default=[],
        description="Origins browsers reach us by when a proxy stands in front, as JSON list.",
    )
    secure_cookies: bool = Field(
        default=False, description="Send the session cookie over TLS only; on behind a TLS front."
    )
    session_hours: float = Field(
        default=12.0, gt=0, le=24, description="A sign-in lasts one duty, at most a day."
    )
    demo: bool = Field(default=False, description="Demonstration: marked so on every screen.")
    protocols_folder: Path | None = Field(
        default=None, description="A folder of the centre's own protocols, over the library's."
    )
    signed_protocols_only: bool = Field(
        default=False, description="Ask only by protocols that two physicians have signed."
    )
    caller_link_url: str | None = Field(
        default=None,
        description="The address at which a caller's phone reaches us, https://...; none: ours.",
    )
    caller_link_minutes: float = Field(
        default=30.0, gt=0, le=24 * 60, description="How long a caller's location link is good."
    )
    aml_key: SecretStr | None = Field(
        default=None, description="Shared key of AML over HTTPS; none: the door is shut."
    )
    aml_sms_token: SecretStr | None = Field(
        default=None, description="Bearer token of the gateway that brings AML's SMS; none: shut."
    )
    proposals_kept_days: float = Field(
        default=365.0, ge=1, le=36_500, description="How long stored proposals can be read."
    )
    target_min: float = Field(
        default=20.0, ge=1, le=120, description="Minutes within which people should be reached."
    )
    target_min_of_centre: dict[str, float] = Field(
        default={}, description="The same of single centres, as JSON: minutes by centre."
    )
    wait_p0_s: float = _clock("wait_p0_s", "Seconds a P0 may wait for physician, place and unit.")
    wait_p1_s: float = _clock("wait_p1_s", "Seconds a P1 may wait for a physician.")
    wait_p2_s: float = _clock("wait_p2_s", "Seconds a P2 may wait for a physician.")
    recheck_s: float = _clock("recheck_s", "Seconds until a waiting caller is rung.")
    retry_s: float = _clock("retry_s", "Seconds until somebody not reached is rung again.")
    safety_r1_s: float = _clock("safety_r1_s", "Seconds until an R1 advice is followed up.")
    safety_r2_s: float = _clock("safety_r2_s", "Seconds until an R2 advice is followed up.")
    safety_r3_s: float = _clock("safety_r3_s", "Seconds until an R3 advice is followed up.")
    safety_r4_s: float = _clock("safety_r4_s", "Seconds until an R4 advice is followed up.")
    ring_s: float = _clock("ring_s", "Seconds a call may ring before it is a task.")
    ring_back_s: float = _clock("ring_back_s", "Seconds until an abandoned call is rung back.")
    untaken_s: float = _clock("untaken_s", "Seconds a task may wait for a taker.")
    held_s: float = _clock("held_s", "Seconds one person may hold a task.")

    def roads_path(self) -> Path:
        """Return where the country's road graph is, whether or not it was imported yet."""
        return self.roads_file or ROADS_FOLDER / f"{self.country}.samu-roads"

    def factors_path(self) -> Path:
        """Return where the speeds learnt from drives are; the file need not exist."""
        return self.factors_file or ROADS_FOLDER / "factors.json"

    def crossings_path(self) -> Path:
        """Return where the service keeps which crossings are open; it need not exist."""
        return self.crossings_file or ROADS_FOLDER / f"{self.country}.crossings.csv"

    def places_path(self) -> Path:
        """Return where the country's imported places are, whether or not there are any."""
        return self.places_file or PLACES_FOLDER / f"{self.country}.samu-places"

    def clocks(self) -> Clocks:
        """Return the service's own times."""
        return Clocks(**{each.name: getattr(self, each.name) for each in fields(Clocks)})
