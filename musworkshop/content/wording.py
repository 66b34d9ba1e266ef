"""What all content is made of: wordings in each language, ids, strict numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, field_validator

from musworkshop import limits, text

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
# Strict: `minutes = "10"` and `open_to_cards = 1` are mistakes, not numbers and truths.
Whole = Annotated[int, Strict()]
Truth = Annotated[bool, Strict()]


class Content(BaseModel):
    """Base of everything read from a content file."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Wording(Content):
    """A text in each language the concept offers; at least one of them."""

    da: str = ""
    en: str = ""

    @field_validator("da", "en")
    @classmethod
    def _join_lines(cls, written: str) -> str:
        """Join lines that were only broken for the file; keep blank lines."""
        paragraphs = re.split(r"\n\s*\n", written)
        return "\n\n".join(" ".join(part.split()) for part in paragraphs)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text in the language in use, one string for each paragraph."""
        return tuple(str(self).split("\n\n")) if str(self) else ()

    def __str__(self) -> str:
        """Return the text in the language in use, else in the other one."""
        first, second = (
            (self.da, self.en) if text.language() == "da" else (self.en, self.da)
        )
        return first or second


@dataclass(frozen=True)
class Characters:
    """Mark on a field: the most characters a wording may have when it is read."""

    most: int


#: A title or a label.
Name = Annotated[Wording, Characters(80)]
#: A sentence; a question of the concept fits where a card fits.
Line = Annotated[Wording, Characters(limits.CARD_CHARACTERS)]
#: One or more paragraphs.
Prose = Annotated[Wording, Characters(2 * limits.PASSAGE_CHARACTERS)]
