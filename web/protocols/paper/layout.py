"""Fitting a sheet on one page of A4: two columns, the largest letters that fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth

from web.protocols.paper.content import Look, Paragraph, Sheet

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
"""A4 in points (1/72 inch)."""

MARGIN: Final = 28.0
"""One centimetre: what any printer leaves white."""

GUTTER: Final = 14.0
HEAD_HEIGHT: Final = 44.0
FOOT_HEIGHT: Final = 22.0
INDENT: Final = 9.0
LEADING: Final = 1.22
"""Line height over letter height."""

SIZES: Final = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Letter sizes tried, in points; below 6 nobody reads a wall from an arm's length."""

COMFORTABLE: Final = 7.5
"""Below this the last instructions are left out rather than everything made smaller."""

REGULAR: Final = "Helvetica"
BOLD: Final = "Helvetica-Bold"

BANDS: Final = {
    Look.P0: ("#b3001b", "#ffffff"),
    Look.P1: ("#c75b00", "#ffffff"),
    Look.P2: ("#f2d13d", "#1a1a1a"),
    Look.P3: ("#2e7d32", "#ffffff"),
    Look.NR: ("#5f6368", "#ffffff"),
}
"""Ground and letters of a priority's line; the code P0..P3 is always written on it too."""

LEFT_OUT: Final = "+ {count} consigne(s) de moindre urgence : voir le recueil des consignes."

_SUBSTITUTES: Final = str.maketrans({"→": "->", "≥": ">=", "≤": "<=", "\u202f": "\u00a0"})


