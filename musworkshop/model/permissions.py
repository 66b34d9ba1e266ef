"""Who may do what, and who hears of it: a write names its action, or it is refused."""

from __future__ import annotations

from enum import StrEnum

from musworkshop.model.roles import IN_THE_ROOM, Role


class Action(StrEnum):
    """A thing somebody can do that changes the store."""

    LEAD = "lead"  # move the step, the clock, what the projector shows
    REVEAL = "reveal"  # show cards, open, show and close the votes
    EDIT_STRATEGY = "edit_strategy"  # title, core task, goals, leader's questions
    EDIT_OWN_WORDS = "edit_own_words"  # a goal in the group's own words
    WRITE_CARD = "write_card"
    PICK_CARD = "pick_card"  # the table chooses what goes to the room
    SORT_CARDS = "sort_cards"  # group, ungroup, moderate, undo
    VOTE = "vote"
    CHOOSE_FOR_ALL = "choose_for_all"  # questions of everybody's form
    CHOOSE_FOR_GROUP = "choose_for_group"  # questions of the own group's form
    KEEP_DRAFT = "keep_draft"
    MOVE_SELF = "move_self"  # own step, ready, language, leave
    HAND_OVER = "hand_over"  # the scribe's pen
    TAKE_PLACE = "take_place"  # a chair or a role in a method, and leave it
    WRITE_NOTE = "write_note"  # what was heard
    STEER_CIRCLE = "steer_circle"  # phase and clock of the own team
    ANSWER = "answer"  # an own sheet of the temperature
    LEAD_ROUND = "lead_round"  # open and close it, what the projector shows of it
    AGREE = "agree"  # what the workplace does about the result
    MAKE_PAIRS = "make_pairs"  # links for the two who talk
    COUNT_WHEELS = "count_wheels"  # the unit's picture
    TALK = "talk"  # all that the two do on their page


_FACILITATOR = frozenset({Role.FACILITATOR})
_GROUP = frozenset({Role.GROUP})

ALLOWED: dict[Action, frozenset[Role]] = {
    Action.LEAD: _FACILITATOR,
    Action.REVEAL: _FACILITATOR,
    Action.EDIT_STRATEGY: _FACILITATOR,
    Action.EDIT_OWN_WORDS: _GROUP,
    Action.WRITE_CARD: IN_THE_ROOM,
    Action.PICK_CARD: IN_THE_ROOM,
    Action.SORT_CARDS: _FACILITATOR,
    Action.VOTE: IN_THE_ROOM,
    Action.CHOOSE_FOR_ALL: _FACILITATOR,
    Action.CHOOSE_FOR_GROUP: _GROUP,
    Action.KEEP_DRAFT: IN_THE_ROOM | _FACILITATOR,
    Action.MOVE_SELF: IN_THE_ROOM | _FACILITATOR,
    Action.HAND_OVER: _GROUP,
    Action.TAKE_PLACE: IN_THE_ROOM,
    Action.WRITE_NOTE: IN_THE_ROOM,
    Action.STEER_CIRCLE: IN_THE_ROOM,
    Action.ANSWER: IN_THE_ROOM,
    Action.LEAD_ROUND: _FACILITATOR,
    Action.AGREE: _FACILITATOR,
    Action.MAKE_PAIRS: _FACILITATOR,
    Action.COUNT_WHEELS: _FACILITATOR,
    Action.TALK: frozenset({Role.PAIR}),
}


class Circle(StrEnum):
    """Whose pages have something new to read after a write.

    The facilitator's and the projector's pages hear of every write but a pair's.
    """

    NOBODY = "nobody"
    #: The devices of the writer's table; the writer's own for a person alone.
    TABLE = "table"
    #: The table, and the whole room once the facilitator has shown the cards.
    ROOM_ONCE_SHOWN = "room_once_shown"
    ROOM = "room"
    #: The two who talk; not even the facilitator hears that they wrote.
    PAIR = "pair"


#: At least as wide as `model.visibility` lets what is written be read.
HEARD: dict[Action, Circle] = {
    Action.LEAD: Circle.ROOM,
    Action.REVEAL: Circle.ROOM,
    Action.EDIT_STRATEGY: Circle.ROOM,
    Action.EDIT_OWN_WORDS: Circle.ROOM_ONCE_SHOWN,
    Action.WRITE_CARD: Circle.ROOM_ONCE_SHOWN,
    Action.PICK_CARD: Circle.ROOM_ONCE_SHOWN,
    Action.SORT_CARDS: Circle.ROOM,
    Action.VOTE: Circle.TABLE,
    Action.CHOOSE_FOR_ALL: Circle.ROOM,
    Action.CHOOSE_FOR_GROUP: Circle.ROOM,
    Action.KEEP_DRAFT: Circle.NOBODY,
    Action.MOVE_SELF: Circle.TABLE,
    Action.HAND_OVER: Circle.TABLE,
    Action.TAKE_PLACE: Circle.ROOM,
    Action.WRITE_NOTE: Circle.TABLE,
    Action.STEER_CIRCLE: Circle.ROOM,
    Action.ANSWER: Circle.NOBODY,
    Action.LEAD_ROUND: Circle.ROOM,
    Action.AGREE: Circle.ROOM,
    Action.MAKE_PAIRS: Circle.NOBODY,
    Action.COUNT_WHEELS: Circle.ROOM,
    Action.TALK: Circle.PAIR,
}
