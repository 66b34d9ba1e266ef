"""Plain pages: server-rendered, without a script that they would need."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from musworkshop import folders
from musworkshop.server import assets
from musworkshop.text import LANGUAGES, _, language, ngettext

PAGES = folders.VOILA / "mus"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def face(template: str, **values: Any) -> str:
    """Return a page of ``templates/voila/mus`` in the language in use."""
    return (
        _environment()
        .get_template(template)
        .render(
            _=_,
            ngettext=ngettext,
            asset=assets.url,
            ahead=[assets.url(name) for name in assets.AHEAD],
            language=language(),
            languages=LANGUAGES,
            **values,
        )
    )
