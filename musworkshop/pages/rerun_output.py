"""What a cell of the rerun notebook shows: sentences, tables and figures.

Here alone HTML is written for a notebook. Every text from a file passes `_escaped`, so
an archive cannot put markup, a script or an address into the page.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from musworkshop.documents.picture import Drawn, Picture
from musworkshop.documents.plain import plain
from musworkshop.rules.trend_tables import Table

# Twice the class: a notebook's own rules for tables and lists give way.
_STYLE = """<style>
.mus-rerun.mus-rerun { font: .9375rem/1.5 system-ui, sans-serif; max-width: 70rem; }
.mus-rerun.mus-rerun p, .mus-rerun.mus-rerun ul {
  margin: 0 0 .75rem; max-width: 52rem; }
.mus-rerun.mus-rerun ul { padding-left: 1.25rem; }
.mus-rerun.mus-rerun figure, .mus-rerun.mus-rerun .mus-table {
  overflow-x: auto; margin: 0 0 1rem; }
.mus-rerun.mus-rerun img {
  display: block; width: 100%; min-width: 46rem; height: auto; background: #fff; }
.mus-rerun.mus-rerun table { border-collapse: collapse; font-size: inherit; margin: 0; }
.mus-rerun.mus-rerun table caption {
  text-align: left; font-weight: 600; padding: .5rem 0; }
.mus-rerun.mus-rerun table tr { background: none; }
.mus-rerun.mus-rerun table th, .mus-rerun.mus-rerun table td {
  text-align: left; vertical-align: top; white-space: normal;
  padding: .375rem 1.25rem .375rem 0; border-bottom: 1px solid #ddd8cc; }
.mus-rerun.mus-rerun table th { font-weight: 600; }
.mus-rerun.mus-rerun table tbody th { font-weight: 400; max-width: 30rem; }
.mus-rerun.mus-rerun table .mus-short { white-space: nowrap; }
</style>"""
#: Letters of a cell that is kept on one line.
_SHORT = 24
_TYPES = {Drawn.SVG: "image/svg+xml", Drawn.PNG: "image/png"}

#: A sentence, a list of them, a table, or a figure.
Block = str | tuple[str, ...] | Table | Picture


@dataclass(frozen=True)
class Output:
    """Blocks as a notebook shows them; as plain text where HTML is not shown.

    Attributes
    ----------
    blocks : tuple of Block
        Shown one beneath the other.
    language : str
        ``da`` or ``en``; browsers and screen readers are told.
    """

    blocks: tuple[Block, ...]
    language: str

    @property
    def text(self) -> str:
        """The same in plain text, a line for each sentence and row."""
        return "\n".join(line for block in self.blocks for line in _plain(block))

    @property
    def html(self) -> str:
        """The same as HTML that holds no markup of any text's own."""
        inner = "\n".join(map(_html, self.blocks))
        return (
            f'{_STYLE}<div class="mus-rerun" lang="{_escaped(self.language)}">'
            f"\n{inner}\n</div>"
        )

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


def _html(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        data = b64encode(block.image).decode()
        source = f"data:{_TYPES[block.drawn]};base64,{data}"
        alt = _escaped(block.alt)
        return f'<figure tabindex="0"><img src="{source}" alt="{alt}"></figure>'
    if isinstance(block, tuple):
        return f"<ul>{''.join(f'<li>{_escaped(each)}</li>' for each in block)}</ul>"
    return f"<p>{_escaped(block)}</p>"


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{_escaped(each)}</th>' for each in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{_escaped(first)}</th>'
        + "".join(map(_cell, rest))
        + "</tr>\n"
        for first, *rest in table.rows
    )
    # A wide table is scrolled inside its own region, with the keyboard too.
    return (
        f'<div class="mus-table" role="region" tabindex="0"'
        f' aria-label="{_escaped(table.caption)}">'
        f"<table><caption>{_escaped(table.caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>"
    )


def _cell(text: str) -> str:
    kind = ' class="mus-short"' if len(text) <= _SHORT else ""
    return f"<td{kind}>{_escaped(text)}</td>"


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield _line(block.caption)
        for row in (block.columns, *block.rows):
            yield " | ".join(map(_line, row))
    elif isinstance(block, Picture):
        yield _line(block.alt)
    elif isinstance(block, tuple):
        yield from map(_line, block)
    else:
        yield _line(block)


def _line(text: str) -> str:
    """Return a text on one line; what holds words together (no-break spaces) stays."""
    return re.sub("[ \n]+", " ", plain(text)).strip()


def _escaped(text: str) -> str:
    return escape(_line(text))
