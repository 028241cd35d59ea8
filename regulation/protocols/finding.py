"""What a check of the library found wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One defect: which check, in which file, where in it, and what is wrong."""

    check: str
    file: str
    where: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.check} {self.where}: {self.message}"
