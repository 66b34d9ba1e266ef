"""A picture on its way into a document, with the sentence that stands in for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Drawn(StrEnum):
    """How a picture is drawn."""

    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture's bytes, its size on paper and what is read aloud in its place."""

    image: bytes
    drawn: Drawn
    #: Never empty.
    alt: str
    width_mm: float
    height_mm: float

    @property
    def as_data(self) -> dict[str, str]:
        """Plain data for a Typst template; only of an SVG."""
        return {"svg": self.image.decode(), "alt": self.alt}