class DoesNotFit(ValueError):  # noqa: N818  named for what happened
    """Questions and rules alone are more than one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One line of letters; `y` is its base line from the top."""

    x: float
    y: float
    text: str
    size: float
    font: str = REGULAR
    colour: str = "#1a1a1a"

    @property
    def width(self) -> float:
        """How long the line is, in points."""
        return float(stringWidth(self.text, self.font, self.size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One filled rectangle; `y` is its top."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(slots=True, kw_only=True)
class Page:
    """What is drawn, boxes beneath letters. Lengths are points from the upper left corner."""

    title: str
    boxes: list[Box] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def lay_out(sheet: Sheet) -> Page:
    """Return the page of a sheet.

    Raises:
        DoesNotFit: even the smallest letters without any instruction are too many.

    """
    for kept in range(len(sheet.spare), -1, -1):
        for size in SIZES:
            if size < COMFORTABLE and kept > 0:
                break
            page = _try(sheet, kept, size)
            if page is not None:
                return page
    raise DoesNotFit(sheet.title)


def _try(sheet: Sheet, kept: int, size: float) -> Page | None:
    """Set the page with so many instructions in one size, None when it does not fit."""
    page = Page(title=printable(sheet.title))
    _set_head(page, sheet)
    flow = _Flow(page=page, size=size)
    for group in _groups(_paragraphs(sheet, kept)):
        if not flow.add(group):
            return None
    _set_foot(page, sheet)
    return page


def _paragraphs(sheet: Sheet, kept: int) -> Iterator[Paragraph]:
    yield from sheet.body
    if kept:
        yield Paragraph(text="EN ATTENDANT, FAIRE", look=Look.HEAD, keep=True)
    for instruction in sheet.spare[:kept]:
        yield from instruction
    if kept < len(sheet.spare):
        text = LEFT_OUT.format(count=len(sheet.spare) - kept)
        yield Paragraph(text=text, look=Look.SMALL)


def _groups(paragraphs: Iterator[Paragraph]) -> Iterator[list[Paragraph]]:
    """Gather paragraphs that must not be parted."""
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        group.append(paragraph)
        if not paragraph.keep:
            yield group
            group = []
    if group:
        yield group


@dataclass(slots=True, kw_only=True)
class _Flow:
    """The two columns being filled."""

    page: Page
    size: float
    column: int = 0
    y: float = MARGIN + HEAD_HEIGHT

    @property
    def width(self) -> float:
        return (WIDTH - 2 * MARGIN - GUTTER) / 2

    @property
    def left(self) -> float:
        return MARGIN + self.column * (self.width + GUTTER)

    def add(self, group: list[Paragraph]) -> bool:
        """Set a group where it fits whole; False when the page is full."""
        height = sum(self._height(paragraph) for paragraph in group)
        if self.y + height > HEIGHT - MARGIN - FOOT_HEIGHT:
            self.column, self.y = self.column + 1, MARGIN + HEAD_HEIGHT
        if self.column > 1 or self.y + height > HEIGHT - MARGIN - FOOT_HEIGHT:
            return False
        for paragraph in group:
            self._set(paragraph)
        return True

    def _set(self, paragraph: Paragraph) -> None:
        size, font = self._letters(paragraph.look)
        height, gap = self._height(paragraph), self._gap(paragraph.look)
        band = BANDS.get(paragraph.look)
        if band is not None:
            box = Box(
                x=self.left, y=self.y + gap, width=self.width, height=height - gap, fill=band[0]
            )
            self.page.boxes.append(box)
        x = self.left + paragraph.indent * INDENT + (3 if band else 0)
        y = self.y + gap
        for line in self._lines(paragraph):
            y += size * LEADING
            run = Run(x=x, y=y - size * 0.25, text=line, size=size, font=font)
            self.page.runs.append(replace(run, colour=band[1]) if band else run)
        self.y += height

    def _lines(self, paragraph: Paragraph) -> list[str]:
        size, font = self._letters(paragraph.look)
        room = self.width - paragraph.indent * INDENT - (6 if paragraph.look in BANDS else 0)
        return wrap(printable(paragraph.text), font, size, room)

    def _height(self, paragraph: Paragraph) -> float:
        size, _ = self._letters(paragraph.look)
        padding = size * 0.3 if paragraph.look in BANDS else 0
        lines = len(self._lines(paragraph))
        return self._gap(paragraph.look) + lines * size * LEADING + padding

    def _letters(self, look: Look) -> tuple[float, str]:
        bold = look in BANDS or look in (Look.HEAD, Look.QUESTION)
        return self.size * (0.88 if look is Look.SMALL else 1), BOLD if bold else REGULAR

    def _gap(self, look: Look) -> float:
        if look is Look.HEAD:
            return self.size * 0.7
        return self.size * (0.35 if look in BANDS or look is Look.QUESTION else 0.1)


def _set_head(page: Page, sheet: Sheet) -> None:
    page.boxes.append(Box(x=0, y=0, width=WIDTH, height=MARGIN + HEAD_HEIGHT - 8, fill="#0b3d5c"))
    room = WIDTH - 2 * MARGIN - 60
    title, subtitle = printable(sheet.title), printable(sheet.subtitle)
    for text, size, y, font in ((title, 21.0, 38.0, BOLD), (subtitle, 9.5, 56.0, REGULAR)):
        fitted = min(size, size * room / max(stringWidth(text, font, size), 1))
        page.runs.append(Run(x=MARGIN, y=y, text=text, size=fitted, font=font, colour="#ffffff"))
    number = Run(x=WIDTH - MARGIN - 56, y=44, text="1515", size=25, font=BOLD, colour="#ffffff")
    page.runs.append(number)


def _set_foot(page: Page, sheet: Sheet) -> None:
    size = 6.2
    y = HEIGHT - MARGIN - FOOT_HEIGHT + 8
    for line in wrap(printable(sheet.foot), REGULAR, size, WIDTH - 2 * MARGIN):
        page.runs.append(Run(x=MARGIN, y=y, text=line, size=size, colour="#5f6368"))
        y += size * LEADING


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """Break a text into lines of at most `room` points, at ordinary spaces only."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and stringWidth(longer, font, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def printable(text: str) -> str:
    """Keep to the letters of the fonts that every reader has (Windows Latin 1)."""
    for mark in ":;?!":  # French punctuation stays on the line of its word
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text.translate(_SUBSTITUTES).encode("cp1252", "replace").decode("cp1252")
