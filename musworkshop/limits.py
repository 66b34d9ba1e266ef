"""Limits said before they are met; the store refuses what lies beyond."""

CARD_CHARACTERS = 300
PASSAGE_CHARACTERS = 1000
NAME_CHARACTERS = 60
DRAFT_CHARACTERS = 4000
CARDS_PER_SEAT_AND_THEME = 30
PASSAGES_PER_KIND = 12
PEOPLE_PER_TABLE = 40
VOTES_PER_PERSON = 20
QUESTIONS_PER_THEME = 20
GROUPS = 60
#: Chairs of one role in one circle.
CHAIRS = 12
NOTES_PER_SEAT = 60
#: Fewest answers for which anything of the temperature is shown.
DEFAULT_THRESHOLD, LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 5, 4, 15
#: People who can be invited to answer the temperature.
INVITED = 5000
ACTIONS = 3
#: Levels and competences of a wheel, and fields for competences of one's own.
FEWEST_LEVELS, MOST_LEVELS = 2, 5
FEWEST_COMPETENCES, MOST_COMPETENCES = 3, 20
EMPTY_FIELDS = 6
FOCUS_AREAS = 3
PAIRS = 200
