"""Why a map file is not taken: one code for each reason, with the facts to tell it by."""

from enum import StrEnum


class MapFault(StrEnum):
    """Says what is wrong with a map file, or with where its graph should go."""

    FILE_MISSING = "file_missing"
    NOT_A_MAP = "not_a_map"
    """Neither OpenStreetMap data nor an edge list: often a web page saved under its name."""
    TRUNCATED = "truncated"
    """It ends in the middle: half downloaded, or damaged."""
    NO_ROADS = "no_roads"
    NO_PLACES = "no_places"
    """It has roads and not the nodes they run through, or these come after the roads."""
    OTHER_COUNTRY = "other_country"
    SWAPPED_AXES = "swapped_axes"
    """Latitude and longitude are in each other's place, or the minus of the west is missing."""
    BAD_COLUMNS = "bad_columns"
    BAD_LINE = "bad_line"
    TARGET_UNWRITABLE = "target_unwritable"
    IMPORT_RUNNING = "import_running"


class MapRefused(Exception):  # noqa: N818 - named for what happened, as the others
    """A map file was not taken, and nothing was changed; ``facts`` fill its text."""

    def __init__(self, fault: MapFault, **facts: object) -> None:
        super().__init__(f"{fault}: {facts}")
        self.fault = fault
        self.facts = facts
