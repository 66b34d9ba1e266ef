import pytest
from playwright.sync_api import expect

from musworkshop.errors import InputError
from musworkshop.widgets.card_writer import CardWriter
from tests.widgets.samples import NASTY, card, card_writer

pytestmark = pytest.mark.browser


class Table:
    """A room of one table: keeps cards in memory, each request once."""

    def __init__(self, cards=(), refuse=None, **changes):
        self.data = card_writer(cards=list(cards), drafts={}, **changes)
        self.answers = {}
        self.refuse = refuse
        self.drafts = []
        self.widget = CardWriter(
            data=self.data,
            scope="seat",
            calls={
                "add_card": self.add_card,
                "move_card": self.move_card,
                "reword_card": self.reword_card,
                "delete_card": self.delete_card,
                "draft": self.draft,
            },
        )

    def change(self, cards):
        self.data = {**self.data, "cards": cards}
        self.widget.show(self.data)

    def add_card(self, request_id: str, theme_id: str, text: str, stage: str) -> dict:
        if self.refuse:
            raise InputError(self.refuse)
        if request_id not in self.answers:
            self.answers[request_id] = {"id": f"n{len(self.answers)}"}
            new = card(0, stage, text, theme_id=theme_id, **self.answers[request_id])
            self.change([*self.data["cards"], new])
        return self.answers[request_id]

    def move_card(self, request_id: str, card_id: str, stage: str) -> None:
        self.change(
            [
                {**c, "stage": stage} if c["id"] == card_id else c
                for c in self.data["cards"]
            ]
        )

    def reword_card(
        self, request_id: str, card_id: str, text: str, version: int
    ) -> dict:
        old = next(c for c in self.data["cards"] if c["id"] == card_id)
        if old["version"] != version:
            return {"text": old["text"], "version": old["version"], "conflict": text}
        new = {**old, "text": text, "version": version + 1}
        self.change([new if c["id"] == card_id else c for c in self.data["cards"]])
        return {"text": text, "version": version + 1, "conflict": None}

    def delete_card(self, request_id: str, card_id: str) -> None:
        self.change([c for c in self.data["cards"] if c["id"] != card_id])

    def draft(self, request_id: str, field: str, text: str) -> None:
        self.drafts.append((field, text))

    def texts(self):
        return [c["text"] for c in self.data["cards"]]


LABEL = "Your table's question"


def test_the_tabs_mark_goes_with_the_text_that_was_sent(stage):
    page = stage.put(Table().widget)
    mark = page.get_by_role("tab", selected=True).locator(".mus-card-writer-mark")

    page.get_by_label(LABEL).locator("visible=true").fill("Hvad lærte vi i år?")
    expect(mark).to_be_visible()
    page.get_by_role("button", name="Lay on the table").locator("visible=true").click()

    expect(mark).to_be_hidden()


def test_a_question_goes_from_the_keyboard_to_the_room_without_a_mouse(stage):
    table = Table()
    page = stage.put(table.widget)

    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", selected=True)).to_contain_text("Faglighed")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past "Inspiration"
    expect(page.get_by_label(LABEL).locator("visible=true")).to_be_focused()
    page.keyboard.type("Hvad lærte vi i år?")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # keep for myself
    expect(page.get_by_text("Hvad lærte vi i år?").last).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # lay on the table
    tick = page.get_by_role("checkbox", name="Hvad lærte vi i år?")
    expect(tick).to_be_focused()
    page.keyboard.press("Space")

    expect(page.get_by_text("✓ Picked for the room")).to_be_visible()
    assert [(c["stage"], c["theme_id"]) for c in table.data["cards"]] == [
        ("room", "faglighed")
    ]


def test_who_can_see_it_is_said_beside_the_field_before_anything_is_typed(stage):
    table = Table()
    page = stage.put(table.widget)
    field = page.get_by_label(LABEL).first

    described = field.evaluate(
        "(node) => node.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id).textContent).join(' ')"
    )

    assert table.data["who"]["own"] in described
    assert table.data["who"]["table"] in described
    expect(page.get_by_text(table.data["who"]["table"]).first).to_be_visible()


