"""The caller's page in each language that has a file of words."""

import html
import json
from functools import cache
from importlib import resources
from string import Template
from typing import Final

FIRST_LANGUAGE: Final = "fr"
_FOLDER: Final = resources.files("web.caller")

_ASKING: Final = Template(
    "<p>$intro</p>"
    '<p id="said" role="status" aria-live="assertive"></p>'
    '<p id="figures"></p>'
    '<button id="send" type="button" disabled>$button</button>'
    "<noscript><p>$script</p></noscript>"
    '<p class="soft">$private</p>'
)
_OVER: Final = Template(
    '<p id="said" role="status">$said</p><a class="call" href="tel:1515">$call</a>'
)
_SPOKEN_BY_SCRIPT: Final = (
    *("again", "better", "permit", "searching", "within", "sending", "thanks", "stay", "vague"),
    *("clock", "denied", "no_signal", "no_geo", "network", "failed", "over"),
)


@cache
def catalogues() -> dict[str, dict[str, str]]:
    """Return the words of each language, French first."""
    named = {
        file.name.split(".")[1]: json.loads(file.read_text("utf-8"))
        for file in _FOLDER.iterdir()
        if file.name.startswith("words.") and file.name.endswith(".json")
    }
    return {lang: named[lang] for lang in sorted(named, key=lambda lang: lang != FIRST_LANGUAGE)}


def language(wanted: str | None, accepted: str) -> str:
    """Return the language asked for, else the first the browser prefers, else French."""
    known = catalogues()
    if wanted in known:
        return wanted
    preferred = (part.split(";")[0].split("-")[0].strip() for part in accepted.lower().split(","))
    return next((lang for lang in preferred if lang in known), FIRST_LANGUAGE)


def asking(lang: str, *, demo: bool) -> str:
    """Return the page that asks for the position."""
    return _page(lang, "ready", _ASKING, "", demo=demo, runs=True)


def over(lang: str, reason: str, *, demo: bool) -> str:
    """Return the page of a link that takes nothing; `reason` is a key of the words."""
    return _page(lang, "over", _OVER, reason, demo=demo, runs=False)


def asset(name: str) -> str:
    """Return the page's script or style."""
    return _FOLDER.joinpath(name).read_text("utf-8")


def _page(lang: str, state: str, body: Template, reason: str, *, demo: bool, runs: bool) -> str:
    words = catalogues()[lang]
    safe = {name: html.escape(text) for name, text in words.items()}
    spoken = {name: words[name] for name in _SPOKEN_BY_SCRIPT} if runs else {}
    shown = body.substitute(safe, said=safe.get(reason, ""))
    marked = f'<p class="demo">{safe["demo"]}</p>' if demo else ""
    return Template(asset("page.html")).substitute(
        lang=lang,
        title=safe["title"],
        state=state,
        languages=" ".join(_links(lang)),
        words=html.escape(json.dumps(spoken, ensure_ascii=False)),
        body=marked + shown,
        script='<script src="/caller.js"></script>' if runs else "",
    )


def _links(lang: str) -> list[str]:
    return [
        f'<a href="?lang={other}" lang="{other}">{html.escape(words["name"])}</a>'
        for other, words in catalogues().items()
        if other != lang
    ]
