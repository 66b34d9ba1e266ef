"""Hold a form against nine pieces of advice on a good form, while it is being chosen.

The advice grows from what Kompetencesekretariatet recommends (notes/domain.md
section 3), in our own words. A machine can count questions, themes and goals; it
cannot tell whether a question is kind or looks ahead. There it asks the room instead,
and calls neither good nor bad.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musworkshop.content.schema import Concept
from musworkshop.model.work import FormQuestion, Origin, Passage, PassageKind
from musworkshop.rules.form import one, said
from musworkshop.text import _, ngettext

#: More questions than this in one form bring a friendly warning (a figure of our own).
MANY_QUESTIONS = 12


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A piece of advice and how the form stands."""

    #: Which of the nine it is; the same in every language.
    key: str
    #: True: followed. False: worth another look. None: only the room can tell.
    ok: bool | None
    text: str


def form_advice(
    questions: Iterable[FormQuestion],
    *,
    passages: Iterable[Passage],
    concept: Concept,
    group_id: str | None = None,
) -> tuple[Advice, ...]:
    """Return nine friendly sentences on the form as it stands now.

    Parameters
    ----------
    questions : iterable of FormQuestion
        All chosen questions of the workshop.
    passages : iterable of Passage
    concept : Concept
    group_id : str, optional
        Whose form is looked at; everybody's when left out.

    Returns
    -------
    tuple of Advice
        Always nine, always in the same order.
    """
    every = tuple(questions)
    written = tuple(passages)
    here = tuple(each for each in every if each.group_id in {None, group_id})
    return (
        _short(len(here)),
        _choice(every if group_id is None else here),
        _strategy(here, written),
        Advice(
            key="constructive",
            ok=None,
            text=_("Ask yourselves: do the questions build on what works already?"),
        ),
        Advice(
            key="future",
            ok=None,
            text=_(
                "Ask yourselves: does a question open for what one wants to be able"
                " to do in some years, here or elsewhere?"
            ),
        ),
        Advice(
            key="feedback",
            ok=None,
            text=_(
                "Ask yourselves: do the two get an occasion to say what they value in"
                " each other's work?"
            ),
        ),
        _breadth(here, concept),
        Advice(
            key="goals",
            ok=None,
            text=_(
                "Ask yourselves: where do the two write down the goals they agree on?"
            ),
        ),
        _culture(here),
    )


def _short(count: int) -> Advice:
    if count == 0:
        words = _("No question is chosen yet.")
    elif count > MANY_QUESTIONS:
        words = _(
            "{count} questions are many for one talk: with {most} at most there is"
            " time to listen."
        ).format(count=count, most=MANY_QUESTIONS)
    else:
        words = ngettext(
            "{count} question: short enough to talk through.",
            "{count} questions: short enough to talk through.",
            count,
        ).format(count=count)
    return Advice(key="short", ok=0 < count <= MANY_QUESTIONS, text=words)


def _choice(questions: Sequence[FormQuestion]) -> Advice:
    common = sum(each.group_id is None for each in questions)
    own = len(questions) - common
    if common and own:
        words = _("There are questions for all, and questions of a group's own.")
    elif common:
        words = _("All have the same questions: let each group add one of its own.")
    elif own:
        words = _("No question is for all: choose one that everybody can answer.")
    else:
        words = _("Choose a few questions for all, and let the groups add their own.")
    return Advice(key="choice", ok=bool(common and own), text=words)


def _strategy(here: Sequence[FormQuestion], passages: Sequence[Passage]) -> Advice:
    core_task = one(passages, PassageKind.CORE_TASK)
    goals = len(said(passages, PassageKind.GOAL))
    asked = said(passages, PassageKind.LEADER_QUESTION)
    ok: bool | None = bool(core_task and goals)
    if not core_task:
        words = _("The core task is not written yet; it belongs on top of the form.")
    elif not goals:
        words = _("No goal is written yet; the goals of the year belong on the form.")
    elif asked and not any(each.origin is Origin.LEADER for each in here):
        ok = None
        words = _(
            "Core task and goals stand on the form. Ask yourselves: should one of the"
            " leader's questions stand there too?"
        )
    else:
        words = ngettext(
            "The core task and {count} goal stand on the form.",
            "The core task and {count} goals stand on the form.",
            goals,
        ).format(count=goals)
    return Advice(key="strategy", ok=ok, text=words)


def _breadth(here: Sequence[FormQuestion], concept: Concept) -> Advice:
    covered = {each.theme_id for each in here}
    empty = [
        str(theme.title)
        for theme in concept.themes
        if theme.open_to_cards and theme.id not in covered
    ]
    if empty:
        words = _("No question yet under: {themes}. Is that what you want?").format(
            themes=", ".join(empty)
        )
    else:
        words = _(
            "Every theme has a question, so there is room for work and wellbeing."
        )
    return Advice(key="breadth", ok=not empty, text=words)


def _culture(here: Sequence[FormQuestion]) -> Advice:
    own = sum(each.origin in {Origin.ROOM, Origin.OWN} for each in here)
    if own:
        words = ngettext(
            "{own} of {count} question is the room's own: it sounds like you.",
            "{own} of {count} questions are the room's own: they sound like you.",
            len(here),
        ).format(own=own, count=len(here))
    else:
        words = _("No question is the room's own yet: do these sound like you?")
    return Advice(key="culture", ok=own > 0, text=words)
