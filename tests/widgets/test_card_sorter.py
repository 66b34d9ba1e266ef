import copy

import pytest

from musworkshop.errors import NotAllowed
from musworkshop.widgets.card_sorter import CardSorter
from tests.axe import violations
from tests.widgets import room_samples as samples


class Wall:
    """A store of one theme's cards, as the facilitator's page would wire it."""

    def __init__(self, data):
        self.data = data
        self.before = None
        self.conflict = None
        self.widget = CardSorter(
            data=data,
            calls={
                "group_cards": self.group_cards,
                "ungroup_card": self.ungroup_card,
                "hide_card": lambda request_id, card_id: self.hide(
                    card_id, hidden=True
                ),
                "show_card": lambda request_id, card_id: self.hide(
                    card_id, hidden=False
                ),
                "name_cluster": self.name_cluster,
                "undo": self.undo,
                "turn_page": lambda request_id, page: self.change(page=page),
                "show_cards": lambda request_id, shown: self.change(shown=shown),
                "focus_theme": self.refuse,
            },
        )

    def change(self, **changes):
        self.before = copy.deepcopy(self.data)
        self.data = {**copy.deepcopy(self.data), **changes}
        self.widget.show(self.data)

    def card(self, card_id):
        return next(card for card in self.data["cards"] if card["id"] == card_id)

    def group_cards(self, request_id, card_ids: list[str]):
        self.change(
            undo="2 cards were grouped.",
            cards=[
                {**card, "cluster_id": "new"} if card["id"] in card_ids else card
                for card in self.data["cards"]
            ],
            clusters=[
                *self.data["clusters"],
                {"id": "new", "wording": None, "version": 1},
            ],
        )
        return "new"

    def ungroup_card(self, request_id, card_id: str):
        self.edit(card_id, cluster_id=None)

    def hide(self, card_id, *, hidden):
        self.edit(card_id, hidden=hidden)

    def edit(self, card_id, **changes):
        cards = [
            {**card, **changes} if card["id"] == card_id else card
            for card in self.data["cards"]
        ]
        self.change(cards=cards, undo="One card was changed.")

    def name_cluster(self, request_id, cluster_id: str, wording: str, version: int):
        clusters = [
            {**one, "wording": wording, "version": version + 1}
            if one["id"] == cluster_id
            else one
            for one in self.data["clusters"]
        ]
        self.change(clusters=clusters)
        conflict, self.conflict = self.conflict, None
        return {"text": wording, "version": version + 1, "conflict": conflict}

    def undo(self, request_id):
        self.data = {**self.before, "undo": None}
        self.widget.show(self.data)

    def refuse(self, request_id, theme_id: str):
        raise NotAllowed("Another facilitator is sorting this theme.")


@pytest.fixture
def wall():
    return Wall(samples.card_sorter(5))


