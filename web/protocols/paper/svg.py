"""A page as SVG: opens in any browser, prints on any printer."""

from xml.sax.saxutils import escape, quoteattr

from web.protocols.paper.layout import BOLD, HEIGHT, WIDTH, Box, Page, Run

FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif"
"""Fonts of one width; where none is installed, `textLength` keeps each line to its measure."""


_OPEN = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" '
    f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family={quoteattr(FONTS)} '
    'xml:lang="fr" xml:space="preserve">'
)


def to_svg(page: Page) -> str:
    """Return the page as an SVG document of one A4 sheet."""
    marks = [*(_box(box) for box in page.boxes), *(_run(run) for run in page.runs)]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            _OPEN,
            f"<title>{escape(page.title)}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *marks,
            "</svg>\n",
        )
    )


def _box(box: Box) -> str:
    return (
        f'<rect x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" '
        f'height="{box.height:.2f}" fill="{box.fill}"/>'
    )


def _run(run: Run) -> str:
    weight = ' font-weight="bold"' if run.font == BOLD else ""
    return (
        f'<text x="{run.x:.2f}" y="{run.y:.2f}" font-size="{run.size:.2f}"{weight} '
        f'textLength="{run.width:.2f}" lengthAdjust="spacingAndGlyphs" '
        f'fill="{run.colour}">{escape(run.text)}</text>'
    )
