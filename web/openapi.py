"""Writes the API's own description, from which the console's types are made.

`python -m web.openapi` after any change of a route, a body, a view or a message; a test fails
while the committed file and the routes differ.
"""

import json
from pathlib import Path

from dispatch.settings import Settings
from web.app import create_app

FILE = Path(__file__).parent / "console" / "openapi.json"


def description() -> str:
    """Return the description as the file should hold it."""
    document = create_app(Settings()).openapi()
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(description(), encoding="utf-8")
