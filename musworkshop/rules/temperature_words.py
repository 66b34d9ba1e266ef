"""The sentences of the temperature's report: figures as said, how they came about."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from musworkshop.content.instrument import Instrument
from musworkshop.content.wording import Wording
from musworkshop.model.temperature import ActionStatus, FormResult, Part, Publication
from musworkshop.model.temperature_report import Index
from musworkshop.rules.temperature import part_label
from musworkshop.rules.threshold import COMMENT_WRITERS
from musworkshop.text import N_, _, ngettext

#: How far an action has come (msgids).
STATUSES = {
    ActionStatus.AGREED: N_("agreed"),
    ActionStatus.STARTED: N_("under way"),
    ActionStatus.DONE: N_("done"),
    ActionStatus.DROPPED: N_("dropped"),
}
#: Sums of floats may lie this much under the half they should be.
_HAIR = 1e-9


def whole(value: float) -> int:
    """Return the nearest whole number, a half upwards, as people round."""
    return floor(value + 0.5 + _HAIR)


def per_cent(share: float) -> str:
    """Return a share of 0 to 1 in whole per cent, such as "26%"."""
    return _("{n}%").format(n=whole(100 * share))


def index_words(value: float | None, *, is_near: bool) -> str:
    """Return an index, or a number of people, as it is said; "ca." where it is near."""
    if value is None:
        return _("too few answers")
    said = str(whole(value))
    return _("ca.\u00a0{index}").format(index=said) if is_near else said


def spoken(instrument: Instrument) -> Instrument:
    """Return the instrument with its answers as they are said inside a sentence."""
    answers = tuple(
        each.model_copy(
            update={"text": Wording(da=_low(each.text.da), en=_low(each.text.en))}
        )
        for each in instrument.answers
    )
    return instrument.model_copy(update={"answers": answers})


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def counted_words(*, n: int, shown: int, asked: int) -> str:
    """Return how many answers to how many of its statements an area's index counts."""
    if shown == asked:
        return _("{n} answers").format(n=n)
    return _("{n} answers to {shown} of {asked} statements").format(
        n=n, shown=shown, asked=asked
    )


def area_words(parts: Sequence[Part], instrument: Instrument, *, n: int) -> str:
    """Return how the answers to an area's statements are spread, as a sentence."""
    if not parts:
        return _("The answers to its statements cannot be shown as one bar.")
    said = [
        _("{share} {answer}").format(
            share=per_cent(part.count / n), answer=part_label(part, instrument)
        )
        for part in reversed(parts)
        if part.count
    ]
    return _("{parts} ({n} answers).").format(parts=", ".join(said), n=n)


def gap_sentence(employees: Index, leaders: Index, points: int) -> str:
    """Return a difference as a sentence."""
    said = (
        _(
            "Employees {employees}, leaders {leaders}: leaders see it {points} points"
            " higher."
        )
        if points > 0
        else _(
            "Employees {employees}, leaders {leaders}: leaders see it {points} points"
            " lower."
        )
    )
    return said.format(
        employees=employees.words, leaders=leaders.words, points=abs(points)
    )


# ---- Who has answered ----


def answered_sentences(employees: FormResult, leaders: FormResult) -> tuple[str, ...]:
    """Return how many have answered, of how many invited, for each form."""
    ours, theirs = employees.answered or 0, leaders.answered or 0
    said = [
        _("{n} of {of} employees")
        if employees.invited
        else ngettext("{n} employee", "{n} employees", ours),
        _("{n} of {of} leaders")
        if leaders.invited
        else ngettext("{n} leader", "{n} leaders", theirs),
    ]
    return tuple(
        _("{who} answered").format(who=words.format(n=n, of=form.invited))
        for words, n, form in zip(
            said, (ours, theirs), (employees, leaders), strict=True
        )
        if n or form.invited
    )


def leaders_sentence(leaders: FormResult, threshold: int) -> str:
    """Return why the leaders' figures are shown, or why not."""
    if leaders.by_own_choice:
        return _(
            "Fewer than {n} leaders have answered. The figures stand for those among"
            " them who chose to show their own answers."
        ).format(n=threshold)
    if leaders.is_shown:
        return _(
            "Leaders' figures are shown because at least {n} leaders have answered."
        ).format(n=threshold)
    if not leaders.answered:
        return _("No leader has answered.")
    return _(
        "There are no figures for leaders. They are shown from {n} answers, or where"
        " leaders choose themselves to show theirs."
    ).format(n=threshold)


def council_leaders_sentence() -> str:
    """Return why a few leaders' own figures are not on the council's page."""
    return _(
        "The leaders are few. What they chose to show of their own answers is not on"
        " this page."
    )


def gaps_sentence(points: int) -> str:
    """Return what is said where no difference is large enough."""
    return _("Leaders and employees nowhere differ by {n} points or more.").format(
        n=points
    )


def council_gaps_sentence(points: int) -> str:
    """Return the same of areas alone."""
    return _(
        "Leaders and employees do not differ by {n} points or more in any area."
    ).format(n=points)


def comments_sentence(publication: Publication) -> str:
    """Return the rule comments are shown by."""
    return _(
        "Comments are shown where at least {n} people have written one, and in no"
        " order."
    ).format(n=max(COMMENT_WRITERS, publication.threshold))


# ---- How it was counted ----


def rule_sentences(publication: Publication, instrument: Instrument) -> tuple[str, ...]:
    """Return the rules that whoever reads a figure has to know."""
    return (
        _(
            "Nothing is shown where fewer than {n} have answered; there it says"
            ' "{hidden}".'
        ).format(n=publication.threshold, hidden=index_words(None, is_near=False)),
        _(
            "Neighbouring answers are counted as one until no number that is shown"
            " stands for only one or two people. Every figure is computed from the"
            ' numbers that are shown; where answers were merged it says "{near}".'
        ).format(near=_("ca.\u00a0{index}").format(index="").strip()),
        str(instrument.unanimity),
        _(
            "The index goes from 0 to 100: all points given out of all that could have"
            " been given. What it is called is a house convention: {bands}."
        ).format(bands=_bands(instrument)),
    )


def further_rule_sentences(
    publication: Publication, instrument: Instrument
) -> tuple[str, ...]:
    """Return the rules behind single statements, differences and units."""
    said = [
        _(
            "An area has an index when {area} of its statements can be shown, and all"
            " areas together when {total} can. An answer without points does not"
            " count."
        ).format(area=instrument.area_needs, total=instrument.total_needs),
        _(
            "Whether people agree or are divided says how far apart their answers lie;"
            " a mean does not show it."
        ),
        _(
            "A difference of {n} points or more between leaders and employees is worth"
            " talking about, however high the index is."
        ).format(n=instrument.gap),
    ]
    if any(each.own for each in instrument.statements):
        said.append(
            _(
                "The workplace's own statements stand beside the index and are not in"
                " it."
            )
        )
    if publication.units:
        said.append(
            _(
                "A unit is shown only where neither it nor what is left of the others"
                " can be worked out. That is why a unit can be missing though many"
                " have answered."
            )
        )
    return tuple(said)


def _bands(instrument: Instrument) -> str:
    said, above = [], 101
    for band in sorted(instrument.bands, key=lambda each: -each.lowest):
        said.append(f"{band.lowest}\u2013{above - 1} {band.text}")
        above = band.lowest
    return ", ".join(said)