def test_half_written_text_and_focus_survive_thirty_updates(stage):
    table = Table(cards=[card(k, "table") for k in range(3)])
    page = stage.put(table.widget)
    field = page.get_by_label(LABEL).first
    field.focus()

    for k in range(30):
        page.keyboard.type(f"{k},")
        table.change([card(n, "table", f"{n} {k}") for n in range(k % 5, 6)])
        stage.flush()

    expect(field).to_be_focused()
    expect(field).to_have_value("".join(f"{k}," for k in range(30)))
    assert field.evaluate("(node) => node.selectionStart") == len(field.input_value())


def test_a_rewording_survives_that_the_question_is_taken_away(stage):
    table = Table(cards=[card(1, "table"), card(2, "table"), card(3, "table")])
    page = stage.put(table.widget)
    page.get_by_role("button", name="Reword: ").nth(1).click()
    field = page.get_by_label("New wording")
    field.fill("En halv omskrivning")

    table.change([card(3, "table"), card(1, "table")])
    stage.flush()

    expect(field).to_be_focused()
    expect(field).to_have_value("En halv omskrivning")
    expect(page.get_by_text("Somebody else has moved or removed")).to_be_visible()
    page.get_by_role("button", name="Lay on the table").last.click()
    expect(page.get_by_role("checkbox", name="En halv omskrivning")).to_be_visible()
    assert table.texts()[-1] == "En halv omskrivning"


def test_saved_is_said_only_after_the_answer_and_offline_at_once(stage):
    table = Table()
    page = stage.put(table.widget)
    status = page.get_by_role("tabpanel").first.get_by_role("status")
    page.get_by_label(LABEL).first.fill("Tør vi sige nej?")
    stage.lose()

    stage.context.set_offline(True)
    expect(status).to_contain_text("Not connected. Your text is kept on this device.")
    page.get_by_role("button", name="Lay on the table").first.click()
    expect(status).not_to_contain_text("Saved")
    expect(page.get_by_label(LABEL).first).to_have_value("Tør vi sige nej?")

    stage.lose(False)
    stage.context.set_offline(False)
    expect(status).to_contain_text("Saved")
    expect(page.get_by_label(LABEL).first).to_have_value("")
    assert table.texts() == ["Tør vi sige nej?"]


def test_what_was_sent_before_a_reload_is_sent_again_with_the_same_id(stage):
    table = Table()
    page = stage.put(table.widget)
    stage.lose()
    page.get_by_label(LABEL).first.fill("Når det frem?")
    page.get_by_role("button", name="Lay on the table").first.click()
    before = stage.sent("add_card")

    page = stage.reload()
    expect(page.get_by_role("checkbox", name="Når det frem?")).to_be_visible()

    assert stage.sent("add_card")[0]["id"] == before[0]["id"]
    expect(page.get_by_label(LABEL).first).to_have_value("")
    assert table.texts() == ["Når det frem?"]
    assert page.evaluate("localStorage.getItem('mus:seat:outbox')") is None


def test_a_call_without_answer_is_repeated_with_one_id_and_kept_once(stage):
    table = Table()
    stage.page.clock.install()
    page = stage.put(table.widget)
    stage.lose()
    page.get_by_label(LABEL).first.fill("Én gang")
    page.get_by_role("button", name="Lay on the table").first.click()
    page.clock.run_for(20_000)
    assert len({call["id"] for call in stage.sent("add_card")}) == 1
    assert len(stage.sent("add_card")) == 3

    stage.lose(False)
    page.clock.run_for(10_000)

    expect(page.get_by_role("checkbox", name="Én gang")).to_be_visible()
    assert table.texts() == ["Én gang"]


def test_a_double_click_sends_once(stage):
    table = Table()
    page = stage.put(table.widget)
    page.get_by_label(LABEL).first.fill("Kun én")

    page.get_by_role("button", name="Lay on the table").first.dblclick()
    expect(page.get_by_role("checkbox", name="Kun én")).to_be_visible()

    assert len(stage.sent("add_card")) == 1


def test_a_refused_text_stays_and_its_reason_is_read_aloud(stage):
    table = Table(refuse="There are enough questions here.")
    page = stage.put(table.widget)
    page.get_by_label(LABEL).first.fill("Én til")

    page.get_by_role("button", name="Lay on the table").first.click()

    alert = page.get_by_role("alert").filter(
        has_text="There are enough questions here."
    )
    expect(alert).to_be_visible()
    expect(page.get_by_label(LABEL).first).to_have_value("Én til")


