"""The one visibility table: who may read each artefact, and the sentence that says so.

The store builds its conditions from the same rows that make the sentences shown beside
every field, so the promise and the enforcement cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from musworkshop.model.roles import OF_THE_WORKSHOP, Role
from musworkshop.text import N_


class Artefact(StrEnum):
    """A kind of thing that people write or choose."""

    #: Title, workplace, core task, goals, challenges, the leader's own questions.
    STRATEGY = "strategy"
    #: A goal said in a group's own words.
    OWN_WORDS = "own_words"
    #: Text on its way: typed, not yet sent.
    DRAFT = "draft"
    #: A card only its writer has yet.
    OWN_CARD = "own_card"
    #: A card laid on the table.
    TABLE_CARD = "table_card"
    #: A card the table has picked for the room.
    ROOM_CARD = "room_card"
    #: One seat's dots.
    VOTE = "vote"
    #: The sum of dots.
    TALLY = "tally"
    #: What somebody noted while listening.
    NOTE = "note"
    #: A question chosen for the preparation form.
    FORM_QUESTION = "form_question"
    #: One person's answers to the temperature.
    ANSWERS = "answers"
    #: What one person adds to the answers in own words.
    COMMENT = "comment"
    #: What the answers of all say together.
    RESULT = "result"
    #: What the workplace does about it.
    AGREED_ACTION = "agreed_action"
    #: How one of the two who talk sees the competences.
    RATINGS = "ratings"
    #: What the two have agreed to work on.
    FOCUS = "focus"
    #: What the wheels of those who agreed say together.
    PICTURE = "picture"


class Audience(StrEnum):
    """A circle of readers."""

    OWN_SEAT = "own_seat"
    OWN_GROUP = "own_group"
    FACILITATOR = "facilitator"
    #: Everyone who has joined, and the projector.
    ROOM = "room"
    #: The two who talk, on the devices that hold their secrets.
    PAIR = "pair"
    #: The one of the two who has written it.
    OWN_SIDE = "own_side"
    # Audiences of the yearly round; no artefact uses them yet.
    UNIT = "unit"
    COUNCIL = "council"


class Reveal(StrEnum):
    """What the facilitator does that widens an audience."""

    CARDS = "cards"
    VOTES = "votes"
    NOTES = "notes"
    #: The round of the temperature is closed.
    RESULT = "result"
    #: Both of the two have said that they are ready.
    BOTH_READY = "both_ready"
    #: The wheels are counted.
    PICTURE = "picture"


@dataclass(frozen=True, kw_only=True)
class Visibility:
    """Who reads an artefact at once, and who reads it after a reveal."""

    #: Circles that read it as soon as it is stored.
    at_once: frozenset[Audience]
    #: Circles that read it once `reveal` has happened.
    later: frozenset[Audience] = frozenset()
    reveal: Reveal | None = None
    #: The sentence shown beside the field, before anything is typed (msgid);
    #: ``{origin}`` is the table's name or "one person".
    sentence: str
    #: The sentence for a person alone, where a table's does not hold (msgid).
    alone: str = ""

    def sentence_for(self, *, alone: bool) -> str:
        """Return the sentence (msgid) shown to a table or to a person alone."""
        return (alone and self.alone) or self.sentence

    def audiences(self, revealed: frozenset[Reveal]) -> frozenset[Audience]:
        """Return the circles that read the artefact after the reveals `revealed`."""
        opened = self.reveal is not None and self.reveal in revealed
        return self.at_once | self.later if opened else self.at_once


_ROOM = frozenset({Audience.ROOM, Audience.FACILITATOR})

TABLE: dict[Artefact, Visibility] = {
    Artefact.STRATEGY: Visibility(
        at_once=_ROOM,
        sentence=N_("The whole room sees this as soon as it is saved."),
    ),
    Artefact.OWN_WORDS: Visibility(
        at_once=frozenset({Audience.OWN_GROUP, Audience.FACILITATOR}),
        later=_ROOM,
        reveal=Reveal.CARDS,
        sentence=N_(
            "Your table and the facilitator see this now; the whole room sees it as"
            " {origin} when the facilitator shows the cards."
        ),
    ),
    Artefact.DRAFT: Visibility(
        at_once=frozenset({Audience.OWN_SEAT}),
        sentence=N_("Only this device sees the draft."),
    ),
    Artefact.OWN_CARD: Visibility(
        at_once=frozenset({Audience.OWN_SEAT}),
        sentence=N_("Only this device sees it until you lay it on the table."),
        alone=N_("Only this device sees it until you send it to the room."),
    ),
    Artefact.TABLE_CARD: Visibility(
        at_once=frozenset({Audience.OWN_SEAT, Audience.OWN_GROUP}),
        sentence=N_("Only your table sees it until the table picks it."),
    ),
    Artefact.ROOM_CARD: Visibility(
        at_once=frozenset(
            {Audience.OWN_SEAT, Audience.OWN_GROUP, Audience.FACILITATOR}
        ),
        later=_ROOM,
        reveal=Reveal.CARDS,
        sentence=N_(
            "The facilitator sees it once picked; the whole room sees it as {origin}"
            " when the facilitator shows the cards."
        ),
        alone=N_(
            "The facilitator sees it at once; the whole room sees it as {origin} when"
            " the facilitator shows the cards."
        ),
    ),
    Artefact.VOTE: Visibility(
        at_once=frozenset({Audience.OWN_SEAT}),
        sentence=N_(
            "Only this device sees your dots. The room sees the sum when the"
            " facilitator shows the votes; then the single votes are deleted."
        ),
    ),
    Artefact.TALLY: Visibility(
        at_once=frozenset(),
        later=_ROOM,
        reveal=Reveal.VOTES,
        sentence=N_("The sum is hidden until the facilitator shows the votes."),
    ),
    Artefact.NOTE: Visibility(
        at_once=frozenset({Audience.OWN_SEAT}),
        later=_ROOM,
        reveal=Reveal.NOTES,
        sentence=N_(
            "Only this device sees the note; the whole room sees it as {origin} when"
            " the facilitator shows the notes."
        ),
    ),
    Artefact.FORM_QUESTION: Visibility(
        at_once=_ROOM,
        sentence=N_("The whole room sees what is chosen; it is printed in the form."),
    ),
    Artefact.ANSWERS: Visibility(
        at_once=frozenset({Audience.OWN_SEAT}),
        sentence=N_(
            "Only this device sees your answers. When the facilitator closes the round"
            " they are counted together with everybody's and deleted."
        ),
    ),
    Artefact.COMMENT: Visibility(
        at_once=frozenset({Audience.OWN_SEAT}),
        later=_ROOM,
        reveal=Reveal.RESULT,
        sentence=N_(
            "Only this device sees it now. When the round is closed first the"
            " facilitator and then the whole room sees all comments, in no order, if at"
            " least eight people have written one; else they are deleted unread. Name"
            " nobody."
        ),
    ),
    Artefact.RESULT: Visibility(
        at_once=frozenset(),
        later=_ROOM,
        reveal=Reveal.RESULT,
        sentence=N_("The result is hidden until the facilitator closes the round."),
    ),
    Artefact.AGREED_ACTION: Visibility(
        at_once=_ROOM,
        sentence=N_("The whole room sees this; it goes into the report."),
    ),
    Artefact.RATINGS: Visibility(
        at_once=frozenset({Audience.OWN_SIDE}),
        later=frozenset({Audience.PAIR}),
        reveal=Reveal.BOTH_READY,
        sentence=N_(
            "Only you see this now. The two of you see it together when you are ready."
            " Nobody else can: not the facilitator, and not those who run the server."
        ),
    ),
    Artefact.FOCUS: Visibility(
        at_once=frozenset({Audience.PAIR}),
        sentence=N_(
            "Only the two of you can see this: not the facilitator, and not those who"
            " run the server."
        ),
    ),
    Artefact.PICTURE: Visibility(
        at_once=frozenset(),
        later=_ROOM,
        reveal=Reveal.PICTURE,
        sentence=N_(
            "Counted only where both of you agree and at least {threshold} do so; the"
            " whole room then sees how many, never who."
        ),
    ),
}

#: Audience -> the roles that can belong to it at all.
ROLES_IN: dict[Audience, frozenset[Role]] = {
    Audience.OWN_SEAT: frozenset({Role.GROUP, Role.PARTICIPANT, Role.FACILITATOR}),
    Audience.OWN_GROUP: frozenset({Role.GROUP, Role.PARTICIPANT}),
    Audience.FACILITATOR: frozenset({Role.FACILITATOR}),
    Audience.ROOM: frozenset(OF_THE_WORKSHOP),
    Audience.PAIR: frozenset({Role.PAIR}),
    Audience.OWN_SIDE: frozenset({Role.PAIR}),
    Audience.UNIT: frozenset(),
    Audience.COUNCIL: frozenset(),
}
