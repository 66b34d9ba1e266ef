"""File names, dates and the words between the room's own."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

from babel.dates import format_date

from musworkshop.model.report import PreparationForm, WorkshopLog
from musworkshop.model.temperature_report import TemperatureReport
from musworkshop.model.work import Origin
from musworkshop.text import _, speaking

_LOCALES = {"da": "da_DK", "en": "en_GB"}
_DANISH = str.maketrans({"\u00e6": "ae", "\u00f8": "oe", "\u00e5": "aa"})


class Kind(StrEnum):
    """A file format, named by its ending."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    SVG = "svg"
    PNG = "png"


_OFFICE = "application/vnd.openxmlformats-officedocument"

#: The type a browser is told.
MEDIA_TYPES = {
    Kind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Kind.PDF: "application/pdf",
    Kind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Kind.SVG: "image/svg+xml",
    Kind.PNG: "image/png",
}


def language_tag(language: str) -> str:
    """Return the tag documents carry: ``da-DK`` or ``en-GB``."""
    return _LOCALES[language].replace("_", "-")


def long_date(day: date, *, language: str) -> str:
    """Return a date as it is written in `language`, such as 21 November 2026."""
    return format_date(day, format="long", locale=_LOCALES[language])


def slug(text: str) -> str:
    """Return `text` as a part of a file name: ASCII letters, digits and hyphens."""
    danish = text.casefold().translate(_DANISH)
    ascii_only = unicodedata.normalize("NFKD", danish).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.decode()).strip("-")[:60].rstrip("-")


def whose(form: PreparationForm) -> str:
    """Return the table and function a form is for, in words."""
    parts = (form.group_name, form.function)
    return " · ".join(part for part in parts if part) or _("Everybody")


def file_name(
    document: PreparationForm | WorkshopLog | TemperatureReport,
    kind: str,
    *,
    short: bool = False,
) -> str:
    """Return the name a document is saved under; no two forms share one.

    Parameters
    ----------
    document : PreparationForm, WorkshopLog or TemperatureReport
    kind : str
        ``docx``, ``pdf`` or ``xlsx``.
    short : bool
        Whether it is only the report's page for the council.

    Returns
    -------
    str
        ASCII, such as ``preparation-form-03-night-shift.docx``; of a temperature with
        its day, because it is taken again.
    """
    with speaking(document.language):
        if isinstance(document, TemperatureReport):
            whom = [_("to"), document.council] if short else [_("report")]
            words = slug(" ".join([document.title, *whom]))
            return f"{words}-{document.held_on.isoformat()}.{Kind(kind)}"
        if isinstance(document, WorkshopLog):
            parts = [_("workshop log")]
        elif document.group_id is None:
            parts = [_("preparation form"), _("Everybody")]
        else:
            number = f"{document.group_position:02d}"
            parts = [_("preparation form"), number, whose(document)]
        return f"{slug(' '.join(parts))}.{Kind(kind)}"


def source(origin: Origin, origins: tuple[str, ...]) -> str:
    """Return where a question comes from, in words; "" where nobody is to be named."""
    if origin is Origin.LEADER:
        return _("The leader")
    return " · ".join(name for name in origins if name)


def tables(origins: tuple[str, ...]) -> str:
    """Return the tables a candidate comes from, in words."""
    return " · ".join(name or _("One person") for name in origins)
