"""Skema 1, blank and ready to fill in, as Word, PDF and Excel."""

from __future__ import annotations

from musworkshop.documents.excel import form_sheets
from musworkshop.documents.form_content import form_content
from musworkshop.documents.naming import Kind
from musworkshop.documents.pdf import pdf
from musworkshop.documents.word import docx
from musworkshop.errors import DocumentError
from musworkshop.model.report import PreparationForm
from musworkshop.text import _


def write_skema_1(form: PreparationForm, kind: str) -> bytes:
    """Return a preparation form as a file.

    Parameters
    ----------
    form : PreparationForm
    kind : str
        ``docx``, ``pdf`` or ``xlsx``.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        When the format is another one, or a template is broken.
    """
    if kind == Kind.DOCX:
        content = form_content(form)
        return docx("skema_1/skema_1.docx", content, made_on=form.held_on)
    if kind == Kind.PDF:
        content = form_content(form)
        return pdf("skema_1/skema_1.typ", content, made_on=form.held_on)
    if kind == Kind.XLSX:
        return form_sheets((form,))
    raise DocumentError(
        _("A form comes as docx, pdf or xlsx, not as {kind}.").format(kind=kind)
    )