def tab_until(page, selector, presses=60):
    """Press Tab until the focus is on `selector`."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


def test_cards_are_grouped_named_and_undone_with_the_keyboard_alone(make_stage, wall):
    shown = make_stage(width_px=1280)
    page = shown.put(wall.widget)
    lone = ".mus-card-sorter-wall > .mus-card-sorter-card .mus-tick"

    tab_until(page, lone)
    page.keyboard.press("Space")
    tab_until(page, lone)
    page.keyboard.press("Space")
    page.get_by_text("2 cards ticked").wait_for()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == "Group these":
            break
    page.keyboard.press("Enter")
    page.get_by_text("2 cards were grouped.").wait_for()
    assert {card["cluster_id"] for card in wall.data["cards"]} == {None, "k1", "new"}

    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    page.keyboard.type("Ro til opgaven")
    page.keyboard.press("Tab")
    page.get_by_text("Saved", exact=True).first.wait_for()
    assert wall.data["clusters"][-1]["wording"] == "Ro til opgaven"

    wall.before = samples.card_sorter(5)
    page.get_by_role("button", name="Undo: 2 cards were grouped.").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Taken back.").first.wait_for()
    assert page.locator(".mus-card-sorter-cluster").count() == 1


def test_grouping_needs_two_cards(make_stage, wall):
    shown = make_stage(width_px=1280)
    page = shown.put(wall.widget)
    page.get_by_role("checkbox").first.check()

    page.get_by_role("button", name="Group these").click(force=True)

    page.get_by_text("Tick at least two cards").first.wait_for()
    assert shown.sent("group_cards") == []


def test_a_card_is_taken_down_and_put_back(make_stage, wall):
    page = make_stage(width_px=360).put(wall.widget)

    page.get_by_role("button", name="More for the card").first.click()
    page.get_by_role("button", name="Take it off the wall").click()
    page.get_by_role("button", name="1 card taken off the wall").click()
    assert wall.card("c1")["hidden"]
    page.get_by_role("button", name="Put it back").click()

    page.get_by_role("button", name="taken off the wall").wait_for(state="hidden")
    assert not wall.card("c1")["hidden"]


def test_a_card_is_taken_out_of_its_group_and_the_focus_goes_to_undo(make_stage, wall):
    page = make_stage(width_px=1280).put(wall.widget)

    page.get_by_role("button", name="More for the card").first.click()
    page.get_by_role("button", name="Take it out of the group").click()

    page.wait_for_function("document.activeElement.textContent === 'Undo'")
    assert wall.card("c1")["cluster_id"] is None


def test_escape_closes_a_cards_menu_and_gives_the_focus_back(make_stage, wall):
    page = make_stage(width_px=1280).put(wall.widget)
    more = page.get_by_role("button", name="More for the card").first
    more.click()

    page.keyboard.press("Escape")

    assert page.get_by_role("button", name="Take it off the wall").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "More"


def test_new_data_never_writes_over_a_wording_that_is_being_typed(make_stage, wall):
    shown = make_stage(width_px=1280)
    page = shown.put(wall.widget)
    field = page.get_by_label("Wording on the wall")
    field.fill("Half a sen")

    shown.show(
        {**wall.data, "clusters": [{"id": "k1", "wording": "Other", "version": 3}]}
    )

    assert field.input_value() == "Half a sen"


def test_two_wordings_at_once_are_both_shown_and_one_is_chosen(make_stage, wall):
    wall.conflict = "Their wording"
    page = make_stage(width_px=1280).put(wall.widget)
    field = page.get_by_label("Wording on the wall")

    field.fill("My wording")
    page.keyboard.press("Tab")
    page.get_by_text("Their wording").wait_for()
    assert field.input_value() == "My wording"
    page.get_by_role("button", name="Keep the other").click()

    page.get_by_text("Saved", exact=True).first.wait_for()
    assert wall.data["clusters"][0]["wording"] == "Their wording"


def test_a_refusal_is_said_beside_the_button(make_stage, wall):
    page = make_stage(width_px=1280).put(wall.widget)

    page.get_by_role("button", name="Faglighed").click()

    alert = page.get_by_role("alert").filter(has_text="Another facilitator")
    alert.wait_for()


def test_the_projectors_page_is_turned_and_stops_at_the_ends(make_stage, wall):
    wall.data["pages"] = 2
    shown = make_stage(width_px=1280)
    page = shown.put(CardSorter(data=wall.data, calls=wall.widget._calls))
    wall.widget = shown.widgets[0]

    page.get_by_role("button", name="Previous page").click()
    page.get_by_role("button", name="Next page").click()

    page.get_by_text("Page 2 of 2").wait_for()
    assert [call["args"] for call in shown.sent("turn_page")] == [{"page": 1}]


def test_axe_finds_nothing_with_a_menu_open_and_cards_down(make_stage):
    page = make_stage(width_px=360).put(CardSorter(data=samples.card_sorter(9)))
    page.get_by_role("button", name="More for the card").first.click()
    page.get_by_role("button", name="taken off the wall").click()
    page.get_by_role("checkbox").first.check()

    assert violations(page) == []
