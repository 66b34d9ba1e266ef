"""The one place where a Danish word gets its English name: glossary.toml to Markdown.

Run ``python -m musworkshop.content.glossary`` to write ``docs/glossary.md`` anew.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError

from musworkshop import folders
from musworkshop.content.problems import Places
from musworkshop.content.shape import shape_problems
from musworkshop.content.toml_file import read_toml
from musworkshop.content.wording import Content

SOURCE = folders.TEMPLATES / "glossary.toml"
PAGE = folders.TEMPLATES.parent / "docs" / "glossary.md"

_HEAD = """# Glossary

One word of the domain has one name in the code.
This page is made from `templates/glossary.toml` by
`python -m musworkshop.content.glossary`; change it there.
"""


class Term(Content):
    """A Danish word, its identifier, and what it means."""

    da: str = Field(min_length=1)
    identifier: str = Field(min_length=1)
    meaning: str = Field(min_length=1)
    note: str = ""


class Section(Content):
    """Terms that belong together."""

    title: str = Field(min_length=1)
    terms: tuple[Term, ...] = Field(min_length=1)


class Glossary(Content):
    """The whole of ``templates/glossary.toml``."""

    sections: tuple[Section, ...] = Field(min_length=1)


def read_glossary(path: Path = SOURCE) -> Glossary:
    """Read the glossary.

    Parameters
    ----------
    path : Path
        A TOML file of the shape of `Glossary`.

    Raises
    ------
    ContentError
        If the file is not TOML or has another shape.
    """
    data = read_toml(path)
    try:
        return Glossary.model_validate(data)
    except ValidationError as error:
        places = Places(data, dict.fromkeys(data, str(path)), str(path))
        problems = shape_problems(error, model=Glossary, places=places)
        raise problems[0].error() from error


def glossary_markdown() -> str:
    """Return the page ``docs/glossary.md``: one table for each section."""
    parts = [_HEAD]
    for section in read_glossary().sections:
        rows = [
            f"| {term.da} | {_code(term.identifier)} | {_meaning(term)} |"
            for term in section.terms
        ]
        parts.append(
            "\n".join(
                [
                    f"## {section.title}",
                    "",
                    "| Danish | identifier | meaning |",
                    "|---|---|---|",
                    *rows,
                    "",
                ]
            )
        )
    return "\n".join(parts)


def _code(identifier: str) -> str:
    return ", ".join(f"`{name.strip()}`" for name in identifier.split(","))


def _meaning(term: Term) -> str:
    return f"{term.meaning} (*{term.note}*)" if term.note else term.meaning


if __name__ == "__main__":
    PAGE.write_text(glossary_markdown(), encoding="utf-8")
