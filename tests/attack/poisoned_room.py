"""A room in which every free text is an attack, written as people would write it."""

from __future__ import annotations

from itertools import cycle, islice

from musworkshop.model.roles import Viewer
from musworkshop.model.work import Origin, PassageKind, Stage
from musworkshop.store import (
    cards,
    drafts,
    form,
    joining,
    passages,
    sorting,
    workshops,
)
from musworkshop.store.values import clean
from musworkshop.text import speaking
from tests.attack.payloads import PAYLOADS
from tests.browser.hall import Hall

TABLES = 60
PER_THEME = 12
LIMIT = 300

#: As the store keeps them.
KEPT = tuple(clean(payload, limit=60) for payload in PAYLOADS)


class PoisonedRoom:
    """What was written where.

    Parameters
    ----------
    room : Hall
        Empty so far.
    """

    def __init__(self, room: Hall) -> None:
        self._room = room
        workshop = room.read(workshops.get, room.leader.workshop_id)
        concept = workshops.concept_of(workshop)
        self._titles = {theme.id: theme.title for theme in concept.themes}
        self.themes = [theme.id for theme in concept.themes]
        self.card_themes = [theme.id for theme in concept.themes if theme.open_to_cards]
        self.names = KEPT[:TABLES]
        self.functions = KEPT[-TABLES:]
        #: Theme id -> texts that stand there.
        self.questions: dict[str, list[str]] = {}
        self.chosen: dict[str, list[str]] = {}
        self.wall: dict[str, list[str]] = {theme: [] for theme in self.card_themes}
        self.own_cards = list(KEPT[:25])
        self.table_cards = list(KEPT[25:50])
        self.drafts = dict(zip(self.card_themes, KEPT[10:], strict=False))
        self.tables: list[Viewer] = []
        self._fill()

    def title(self, theme: str) -> str:
        """What stands above a theme's cards."""
        with speaking(self._room.language):
            return str(self._titles[theme])

    def keep_cards(self, viewer: Viewer) -> None:
        """Write cards that only a seat of the first table sees."""
        first = self.card_themes[0]
        for text in self.own_cards:
            self._room.act(viewer, cards.add, theme_id=first, text=text)

    def keep_drafts(self, viewer: Viewer) -> None:
        """Leave texts half-written in a seat's fields."""
        for theme, text in self.drafts.items():
            self._room.act(viewer, drafts.keep, f"card:{theme}", text)

    def _fill(self) -> None:
        workshop_id = self._room.leader.workshop_id
        for name, function in zip(self.names, self.functions, strict=True):
            viewer, _token = self._room.lead(
                lambda c, v, name=name, function=function: joining.join_group(
                    c, workshop_id, name=name, function=function, people=2
                )
            )
            self.tables.append(viewer)
        for kind in (PassageKind.GOAL, PassageKind.CHALLENGE):
            for _ in range(PER_THEME):
                self._room.lead(passages.add, kind)
        texts = cycle(KEPT)
        for theme in self.themes:
            self.questions[theme] = list(islice(texts, PER_THEME))
            for text in self.questions[theme]:
                self._room.lead(
                    passages.add, PassageKind.LEADER_QUESTION, theme_id=theme, text=text
                )
        self._write_cards()
        self._choose()

    def _write_cards(self) -> None:
        for number, text in enumerate(KEPT):
            table = self.tables[number % TABLES]
            theme = self.card_themes[number % len(self.card_themes)]
            plain = self._card(table, theme, text)
            plain = self._card(table, theme, f"first {number}")
            self._room.act(table, cards.reword, plain, f"reworded {text}", 1)
            alike = [self._card(table, theme, f"{n} alike {number}") for n in (1, 2)]
            cluster = self._room.lead(sorting.group_cards, alike)
            self._room.lead(sorting.name_cluster, cluster, f"worded {text}", 1)
            self.wall[theme] += [text, f"reworded {text}", f"worded {text}"]
        first = self.tables[0]
        for text in self.table_cards:
            self._card(first, self.card_themes[1], text, Stage.TABLE)

    def _card(
        self, table: Viewer, theme: str, text: str, stage: Stage = Stage.ROOM
    ) -> str:
        added = self._room.act(table, cards.add, theme_id=theme, text=text, stage=stage)
        return str(added)

    def _choose(self) -> None:
        """Put questions into everybody's form, and into the first table's."""
        texts = cycle(KEPT)
        for theme in self.themes:
            self.chosen[theme] = list(islice(texts, PER_THEME))
            for number, text in enumerate(self.chosen[theme]):
                for group in (None, self.tables[0].group_id):
                    question = self._room.lead(
                        form.choose,
                        group_id=group,
                        theme_id=theme,
                        origin=Origin.OWN,
                        origin_id=None,
                        text=f"{number} in {group}" if number % 2 else text,
                    )
                    if number % 2:
                        self._room.lead(form.reword, question, text, 1)

    def write_single_texts(self, number: int) -> dict[str, str]:
        """Write the texts of which there is one: a round for each attack."""
        texts = {
            "title": KEPT[number],
            "workplace": KEPT[(number + 1) % len(KEPT)],
            "core_task": KEPT[(number + 2) % len(KEPT)],
            "goal": KEPT[(number + 3) % len(KEPT)],
            "challenge": KEPT[(number + 4) % len(KEPT)],
            "own_words": KEPT[(number + 5) % len(KEPT)],
        }
        self._room.lead(lambda c, v: self._write_single(c, v, number, texts))
        return texts

    def _write_single(
        self, connection: object, viewer: Viewer, number: int, texts: dict[str, str]
    ) -> None:
        found = passages.visible(connection, viewer, revealed=frozenset())  # type: ignore[arg-type]
        at = number % PER_THEME + 1
        goal = ""
        for passage in found:
            text = texts.get(passage.kind.value)
            if text is None or passage.kind is PassageKind.OWN_WORDS:
                continue
            if passage.kind in (PassageKind.GOAL, PassageKind.CHALLENGE):
                if passage.position != at:
                    continue
                if passage.kind is PassageKind.GOAL:
                    goal = passage.id
            passages.save(connection, viewer, passage.id, text, passage.version)  # type: ignore[arg-type]
        said = next((p for p in found if p.parent_id == goal), None)
        passages.say_in_own_words(
            connection,  # type: ignore[arg-type]
            self.tables[0],
            goal,
            texts["own_words"],
            said.version if said else 0,
        )
