"""Word, from templates a workplace can edit in Word itself."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from musworkshop.documents.picture import Picture
from musworkshop.errors import DocumentError
from musworkshop.folders import DOCUMENTS
from musworkshop.text import _


def docx(template: str, content: dict[str, Any], *, made_on: date) -> bytes:
    """Return a Word template filled with content.

    Parameters
    ----------
    template : str
        Path under ``templates/documents/``, such as ``skema_1/skema_1.docx``.
    content : dict
        Plain JSON, and a `Picture` wherever one is to stand; escaped, so that no text
        can become markup or a field.
    made_on : date
        Stands in the file's properties.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        When the template is missing, or asks for words that do not exist.
    """
    source = DOCUMENTS / template
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined
    )
    try:
        document = DocxTemplate(source)
        placed = _with_pictures(content, document)
        document.render(placed, environment, autoescape=True)
    except (TemplateError, PackageNotFoundError, KeyError, OSError) as error:
        raise DocumentError(
            _("The Word template {path} could not be filled in: {reason}").format(
                path=source, reason=error
            )
        ) from error
    _describe(document, content, made_on=made_on)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _describe(
    document: DocxTemplate, content: dict[str, Any], *, made_on: date
) -> None:
    """Write title, date and language where Word and screen readers look for them."""
    tag = content["language_tag"]
    properties = document.core_properties
    properties.title = content["file_title"][:255]
    properties.language = tag
    properties.author = content["workplace"][:255]
    properties.last_modified_by = ""
    properties.created = properties.modified = datetime.combine(made_on, time())
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tag)
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), tag)


def _with_pictures(value: Any, document: DocxTemplate) -> Any:
    """Return content with every picture tied to the document it will stand in."""
    if isinstance(value, Picture):
        return _Described(document, value)
    if isinstance(value, dict):
        return {key: _with_pictures(each, document) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_pictures(each, document) for each in value]
    return value


class _Described(InlineImage):  # type: ignore[misc]  # docxtpl ships no types
    """A picture in Word with the text that is read aloud in its place."""

    def __init__(self, document: DocxTemplate, picture: Picture) -> None:
        super().__init__(
            document,
            BytesIO(picture.image),
            width=Mm(picture.width_mm),
            height=Mm(picture.height_mm),
        )
        self._alt = picture.alt

    def __html__(self) -> str:
        """Return the markup that stands in the paragraph; the alt text is escaped."""
        inline = self.tpl.current_rendering_part.new_pic_inline(
            self.image_descriptor, self.width, self.height
        )
        inline.find(qn("wp:docPr")).set("descr", self._alt)
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        return (
            "</w:t></w:r><w:r><w:drawing>"
            f'{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'
        )

    __str__ = __html__
