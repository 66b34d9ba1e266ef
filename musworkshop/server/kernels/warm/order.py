"""What a visitor's kernel is to be, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a kernel is to be for its visitor.

    Attributes
    ----------
    environment : mapping of str
        The whole environment, as the launch says.
    folder : str
        Working folder.
    cells : sequence of str
        Sources of cells to run before the kernel is ready.
    """

    environment: Mapping[str, str]
    folder: str
    cells: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Forked:
    """A kernel that can be connected to."""

    process_id: int
    #: Its number among those of its warm process.
    number: int
    #: What each cell that ran leaves in a notebook.
    cells: list[dict[str, Any]]
