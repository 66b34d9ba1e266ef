"""The temperature's report: a page for the council and the whole of it."""

from __future__ import annotations

from musworkshop.documents.naming import Kind
from musworkshop.documents.pdf import pdf
from musworkshop.documents.picture import Drawn
from musworkshop.documents.temperature_content import temperature_content
from musworkshop.documents.temperature_excel import temperature_sheets
from musworkshop.documents.word import docx
from musworkshop.errors import DocumentError
from musworkshop.model.temperature_report import TemperatureReport
from musworkshop.rules.temperature_report import council_page
from musworkshop.text import _


def write_temperature_report(
    report: TemperatureReport, kind: str, *, short: bool
) -> bytes:
    """Return the report as a file.

    Parameters
    ----------
    report : TemperatureReport
    kind : str
        ``docx`` or ``pdf``; the whole report also as ``xlsx``.
    short : bool
        One page for the council: figures of all together and the actions, nothing of
        single statements, units or comments.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        When the format is another one, or a template is broken.
    """
    paper = council_page(report) if short else report
    template = "temperature/short" if short else "temperature/long"
    if kind == Kind.DOCX:
        content = temperature_content(paper, Drawn.PNG)
        return docx(f"{template}.docx", content, made_on=paper.held_on)
    if kind == Kind.PDF:
        content = temperature_content(paper, Drawn.SVG)
        return pdf(f"{template}.typ", content, made_on=paper.held_on)
    if kind == Kind.XLSX and not short:
        return temperature_sheets(paper)
    raise DocumentError(
        _(
            "The report comes as docx, pdf or xlsx, its page as docx or pdf, not as"
            " {kind}."
        ).format(kind=kind)
    )
