"""Do the parts of a method fit together? Ids, references, chairs, who does what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from musworkshop.content.methods import (
    Entering,
    Method,
    MethodMode,
    MethodPhase,
    MethodRole,
)
from musworkshop.content.problems import Loc, Places, Problem, found
from musworkshop.text import _

Methods = tuple[Method, ...]


def id_lists(methods: Methods) -> Iterator[tuple[Loc, Sequence[Any]]]:
    """Yield the place and the items of every list whose ids must differ."""
    for number, method in enumerate(methods):
        for key in ("roles", "prompts", "phases", "modes"):
            yield ("methods", number, key), getattr(method, key)


def named_ids(methods: Methods) -> Iterator[tuple[Loc, str, str, list[str]]]:
    """Yield what names something else of its method.

    Yields
    ------
    tuple
        Place, the id that stands there, the list it must stand in (``roles`` or
        ``phases``) and the ids of that list.
    """
    for number, method in enumerate(methods):
        phases = [phase.id for phase in method.phases]
        roles = [role.id for role in method.roles]
        for place, phase in enumerate(method.phases):
            for loc, role_id in _named_roles(phase):
                loc = ("methods", number, "phases", place, *loc)
                yield loc, role_id, "roles", roles
        for place, mode in enumerate(method.modes):
            for step, phase_id in enumerate(mode.phases):
                loc = ("methods", number, "modes", place, "phases", step)
                yield loc, phase_id, "phases", phases


def _named_roles(phase: MethodPhase) -> Iterator[tuple[Loc, str]]:
    for number, task in enumerate(phase.tasks):
        yield ("tasks", number, "role"), task.role
    for number, pair in enumerate(phase.speaks):
        for end, role_id in enumerate(pair):
            yield ("speaks", number, end), role_id
    for key in ("listens", "writes"):
        for number, role_id in enumerate(getattr(phase, key)):
            yield (key, number), role_id


def method_problems(methods: Methods, places: Places) -> Iterator[Problem]:
    """Yield what cannot be played as it is written.

    Parameters
    ----------
    methods : tuple of Method
        Methods of the right shape; their references may still lead nowhere.
    places : Places
        Knows in which file they stand.
    """
    for number, method in enumerate(methods):
        here: Loc = ("methods", number)
        faults = _roles(method)
        for place, phase in enumerate(method.phases):
            faults += _at(("phases", place), [*_repeats(phase), *_duties(phase)])
        for place, mode in enumerate(method.modes):
            faults += _at(("modes", place), _chairs(method, mode))
        for loc, sentence in faults:
            yield places.problem((*here, *loc), sentence)


#: What is wrong, and where inside a method.
_Fault = tuple[Loc, str]


def _at(loc: Loc, faults: list[_Fault]) -> list[_Fault]:
    return [((*loc, *inner), sentence) for inner, sentence in faults]


def _roles(method: Method) -> list[_Fault]:
    faults: list[_Fault] = []
    without_chair: list[MethodRole] = []
    undecided: list[MethodRole] = []
    for number, role in enumerate(method.roles):
        if role.least > role.most:
            sentence = _(
                "found least = {least} with most = {most}; allowed is a least that is"
                " not above most; correct one of them."
            ).format(least=role.least, most=role.most)
            faults.append((("roles", number, "least"), sentence))
        elif role.most == 0:
            without_chair.append(role)
            if len(without_chair) > 1:
                sentence = _(
                    'the role "{role}" has most = 0, and so has "{other}"; allowed is'
                    " one role for everybody without a chair; give this one chairs."
                ).format(role=role.id, other=without_chair[0].id)
                faults.append((("roles", number, "most"), sentence))
        elif 0 < role.least < role.most:
            undecided.append(role)
            if len(undecided) > 1:
                sentence = _(
                    'the role "{role}" leaves the number of chairs open, and so does'
                    ' "{other}"; allowed is one such role, for the facilitator chooses'
                    " one number; give this one the same least and most."
                ).format(role=role.id, other=undecided[0].id)
                faults.append((("roles", number, "most"), sentence))
    return faults


def _repeats(phase: MethodPhase) -> list[_Fault]:
    named = {
        "tasks": [task.role for task in phase.tasks],
        "listens": phase.listens,
        "writes": phase.writes,
    }
    return [
        (
            (key, number),
            _("{found} stands twice; allowed is once; remove one.").format(
                found=found(role_id)
            ),
        )
        for key, role_ids in named.items()
        for number, role_id in enumerate(role_ids)
        if role_id in role_ids[:number]
    ]


def _duties(phase: MethodPhase) -> list[_Fault]:
    """Say where a phase asks of a role what it cannot do."""
    faults: list[_Fault] = []
    speakers = [first for first, _second in phase.speaks]
    for number, role_id in enumerate(phase.listens):
        for key, active in (("writes", phase.writes), ("speaks", speakers)):
            if role_id in active:
                sentence = _(
                    'the role "{role}" stands both in listens and in {key}; allowed is'
                    " one of the two, for whoever listens does nothing else; take it"
                    " out of one."
                ).format(role=role_id, key=key)
                faults.append((("listens", number), sentence))
    told = [task.role for task in phase.tasks]
    for number, role_id in enumerate(phase.writes):
        if role_id not in told:
            sentence = _(
                'the role "{role}" writes here, but is not told what; allowed are'
                " roles with a task in this phase; add one to tasks."
            ).format(role=role_id)
            faults.append((("writes", number), sentence))
    if phase.swaps and not phase.seating:
        sentence = _(
            "found true without seating = true; allowed are both together, or the"
            " chairs stay empty; add seating = true or leave swaps out."
        )
        faults.append((("swaps",), sentence))
    return faults


def _chairs(method: Method, mode: MethodMode) -> list[_Fault]:
    """Say where nobody could come to sit on a chair."""
    faults: list[_Fault] = []
    if mode.free_chair and mode.entering is not Entering.TAP:
        sentence = _(
            'found true with entering = "{entering}"; allowed is a free chair with'
            ' entering = "{tap}"; change entering or leave free_chair out.'
        ).format(entering=mode.entering.value, tap=Entering.TAP.value)
        faults.append((("free_chair",), sentence))
    chairs = any(role.most for role in method.roles)
    seated = any(p.seating for p in method.phases if p.id in mode.phases)
    if mode.entering is Entering.TAP and not chairs:
        sentence = _(
            "found {found}, but no role has chairs; allowed is that where a role has"
            " most above 0; give a role chairs or leave entering out."
        ).format(found=found(mode.entering.value))
        faults.append((("entering",), sentence))
    if mode.entering is Entering.LED and chairs and not seated:
        sentence = _(
            "no phase here has seating = true, so nobody can sit down; allowed is one"
            ' or more; add seating = true to the first, or set entering = "{tap}".'
        ).format(tap=Entering.TAP.value)
        faults.append((("phases",), sentence))
    return faults