def test_an_empty_text_is_not_sent(stage):
    page = stage.put(Table().widget)

    page.get_by_role("button", name="Lay on the table").first.click()

    expect(page.get_by_role("alert").filter(has_text="Write something")).to_be_visible()
    assert stage.sent("add_card") == []


def test_too_long_a_text_is_kept_whole_and_not_sent(stage):
    page = stage.put(Table().widget)
    field = page.get_by_label(LABEL).first
    field.fill("🎉" * 312)

    page.get_by_role("button", name="Lay on the table").first.click()

    expect(page.get_by_text("12 characters too many").first).to_be_visible()
    assert len(field.input_value()) == 312
    assert stage.sent("add_card") == []


def test_a_draft_reaches_python_within_two_seconds_of_typing_on(stage):
    table = Table()
    page = stage.put(table.widget)
    page.clock.install()
    field = page.get_by_label(LABEL).first
    field.focus()

    for letter in "abcdefgh":
        page.keyboard.type(letter)
        page.clock.run_for(250)

    assert table.drafts, "typing on must not put the draft off"
    assert table.drafts[0][0] == "card:trivsel"
    assert page.evaluate("localStorage.getItem('mus:seat:draft:card:trivsel')")


def test_half_written_text_is_there_after_a_reload(stage):
    page = stage.put(Table().widget)
    page.get_by_label(LABEL).first.fill("Halvt skrev")

    page = stage.reload()

    expect(page.get_by_label(LABEL).first).to_have_value("Halvt skrev")


def test_markup_and_emoji_are_shown_as_text(stage):
    cards = [card(k, "own" if k % 2 else "room", text) for k, text in enumerate(NASTY)]
    page = stage.put(Table(cards=cards).widget)

    for text in NASTY:
        expect(page.get_by_text(text, exact=True).first).to_be_visible()
    assert page.locator("#place img, #place script, #place b").count() == 0


def test_a_text_written_at_the_same_time_is_shown_beside_ones_own(stage):
    table = Table(cards=[card(1, "table")])
    page = stage.put(table.widget)
    page.get_by_role("button", name="Reword: ").click()
    page.get_by_label("New wording").fill("Min ordlyd")
    table.data["cards"][0] = card(1, "table", "Deres ordlyd", version=2)

    page.get_by_role("button", name="Save the wording").click()
    expect(page.get_by_text("Deres ordlyd")).to_be_visible()
    page.get_by_role("button", name="Keep this one").nth(1).click()

    expect(page.get_by_role("checkbox", name="Min ordlyd")).to_be_visible()
    assert table.texts() == ["Min ordlyd"]


def test_a_deleted_question_asks_first_and_leaves_the_focus_in_its_list(stage):
    table = Table(cards=[card(1, "own"), card(2, "own")])
    page = stage.put(table.widget)

    page.get_by_role("button", name="Delete: ").first.click()
    page.get_by_role("button", name="Yes, delete").click()

    expect(page.get_by_role("button", name="Delete: ")).to_have_count(1)
    expect(page.get_by_role("heading", name="Only on this device")).to_be_focused()


def test_a_second_device_reads_what_the_scribe_picks(stage):
    table = Table(cards=[card(1, "table", mine=False)], is_scribe=False)
    page = stage.put(table.widget)

    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Reword: ")).to_have_count(0)
    expect(page.get_by_text("The scribe's device ticks").first).to_be_visible()


def test_two_views_of_one_widget_work_side_by_side(stage):
    table = Table()
    page = stage.put(table.widget, views=2)

    page.get_by_label(LABEL).first.fill("Fra den første")
    page.get_by_role("button", name="Lay on the table").first.click()

    expect(page.get_by_role("checkbox", name="Fra den første")).to_have_count(2)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids)), "an id stands twice on the page"


def test_a_closed_view_leaves_no_listener_behind(stage):
    page = stage.put(Table(cards=[card(1, "own")]).widget)
    assert page.evaluate("gallery.models[0].count()") > 0

    page.evaluate("gallery.stops.forEach((stop) => stop())")

    assert page.evaluate("gallery.models[0].count()") == 0
