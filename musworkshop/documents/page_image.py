"""A page as a picture: SVG for printers and designers, PNG for slides."""

from __future__ import annotations

import base64
import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from musworkshop.documents.pdf import laid_out

_POINTS_PER_INCH = 72
_PAGE = re.compile(r'<svg viewBox="[^"]*" width="([0-9.]+)pt"[^>]*>')
#: How Typst puts in a picture that is an SVG itself.
_IMAGE = re.compile(
    r'<image (?P<place>transform="[^"]*" )?xlink:href="data:image/svg\+xml;base64,'
    r'(?P<data>[^"]*)" width="(?P<width>[^"]*)" height="(?P<height>[^"]*)"[^>]*/>'
)
_VIEW = re.compile(r'viewBox="([^"]*)"')
#: What only a file of its own needs: its beginning, its origin, its common style.
_FURNITURE = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>"
    r"|<style\b.*?</style>|</?svg\b[^>]*>",
    re.DOTALL,
)
_NAME = re.compile(r'(\bid="|\bhref="#|url\(#)')


def page_svg(template: str, content: dict[str, Any]) -> bytes:
    """Return the first page of a template as one SVG that holds no other file.

    Parameters
    ----------
    template : str
        Path under ``templates/documents/``.
    content : dict
        Plain JSON; ``file_title`` and ``wheel.alt`` are what is read aloud.

    Returns
    -------
    bytes
        Letters are shapes, so that it looks alike everywhere.
    """
    page = _first(laid_out(template, content, format="svg")).decode()
    numbers = iter(range(1_000_000))
    flat = _IMAGE.sub(lambda found: _inside(found, next(numbers)), page)
    said = f"<title>{escape(content['file_title'])}</title>"
    said += f"<desc>{escape(content['wheel']['alt'])}</desc>"
    language = quoteattr(content["language_tag"])
    found = _PAGE.match(flat)
    assert found is not None  # Typst begins every page so
    head = f'{found[0][:-1]} role="img" xml:lang={language}>{said}'
    return (head + flat[found.end() :]).encode()


def page_png(template: str, content: dict[str, Any], *, width_px: int) -> bytes:
    """Return the first page of a template as PNG of this width."""
    wide = _PAGE.match(_first(laid_out(template, content, format="svg")).decode())
    assert wide is not None
    ppi = width_px / float(wide[1]) * _POINTS_PER_INCH
    return _first(laid_out(template, content, format="png", ppi=ppi))


def _first(pages: Any) -> bytes:
    return bytes(pages[0] if isinstance(pages, list) else pages)


def _inside(found: re.Match[str], number: int) -> str:
    """Return a picture's drawing itself, with names no other picture has."""
    drawing = base64.b64decode(found["data"]).decode()
    view = _VIEW.search(drawing)
    assert view is not None  # a figure of ours
    shapes = _NAME.sub(rf"\1p{number}-", _FURNITURE.sub("", drawing))
    return (
        f'<g {found["place"] or ""}style="stroke-linejoin: round">'
        f'<svg width="{found["width"]}" height="{found["height"]}"'
        f' viewBox="{view[1]}">{shapes}</svg></g>'
    )
