"""Real OSRM and Valhalla servers, out of the wheels that carry their programs.

The wheels are fetched once, by the ordinary package client, into a folder beside the environment's
own packages; they are used as programs, so any Python will do. Where they cannot be had the tests
that need them are skipped, loudly: they are no part of what the service needs to run.
"""

import importlib.util
import json
import os
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.dispatch.routing.small_map import write_map
from tests.services import LOOPBACK, Daemon, free_port

CACHE = Path(sys.prefix) / "router-engines"
FETCH_S_MAX = 90
BUILD_S_MAX = 60
OSRM, VALHALLA = "osrm-bindings==26.10.0", "pyvalhalla==3.9.1"


def unpacked(requirement: str) -> Path:
    """Return the unpacked wheel's folder, fetching it the first time; skips where it can't be."""
    name = requirement.partition("==")[0]
    folder = CACHE / requirement
    if not (folder / "whole").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", requirement, "--no-deps", "--quiet"]
        wanted = ["--python-version", "3.12", "--only-binary", ":all:", "--dest", str(CACHE)]
        try:
            subprocess.run(
                [*command, *wanted], check=True, capture_output=True, timeout=FETCH_S_MAX
            )
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"NOT TESTED against {name}: its wheel cannot be fetched ({error})")
        (wheel,) = CACHE.glob(f"{name.replace('-', '_')}-*.whl")
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder)
        wheel.unlink()
        for program in folder.glob("*/bin/*"):
            program.chmod(0o755)
        (folder / "whole").touch()
    return folder


def run(command: list[str], folder: Path, **variables: str) -> None:
    """Run one of the engines' programs; skips when this machine cannot run it."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | variables,
        capture_output=True,
        timeout=BUILD_S_MAX,
        check=False,
    )
    if done.returncode != 0:
        says = (done.stdout + done.stderr).decode(errors="replace")[-2000:]
        pytest.skip(f"NOT TESTED: {command[0]} does not run here:\n{says}")


def osrm_server(folder: Path) -> Daemon:
    """Start osrm-routed on the small map, with a table size of its own default."""
    home = unpacked(OSRM) / "osrm"
    write_map(folder / "map.osm.pbf")
    profiles = home / "share" / "profiles"
    extract = [str(home / "bin" / "osrm-extract"), "-p", str(profiles / "car.lua"), "map.osm.pbf"]
    run([*extract, "--data_version", "2026-11-22"], folder, LUA_PATH=f"{profiles}/?.lua")
    run([str(home / "bin" / "osrm-contract"), "map.osrm"], folder)
    port = free_port()
    serve = [str(home / "bin" / "osrm-routed"), "--ip", LOOPBACK, "--port", str(port), "map.osrm"]
    return _started("osrm", serve, port, folder)


def valhalla_server(folder: Path) -> Daemon:
    """Start valhalla_service on the small map, with its own default limits."""
    home = unpacked(VALHALLA) / "valhalla"
    write_map(folder / "map.osm.pbf")
    port = free_port()
    config = _valhalla_config(home)
    config["mjolnir"] |= {"tile_dir": str(folder / "tiles"), "concurrency": 1}
    config["httpd"]["service"] |= {
        "listen": f"tcp://{LOOPBACK}:{port}",
        "loopback": f"ipc://{folder}/loopback",
        "interrupt": f"ipc://{folder}/interrupt",
    }
    (folder / "tiles").mkdir()
    (folder / "valhalla.json").write_text(json.dumps(config))
    run([str(home / "bin" / "valhalla_build_tiles"), "-c", "valhalla.json", "map.osm.pbf"], folder)
    serve = [str(home / "bin" / "valhalla_service"), "valhalla.json", "1"]
    return _started("valhalla", serve, port, folder)


def _valhalla_config(home: Path) -> dict[str, Any]:
    """Return the defaults that come with the wheel, without those left to the user."""
    spec = importlib.util.spec_from_file_location("_defaults", home / "valhalla_build_config.py")
    assert spec is not None
    assert spec.loader is not None
    defaults = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spec.loader.exec_module(defaults)

    def set_ones(section: dict[str, Any]) -> dict[str, Any]:
        return {
            name: set_ones(value) if isinstance(value, dict) else value
            for name, value in section.items()
            if not isinstance(value, defaults.Optional)
        }

    config = set_ones(defaults.config)
    for unused in ("tile_extract", "traffic_extract", "admin", "timezone"):
        config["mjolnir"].pop(unused, None)
    return config


def _started(name: str, command: list[str], port: int, folder: Path) -> Daemon:
    daemon = Daemon(
        name=name,
        command=command,
        answers=lambda: _answers(port),
        folder=folder,
        cwd=folder,
        environment={**os.environ, "PORT": str(port)},
    )
    daemon.start()
    return daemon


def url_of(daemon: Daemon) -> str:
    """Return the address that a started engine listens on."""
    assert daemon.environment is not None
    return f"http://{LOOPBACK}:{daemon.environment['PORT']}"


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://{LOOPBACK}:{port}/status", timeout=2).status_code < 500
    except httpx.HTTPError:
        return False
