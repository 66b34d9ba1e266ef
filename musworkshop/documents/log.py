"""The workshop log as Word and PDF."""

from __future__ import annotations

from musworkshop.documents.log_content import log_content
from musworkshop.documents.naming import Kind
from musworkshop.documents.pdf import pdf
from musworkshop.documents.word import docx
from musworkshop.errors import DocumentError
from musworkshop.model.report import WorkshopLog
from musworkshop.text import _


def write_log(log: WorkshopLog, kind: str) -> bytes:
    """Return the workshop log as a file.

    Parameters
    ----------
    log : WorkshopLog
    kind : str
        ``docx`` or ``pdf``.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        When the format is another one, or a template is broken.
    """
    if kind == Kind.DOCX:
        return docx("log/log.docx", log_content(log), made_on=log.held_on)
    if kind == Kind.PDF:
        return pdf("log/log.typ", log_content(log), made_on=log.held_on)
    raise DocumentError(
        _("The log comes as docx or pdf, not as {kind}.").format(kind=kind)
    )
