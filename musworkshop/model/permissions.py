"""Who may do what: every write names its action here, or it is refused."""

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
}
