"""Does the data have the shape of the schema? Pydantic's findings as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from musworkshop.content.problems import (
    Loc,
    Places,
    Problem,
    advice,
    found,
    listed,
    nearest,
)
from musworkshop.content.wording import Wording
from musworkshop.text import _

_BOUNDS = ("ge", "le", "min_length", "max_length", "pattern")


def shape_problems(
    error: ValidationError, *, model: type[BaseModel], places: Places
) -> list[Problem]:
    """Return every fault pydantic found, in the order of the file's own items.

    Parameters
    ----------
    error : ValidationError
        What ``model.model_validate`` raised.
    model : type of BaseModel
        The schema that was asked for.
    places : Places
        Knows in which file each key stands.

    Returns
    -------
    list of Problem
        Unknown keys first: a misspelled key is also a missing one, and is said once.
    """
    faults = error.errors(include_url=False)
    unknown: list[Problem] = []
    misspelled: set[Loc] = set()
    for fault in faults:
        loc: Loc = fault["loc"]
        if fault["type"] == "extra_forbidden":
            allowed = _fields(_annotation_at(model, loc[:-1])[0])
            misspelled.add((*loc[:-1], nearest(loc[-1], allowed) or ""))
            unknown.append(places.problem(loc, _unknown(loc[-1], allowed)))
    others = [
        places.problem(loc, _refused(fault["type"], fault["input"], *at))
        for fault in faults
        if fault["type"] != "extra_forbidden"
        and not _only_by_faulty_items(fault)
        and (loc := fault["loc"]) not in misspelled
        and (at := _annotation_at(model, loc))
    ]
    return unknown + others


def _only_by_faulty_items(fault: Mapping[str, Any]) -> bool:
    """Say whether a list is too short only because pydantic left faulty items out."""
    if fault["type"] != "too_short":
        return False
    least: int = fault["ctx"]["min_length"]
    return len(fault["input"]) >= least


def _unknown(key: object, allowed: list[str]) -> str:
    return _("this key is unknown; allowed here are {allowed}; {advice}").format(
        allowed=listed(allowed), advice=advice(key, allowed, _("remove it."))
    )


def _refused(kind: str, value: Any, annotation: Any, metadata: tuple[Any, ...]) -> str:
    allowed = allowed_values(annotation, metadata)
    if kind == "missing":
        return _("this key is missing; allowed is {allowed}; add it.").format(
            allowed=allowed
        )
    names = _names(annotation)
    return _("found {found}; allowed is {allowed}; {advice}").format(
        found=found(value),
        allowed=allowed,
        advice=advice(value, names, _("correct it.")),
    )


def allowed_values(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """Return what may stand at a place of this type, for the middle of a sentence.

    Parameters
    ----------
    annotation : type
        The field's type without `Annotated`.
    metadata : tuple
        The field's bounds, as pydantic keeps them.
    """
    bounds = _bounds(metadata)
    if names := _names(annotation):
        return _("one of {names}").format(names=listed(names))
    if annotation is bool:
        return _("true or false, without quotation marks")
    if annotation is int:
        return _whole_number(bounds)
    if annotation is str:
        return _text(bounds)
    if get_origin(annotation) is tuple:
        inner, _ignored = _bare(get_args(annotation)[0])
        if isinstance(inner, type) and issubclass(inner, Wording | str):
            return _items(bounds)
        return _tables(bounds)
    if isinstance(annotation, type) and issubclass(annotation, Wording):
        return _("a text in each language") + ' {da = "...", en = "..."}'
    return _("a table with the keys {keys}").format(keys=listed(_fields(annotation)))


def _items(bounds: dict[str, Any]) -> str:
    least, most = bounds.get("min_length", 0), bounds.get("max_length")
    if most is None:
        return _("a list in square brackets with {least} or more items").format(
            least=least
        )
    return _("a list in square brackets with {least} to {most} items").format(
        least=least, most=most
    )


def _tables(bounds: dict[str, Any]) -> str:
    least, most = bounds.get("min_length", 0), bounds.get("max_length")
    if most is None:
        return _("one table for each item, begun with its name in double brackets")
    if least == most:
        return _("a list of exactly {n} tables").format(n=most)
    return _("a list of {least} to {most} tables").format(least=least, most=most)


def _whole_number(bounds: dict[str, Any]) -> str:
    if "ge" in bounds and "le" in bounds:
        return _("a whole number from {least} to {most}").format(
            least=bounds["ge"], most=bounds["le"]
        )
    if "ge" in bounds:
        return _("a whole number from {least}").format(least=bounds["ge"])
    return _("a whole number")


def _text(bounds: dict[str, Any]) -> str:
    if "pattern" in bounds:
        return _(
            "a name of at most 40 small letters a-z, digits, - and _ that begins with"
            " a letter"
        )
    if "max_length" in bounds:
        return _("a text in quotation marks of 1 to {most} characters").format(
            most=bounds["max_length"]
        )
    return _("a text in quotation marks")


def _bounds(metadata: tuple[Any, ...]) -> dict[str, Any]:
    pairs = [(name, getattr(m, name, None)) for m in metadata for name in _BOUNDS]
    return {name: bound for name, bound in pairs if bound is not None}


def _names(annotation: Any) -> list[str]:
    """Return the values of an enum; empty for every other type."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    return []


def _bare(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """Take `Annotated` off a type."""
    if get_origin(annotation) is Annotated:
        bare, *metadata = get_args(annotation)
        return bare, tuple(metadata)
    return annotation, ()


def _given(annotation: Any) -> Any:
    """Take `None` off a type: a key may be left out, but holds something if not."""
    if get_origin(annotation) in (Union, UnionType):
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def _fields(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return list(annotation.model_fields)
    return []


def _annotation_at(model: type[BaseModel], loc: Loc) -> tuple[Any, tuple[Any, ...]]:
    """Return type and bounds of the place `loc` in the schema."""
    annotation: Any = model
    metadata: tuple[Any, ...] = ()
    for part in loc:
        if isinstance(part, int):
            annotation, metadata = _bare(get_args(annotation)[0])
        else:
            field = annotation.model_fields[part]
            annotation, metadata = _given(field.annotation), tuple(field.metadata)
    return annotation, metadata
