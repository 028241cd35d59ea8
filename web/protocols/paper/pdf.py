"""A page as PDF, the same sheet as the SVG."""

import io

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from web.protocols.paper.layout import HEIGHT, WIDTH, Page


def to_pdf(page: Page) -> bytes:
    """Return the page as a PDF of one A4 sheet; the same page gives the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, lang="fr")
    canvas.setTitle(page.title)
    for box in page.boxes:
        canvas.setFillColor(HexColor(box.fill))
        top = HEIGHT - box.y - box.height
        canvas.rect(box.x, top, box.width, box.height, stroke=0, fill=1)
    for run in page.runs:
        canvas.setFillColor(HexColor(run.colour))
        canvas.setFont(run.font, run.size)
        canvas.drawString(run.x, HEIGHT - run.y, run.text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
