"""Do the parts of a concept fit together? Languages, ids, references, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from musworkshop.content import instrument_rules, wheel_rules
from musworkshop.content.method_rules import id_lists, method_problems, named_ids
from musworkshop.content.problems import Loc, Places, Problem, advice, found, listed
from musworkshop.content.schema import Concept, Question
from musworkshop.content.wording import Characters, Wording
from musworkshop.text import LANGUAGES, _

#: Characters that Word and PDF files cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_WITH_IDS = (
    "process",
    "steps",
    "themes",
    "question_sets",
    "questions",
    "checks",
    "methods",
)

#: The parts of a concept that have the right shape: top-level key -> value.
Parts = dict[str, Any]


def consistency_problems(
    parts: Parts, *, places: Places, whole: bool = True
) -> list[Problem]:
    """Return what does not fit together in those parts that have the right shape.

    Parameters
    ----------
    parts : dict
        Top-level key of `Concept` -> its value; parts may be missing, then nothing
        is said about what refers to them.
    places : Places
        Knows in which file each key stands.
    whole : bool
        False where a file could not be read: then nothing is said to be missing.

    Returns
    -------
    list of Problem
        In the order: languages, missing keys, ids, references, methods, instrument,
        wheel, wordings, addresses.
    """
    return [
        *_languages(parts, places),
        *(instrument_rules.missing_keys(parts, places) if whole else ()),
        *_repeated_ids(parts, places),
        *_references(parts, places),
        *method_problems(parts.get("methods", ()), places),
        *instrument_rules.instrument_problems(parts.get("instrument"), places),
        *wheel_rules.wheel_problems(parts.get("wheel"), places),
        *_wordings(parts, places),
        *_addresses(parts, places),
    ]


def languages_of(parts: Parts) -> tuple[str, ...]:
    """Return the languages the concept promises; all of them where it does not say."""
    return tuple(parts.get("languages", LANGUAGES))


def _languages(parts: Parts, places: Places) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, language in enumerate(parts.get("languages", ())):
        if language not in LANGUAGES:
            yield places.problem(
                ("languages", number),
                _("found {found}; allowed is one of {names}; {advice}").format(
                    found=found(language),
                    names=listed(LANGUAGES),
                    advice=advice(language, LANGUAGES, _("correct it.")),
                ),
            )
        elif language in seen:
            yield places.problem(
                ("languages", number),
                _("{found} stands twice; allowed is once; remove one.").format(
                    found=found(language)
                ),
            )
        seen.add(language)


def _repeated_ids(parts: Parts, places: Places) -> Iterator[Problem]:
    lists: list[tuple[Loc, Any]] = [((key,), parts.get(key, ())) for key in _WITH_IDS]
    lists += id_lists(parts.get("methods", ()))
    lists += instrument_rules.id_lists(parts.get("instrument"))
    lists += wheel_rules.id_lists(parts.get("wheel"))
    for loc, items in lists:
        seen: dict[str, int] = {}
        for number, item in enumerate(items):
            if item.id in seen:
                yield places.problem(
                    (*loc, number, "id"),
                    _(
                        'the id "{id}" stands twice, at item {first} and item {second};'
                        " allowed is once; give one of them a new id."
                    ).format(id=item.id, first=seen[item.id] + 1, second=number + 1),
                )
            seen.setdefault(item.id, number)


def _references(parts: Parts, places: Places) -> Iterator[Problem]:
    named = (
        *_named_by_questions(parts),
        *named_ids(parts.get("methods", ())),
        *instrument_rules.named_ids(parts.get("instrument")),
    )
    for loc, name, target, known in named:
        if name not in known:
            yield places.problem(
                loc,
                _(
                    "found {found}; allowed are the ids in {target}: {names}; {advice}"
                ).format(
                    found=found(name),
                    target=target,
                    names=listed(known),
                    advice=advice(name, known, _("correct it.")),
                ),
            )


def _named_by_questions(parts: Parts) -> Iterator[tuple[Loc, str, str, list[str]]]:
    questions: tuple[Question, ...] = parts.get("questions", ())
    for field, target in (("set_id", "question_sets"), ("theme_id", "themes")):
        if target in parts:
            known = [item.id for item in parts[target]]
            for number, question in enumerate(questions):
                loc = ("questions", number, field)
                yield loc, getattr(question, field), target, known


def _wordings(parts: Parts, places: Places) -> Iterator[Problem]:
    languages = languages_of(parts)
    for loc, wording, required, most in walk(parts):
        texts = wording.model_dump()
        for language, text in texts.items():
            if language in languages and not text and (required or any(texts.values())):
                yield places.problem(
                    (*loc, language),
                    _(
                        "this text is missing; allowed are texts in all languages of"
                        " the concept ({languages}); write it, or take {language} out"
                        " of languages."
                    ).format(languages=listed(languages), language=language),
                )
            if most and len(text) > most:
                yield places.problem(
                    (*loc, language),
                    _(
                        "found {n} characters; allowed are {most} at most; shorten it."
                    ).format(n=len(text), most=most),
                )
            if _CONTROL.search(text):
                yield places.problem(
                    (*loc, language),
                    _(
                        "found an invisible control character; allowed are letters,"
                        " digits and signs; delete it."
                    ),
                )
            if "{council}" in text and "title" in parts:
                yield places.problem(
                    (*loc, language),
                    _(
                        "found {found}, but the key council is missing; allowed is the"
                        " workplace's own word for it; add council to concept.toml."
                    ).format(found='"{council}"'),
                )


def _addresses(parts: Parts, places: Places) -> Iterator[Problem]:
    questions = enumerate(parts.get("questions", ()))
    addresses: list[tuple[Loc, str]] = [(("source_url",), parts.get("source_url", ""))]
    addresses += [(("questions", n, "source_url"), q.source_url) for n, q in questions]
    for loc, address in addresses:
        if address and not re.fullmatch(r"https?://[^\s<>\"]+", address):
            yield places.problem(
                loc,
                _(
                    "found {found}; allowed is an address that begins with https://;"
                    " correct it or leave it out."
                ).format(found=found(address)),
            )


def walk(parts: Parts) -> Iterator[tuple[Loc, Wording, bool, int]]:
    """Yield every wording: place, wording, whether it must be there, most characters.

    Parameters
    ----------
    parts : dict
        Top-level key of `Concept` -> its value.
    """
    for key, value in parts.items():
        field = Concept.model_fields[key]
        yield from _walk(value, (key,), field.annotation, field.metadata, field)


def _walk(
    value: Any, loc: Loc, annotation: Any, metadata: Any, field: Any
) -> Iterator[tuple[Loc, Wording, bool, int]]:
    if isinstance(value, Wording):
        most = next((m.most for m in metadata if isinstance(m, Characters)), 0)
        yield loc, value, field is None or field.is_required(), most
    elif isinstance(value, BaseModel):
        for name, inner in type(value).model_fields.items():
            yield from _walk(
                getattr(value, name),
                (*loc, name),
                inner.annotation,
                inner.metadata,
                inner,
            )
    elif isinstance(value, tuple):
        item = get_args(annotation)[0]
        marks = get_args(item)[1:] if get_origin(item) is Annotated else ()
        for number, member in enumerate(value):
            yield from _walk(member, (*loc, number), item, marks, None)
