"""Copy a shipped concept for local adaptation, and check what came of it."""

from __future__ import annotations

from pathlib import Path

from musworkshop.content.adaptation import adaptation_advice
from musworkshop.content.problems import Problem
from musworkshop.content.read import (
    available,
    concept_files,
    find_concept,
    load_concept,
    read_parts,
)
from musworkshop.content.schema import Concept, Script
from musworkshop.content.scripts import is_script, read_script
from musworkshop.content.suggestions import suggestions
from musworkshop.content.toml_file import read_toml
from musworkshop.errors import ContentError
from musworkshop.text import _


def copy_concept(name: str, folder: Path) -> Path:
    """Copy a concept into `folder`, where a workplace may reword it.

    Parameters
    ----------
    name : str
        A shipped concept, or the folder of another one.
    folder : Path
        The new folder; it may exist only if it is empty.

    Returns
    -------
    Path
        `folder`.

    Raises
    ------
    ContentError
        If there is no such concept, or something already lies in `folder`.
    """
    source = find_concept(name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ContentError(
            _(
                "{folder}: something already lies here; allowed is a new or an empty"
                " folder, so that nothing is overwritten; choose another name."
            ).format(folder=folder),
            file=str(folder),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(source.glob("*.toml")):
            (folder / file.name).write_bytes(file.read_bytes())
    except OSError as error:
        raise ContentError(
            _(
                "{folder}: the concept cannot be written here ({reason}); choose a"
                " folder you may write in."
            ).format(folder=folder, reason=error.strerror or type(error).__name__),
            file=str(folder),
        ) from error
    return folder


def check_path(path: Path) -> list[str]:
    """Say everything that is wrong with a concept, or with one file of it.

    Parameters
    ----------
    path : Path
        A concept's folder; or one TOML file. A file beside a ``concept.toml`` is
        checked together with its neighbours, but only its own faults are said.

    Returns
    -------
    list of str
        One sentence for each fault; empty when all is well.
    """
    try:
        return [problem.sentence for problem in _problems(Path(path))]
    except ContentError as error:
        return [str(error)]


def advise_path(path: Path) -> list[str]:
    """Say what is allowed in a concept but deserves a thought.

    Parameters
    ----------
    path : Path
        A concept's folder, or one file of it.

    Returns
    -------
    list of str
        Friendly sentences; empty while `check_path` still finds faults.
    """
    if check_path(path):
        return []
    folder = Path(path) if Path(path).is_dir() else Path(path).parent
    if not (folder / "concept.toml").is_file():
        return []
    concept = load_concept(folder)
    places = read_parts(folder)[1]
    thoughts = suggestions(concept, places=places)
    if concept.instrument or concept.wheel:
        for original in map(load_concept, available().values()):
            thoughts += adaptation_advice(concept, shipped=original, places=places)
    return [t.sentence for t in thoughts if Path(path).is_dir() or t.file == str(path)]


def _problems(path: Path) -> list[Problem]:
    if not path.exists():
        # A mistyped name of a shipped concept is said with the nearest one.
        return _problems(find_concept(path))
    if path.is_dir():
        problems = read_parts(path)[2]
        for script in sorted(file for file in path.glob("*.toml") if is_script(file)):
            problems += _script_problems(script)
        return problems
    if is_script(path) or _has_script_keys(path):
        return _script_problems(path)
    if path in concept_files(path.parent) and (path.parent / "concept.toml").is_file():
        return [p for p in read_parts(path.parent)[2] if p.file == str(path)]
    # A file alone cannot hold everything: only what it does hold is judged.
    return [
        p for p in read_parts(path)[2] if p.key.split(".")[0] in (*read_toml(path), "")
    ]


def _script_problems(path: Path) -> list[Problem]:
    try:
        return read_script(path, _concept_beside(path))[1]
    except ContentError as error:
        return [Problem(file=error.file, key=error.key, sentence=str(error))]


def _concept_beside(path: Path) -> Concept | None:
    """Return the concept beside a script; None where there is none or a broken one."""
    if not (path.parent / "concept.toml").is_file():
        return None
    try:
        return load_concept(path.parent)
    except ContentError:
        return None


def _has_script_keys(path: Path) -> bool:
    """Say whether a file of any name holds keys that only a script has."""
    only = set(Script.model_fields) - set(Concept.model_fields)
    try:
        return bool(only & set(read_toml(path)))
    except ContentError:
        return False
