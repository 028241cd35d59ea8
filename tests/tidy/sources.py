"""Which files the tidiness rules look at."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("geo", "fleet", "regulation", "dispatch", "web")

NOT_WRITTEN_HERE = {"node_modules", "static", "var", "build", "dist", "__pycache__"}
"""Folders that hold what tools made; hidden folders are left out as well, save .ci."""


def files(*folders: str) -> Iterator[Path]:
    """Yield every file under these folders of the repository that a person wrote."""
    for start in folders:
        for folder, inner, names in os.walk(ROOT / start):
            inner[:] = [name for name in inner if is_written_here(name)]
            yield from (Path(folder, name) for name in names if name != ".git")


def is_written_here(folder: str) -> bool:
    """Tell whether a folder's name promises files that a person wrote."""
    hidden = folder.startswith(".") and folder != ".ci"
    return not (hidden or folder in NOT_WRITTEN_HERE or folder.endswith(".egg-info"))


def python_files(*folders: str) -> list[Path]:
    """Return the Python files under these folders."""
    return sorted(path for path in files(*folders) if path.suffix == ".py")
