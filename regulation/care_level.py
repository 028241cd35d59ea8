"""The level of care: what means the physician judges due."""

from enum import StrEnum


class CareLevel(StrEnum):
    """The R code of Hub Santé (`niveauSoin`), decided by the physician.

    R1 vital emergency, manifest or latent (SMUR); R2 true emergency without vital distress;
    R3 continuity of care, the delay is no risk; R4 advice or telephone prescription.
    A protocol only hints at it.
    """

    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"

    @property
    def intensity(self) -> int:
        """Rank the level as an integer from 1 (R4) to 4 (R1), most care highest."""
        return _INTENSITY[self]


_INTENSITY = {level: rank for rank, level in enumerate(reversed(CareLevel), start=1)}
