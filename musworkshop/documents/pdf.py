"""Accessible PDF (PDF/UA-1) by Typst, from our own templates and fonts only."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from musworkshop.errors import DocumentError
from musworkshop.folders import DOCUMENTS, TEMPLATES
from musworkshop.text import _

FONTS = TEMPLATES / "fonts"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONTS)],
    )


def pdf(template: str, content: dict[str, Any], *, made_on: date) -> bytes:
    """Return a template filled with content, as tagged PDF.

    Parameters
    ----------
    template : str
        Path under ``templates/documents/``, such as ``skema_1/skema_1.typ``.
    content : dict
        Plain JSON. The template reads it as data; none of it is ever run as markup,
        so a text cannot load a file or an address.
    made_on : date
        Stands in the file as its date, so that the same content gives the same bytes.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        When the template is missing or cannot be laid out.
    """
    made = laid_out(
        template,
        content,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(made_on, time(), tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        source = DOCUMENTS / template
        raise DocumentError(_("The PDF template {path} is empty.").format(path=source))
    return made


def laid_out(template: str, content: dict[str, Any], **how: Any) -> Any:
    """Return what Typst makes of a template: bytes, or a list of bytes of many pages.

    Parameters
    ----------
    template : str
        Path under ``templates/documents/``.
    content : dict
        Plain JSON, read as data and never run as markup.
    **how
        Options of ``typst.Compiler.compile``.

    Raises
    ------
    DocumentError
        When the template is missing or cannot be laid out.
    """
    source = DOCUMENTS / template
    try:
        return typst.Compiler(
            input=_read(source),
            root=str(DOCUMENTS),
            font_paths=_fonts(),
            sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        ).compile(**how)
    except (typst.TypstError, OSError) as error:
        raise DocumentError(
            _("The PDF template {path} could not be laid out: {reason}").format(
                path=source, reason=error
            )
        ) from error


def _read(path: Path) -> bytes:
    return path.read_bytes()
