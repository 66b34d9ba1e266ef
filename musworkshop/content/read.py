"""The strict reader of ``templates/concepts``: a folder of TOML becomes a `Concept`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError, create_model

from musworkshop import folders
from musworkshop.content.consistency import Parts, consistency_problems
from musworkshop.content.problems import Places, Problem, advice, listed
from musworkshop.content.schema import Concept, Script
from musworkshop.content.scripts import is_script, load_script, read_script
from musworkshop.content.shape import shape_problems
from musworkshop.content.toml_file import read_toml
from musworkshop.content.wording import Content
from musworkshop.errors import ContentError
from musworkshop.text import LANGUAGES, _

__all__ = [
    "available",
    "concept_files",
    "demo_script",
    "find_concept",
    "load_concept",
    "load_script",
    "read_parts",
]


#: Keys that belong in concept.toml; any other missing key in a file of its own name.
_HEAD = frozenset({"id", "title", "version", "languages", "credit"})


def available() -> dict[str, Path]:
    """Return the shipped concepts: name -> folder, in alphabetical order."""
    found = sorted(folders.CONCEPTS.glob("*/concept.toml"))
    return {path.parent.name: path.parent for path in found}


def find_concept(name_or_folder: str | Path) -> Path:
    """Return the folder of a concept that is shipped or lies somewhere else.

    Parameters
    ----------
    name_or_folder : str or Path
        The name of a shipped concept, or the path of a folder.

    Raises
    ------
    ContentError
        If it is neither; the message names the shipped concepts and the nearest.
    """
    shipped = available()
    if str(name_or_folder) in shipped:
        return shipped[str(name_or_folder)]
    folder = Path(name_or_folder)
    if folder.is_dir():
        return folder
    if folder.is_file():
        raise ContentError(
            _(
                "{path}: found a file; allowed is the folder it lies in; name that."
            ).format(path=folder),
            file=str(folder),
        )
    raise ContentError(
        _(
            "{name}: there is no concept and no folder of this name; allowed are"
            " {names} or the path of a folder; {advice}"
        ).format(
            name=name_or_folder,
            names=listed(shipped),
            advice=advice(name_or_folder, list(shipped), _("correct it.")),
        ),
        file=str(name_or_folder),
    )


def load_concept(folder: Path) -> Concept:
    """Read a concept from all TOML files of a folder.

    Parameters
    ----------
    folder : Path
        Holds the concept's files; each top-level key stands in exactly one of them.
        Scripts (``demo.toml``, ``demo.en.toml``, ``script.toml``) are passed over.

    Returns
    -------
    Concept
        Complete in each of its languages.

    Raises
    ------
    ContentError
        At the first fault: one sentence with file, key, what was found, what is
        allowed and what to do.
    """
    data, places, problems = _gather(folder)
    if problems:
        raise problems[0].error()
    try:
        concept = Concept.model_validate(data)
    except ValidationError as error:
        first = shape_problems(error, model=Concept, places=places)[0]
        raise first.error() from error
    parts = {key: getattr(concept, key) for key in data}
    for problem in consistency_problems(parts, places=places):
        raise problem.error()
    return concept


def demo_script(
    folder: Path, language: str, *, concept: Concept | None = None
) -> Script:
    """Return the invented workshop that ``serve --demo`` shows.

    Parameters
    ----------
    folder : Path
        A concept's folder; without a demo of its own it gets the first shipped one
        that fits.
    language : str
        ``da`` or ``en``; without a demo in it, the other language's is taken.
    concept : Concept, optional
        The concept of `folder`, where it is already read.

    Raises
    ------
    ContentError
        If the demo does not fit the concept.
    """
    concept = concept or load_concept(folder)
    names = (f"demo.{language}.toml", "demo.toml")
    for name in names:
        if (folder / name).is_file():
            return load_script(folder / name, concept)
    shipped = [place / name for place in available().values() for name in names]
    for file in filter(Path.is_file, shipped):
        script, problems = read_script(file, concept)
        if script and not problems:
            return script
    raise ContentError(
        _("{folder}: there is no demo.toml; copy it from a shipped concept.").format(
            folder=folder
        ),
        file=str(folder),
    )


def concept_files(folder: Path) -> list[Path]:
    """Return the TOML files of a concept in alphabetical order, without its scripts."""
    return sorted(
        path
        for path in folder.glob("*.toml")
        if not path.name.startswith(".") and not is_script(path)
    )


def read_parts(folder: Path) -> tuple[Parts, Places, list[Problem]]:
    """Read what can be read of a folder, and say everything that is wrong with it.

    Parameters
    ----------
    folder : Path
        A concept's folder, or a single file of one.

    Returns
    -------
    parts : dict
        Top-level key of `Concept` -> value, for the keys of the right shape.
    places : Places
        Knows in which file each key stands.
    problems : list of Problem
        Everything wrong; empty means that `load_concept` succeeds.
    """
    data, places, problems = _gather(folder)
    parts: Parts = {}
    unread = bool(problems)
    for key in dict.fromkeys((*Concept.model_fields, *data)):
        if unread and key not in data:
            continue  # it may well stand in the file that cannot be read
        model = _part(key)
        given = {key: data[key]} if key in data else {}
        try:
            part = model.model_validate(given)
        except ValidationError as error:
            asked = model if key in Concept.model_fields else Concept
            problems += shape_problems(error, model=asked, places=places)
        else:
            if given:
                parts[key] = getattr(part, key)
    problems += consistency_problems(parts, places=places, whole=not unread)
    return parts, places, problems


@cache
def _part(key: str) -> type[BaseModel]:
    """Return a model of one key of `Concept`, or of no key where it is unknown."""
    field = Concept.model_fields.get(key)
    fields: dict[str, Any] = {key: (field.annotation, field)} if field else {}
    return create_model(f"Only_{key}", __base__=Content, **fields)


def _gather(folder: Path) -> tuple[dict[str, Any], Places, list[Problem]]:
    """Join the files of a concept; say which cannot be read and which keys repeat."""
    files = [folder] if folder.is_file() else concept_files(folder)
    data: dict[str, Any] = {}
    home: dict[str, str] = {}
    problems: list[Problem] = []
    if not files:
        raise ContentError(
            _(
                "{folder}: found no TOML file; allowed is the folder of a concept with"
                " at least concept.toml; copy a shipped one ({names})."
            ).format(folder=folder, names=listed(available())),
            file=str(folder),
        )
    for file in files:
        try:
            content = read_toml(file)
        except ContentError as error:
            problems.append(Problem(file=error.file, key="", sentence=str(error)))
            continue
        for key, value in content.items():
            if key in data:
                twice = Places(content, {key: str(file)}, str(folder))
                what = _(
                    "this key stands in {other} too; allowed is one file for each key;"
                    " move its items into one of them."
                ).format(other=home[key])
                problems.append(twice.problem((key,), what))
            else:
                data[key], home[key] = value, str(file)
    for key in Concept.model_fields:
        likely = folder / (f"{key}.toml" if key not in _HEAD else "concept.toml")
        if key not in home and likely in files:
            home[key] = str(likely)
    data = _with_council(data)
    return data, Places(data, home, str(folder)), problems


def _with_council(data: dict[str, Any]) -> dict[str, Any]:
    """Put the workplace's own word wherever a wording says ``{council}``."""
    words = data.get("council")
    if not isinstance(words, dict):
        return data
    filled: dict[str, Any] = _filled(data, words, None)
    return filled


def _filled(value: Any, words: dict[str, Any], language: str | None) -> Any:
    if isinstance(value, dict):
        return {
            key: _filled(inner, words, key if key in LANGUAGES else None)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_filled(inner, words, None) for inner in value]
    word = words.get(language) if language else None
    if isinstance(value, str) and isinstance(word, str):
        return value.replace("{council}", word)
    return value
