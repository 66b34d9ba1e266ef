"""The competence wheel on paper: a poster, a sheet to fill in, the pair's own sheet."""

from __future__ import annotations

from dataclasses import replace

from musworkshop.documents.naming import Kind
from musworkshop.documents.page_image import page_png, page_svg
from musworkshop.documents.pdf import pdf
from musworkshop.documents.picture import Drawn
from musworkshop.documents.wheel_content import wheel_content
from musworkshop.documents.wheel_figure import Use
from musworkshop.documents.word import docx
from musworkshop.errors import DocumentError
from musworkshop.model.wheel_papers import WheelPaper
from musworkshop.text import _

#: Paper -> how many times larger than A4 it is, on a side.
_LARGER = {"a3": 2**0.5, "a4": 1.0}
#: Width of a slide in pixels: for a large screen, and for an ordinary one.
_SLIDE_PX = {"a3": 3840, "a4": 1920}
#: Side of the wheel with its names, in mm on A4.
_POSTER_MM, _SHEET_MM, _PAIR_MM, _SLIDE_MM = 186.0, 160.0, 138.0, 172.0


def write_wheel_poster(paper: WheelPaper, kind: str, size: str) -> bytes:
    """Return the empty wheel, to be hung up or shown.

    Parameters
    ----------
    paper : WheelPaper
    kind : str
        ``pdf``, ``svg``, or ``png``: a slide, lying, 16 to 9.
    size : str
        ``a3`` or ``a4``; a slide is 3840 or 1920 pixels wide.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        When format or size is another one, or a template is broken.
    """
    _check(kind, (Kind.PDF, Kind.SVG, Kind.PNG), size)
    if kind == Kind.PNG:
        content = wheel_content(
            paper, Use.SHOWN, size_mm=_SLIDE_MM, letters_pt=(16.0, 8.0)
        )
        return page_png("wheel/slide.typ", content, width_px=_SLIDE_PX[size])
    content = wheel_content(
        paper, Use.SHOWN, size_mm=_POSTER_MM, letters_pt=(17.0, 6.5)
    )
    content |= {"sheet": size, "larger": _LARGER[size]}
    if kind == Kind.SVG:
        return page_svg("wheel/poster.typ", content)
    return pdf("wheel/poster.typ", content, made_on=paper.held_on)


def write_wheel_sheet(paper: WheelPaper, kind: str, size: str) -> bytes:
    """Return the wheel to be filled in by hand.

    Parameters
    ----------
    paper : WheelPaper
    kind : str
        ``pdf``, or ``svg``: the page with the wheel.
    size : str
        ``a4``: the wheel, then what the competences mean. ``a3``: both beside each
        other.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        When format or size is another one, or a template is broken.
    """
    _check(kind, (Kind.PDF, Kind.SVG), size)
    content = wheel_content(
        paper, Use.FILLED_IN, size_mm=_SHEET_MM, letters_pt=(12.5, 6.5)
    )
    content["sheet"] = size
    if kind == Kind.SVG:
        return page_svg("wheel/sheet.typ", content)
    return pdf("wheel/sheet.typ", content, made_on=paper.held_on)


def write_pair_sheet(paper: WheelPaper, kind: str) -> bytes:
    """Return what two people have said of the wheel and chosen from it.

    Parameters
    ----------
    paper : WheelPaper
    kind : str
        ``docx``, ``pdf``, or ``png``: a slide with the wheel and its list.

    Returns
    -------
    bytes

    Raises
    ------
    DocumentError
        When the format is another one, or a template is broken.
    """
    _check(kind, (Kind.DOCX, Kind.PDF, Kind.PNG))
    # Teeth that nobody has given a name say nothing here.
    named = replace(paper, empty_fields=0)
    if kind == Kind.PNG:
        content = wheel_content(
            named, Use.ANSWERED, size_mm=_SLIDE_MM, letters_pt=(16.0, 8.0)
        )
        return page_png("wheel/slide.typ", content, width_px=_SLIDE_PX["a4"])
    drawn = Drawn.PNG if kind == Kind.DOCX else Drawn.SVG
    content = wheel_content(
        named, Use.ANSWERED, size_mm=_PAIR_MM, letters_pt=(11.5, 6.5), drawn=drawn
    )
    if kind == Kind.DOCX:
        return docx("wheel/pair.docx", content, made_on=paper.held_on)
    return pdf("wheel/pair.typ", content, made_on=paper.held_on)


def _check(kind: str, kinds: tuple[str, ...], size: str = "a4") -> None:
    if kind not in kinds:
        raise DocumentError(
            _("This wheel comes as {kinds}, not as {kind}.").format(
                kinds=", ".join(kinds), kind=kind
            )
        )
    if size not in _LARGER:
        raise DocumentError(
            _("This wheel comes on {sizes}, not on {size}.").format(
                sizes=", ".join(_LARGER), size=size
            )
        )
