"""The browser's pages: the built console's files, served as they are."""

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

BUILT = Path(__file__).parent / "static"
"""Where the build hook puts the console."""

PAGES = {"/": "index.html", "/equipage": "equipage.html", "/service": "service.html"}

_MISSING = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>SAMU</title>
<p>La console n'est pas construite sur cette machine. Lancez <code>make console</code>.</p>
<p>The console is not built on this machine. Run <code>make console</code>.</p></html>"""


def serve_pages(app: FastAPI, static: Path | None = None) -> None:
    """Serve the pages from `static`, or say plainly that they were never built."""
    folder = static or BUILT
    for path, name in PAGES.items():
        app.add_api_route(
            path, _page(folder / name), methods=["GET", "HEAD"], include_in_schema=False
        )
    app.add_api_route("/sw.js", _page(folder / "sw.js"), include_in_schema=False)
    if (folder / "assets").is_dir():
        app.mount("/assets", StaticFiles(directory=folder / "assets"), name="assets")


def _page(file: Path) -> Callable[[], Response]:
    def page() -> Response:
        if not file.is_file():
            return HTMLResponse(_MISSING, status_code=503)
        # The page names its hashed assets: an old copy would ask for files that are gone.
        return FileResponse(file, headers={"Cache-Control": "no-cache"})

    return page
