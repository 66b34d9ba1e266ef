import pytest
from playwright.sync_api import expect

from musworkshop.errors import InputError
from musworkshop.widgets.field_list import FieldList
from tests.widgets.samples import conflict, field_list, passage

pytestmark = pytest.mark.browser


class Strategy:
    """Passages in memory; a text written on an old version waits as a conflict."""

    def __init__(self, data=None):
        self.data = data or field_list()
        self.saves = []
        self.widget = FieldList(
            data=self.data,
            scope="seat",
            calls={
                "save": self.save,
                "resolve": self.resolve,
                "add": self.add,
                "remove": self.remove,
            },
        )

    def fields(self):
        return {f["key"]: f for s in self.data["sections"] for f in s["fields"]}

    def change(self, key, **changes):
        sections = [
            {
                **s,
                "fields": [
                    {**f, **changes} if f["key"] == key else f for f in s["fields"]
                ],
            }
            for s in self.data["sections"]
        ]
        self.data = {**self.data, "sections": sections}
        self.widget.show(self.data)
        field = self.fields()[key]
        return {name: field[name] for name in ("text", "version", "conflicts")}

    def save(self, request_id: str, key: str, text: str, version: int) -> dict:
        self.saves.append((key, text, version))
        field = self.fields()[key]
        if text == "refused":
            raise InputError("This word cannot be kept.")
        if field["version"] != version and field["text"] != text:
            return self.change(key, conflicts=[*field["conflicts"], text])
        return self.change(key, text=text, version=field["version"] + 1)

    def resolve(self, request_id: str, key: str, text: str, version: int) -> dict:
        return self.change(key, text=text, version=version + 1, conflicts=[])

    def add(self, request_id: str, key: str) -> dict:
        sections = list(self.data["sections"])
        goals = sections[1]
        new = passage("g9", "Mål 3", version=0, removable=True)
        sections[1] = {**goals, "fields": [*goals["fields"], new]}
        self.data = {**self.data, "sections": sections}
        self.widget.show(self.data)
        return {"key": "g9"}

    def remove(self, request_id: str, key: str) -> None:
        self.drop(key)

    def drop(self, key):
        sections = [
            {**s, "fields": [f for f in s["fields"] if f["key"] != key]}
            for s in self.data["sections"]
        ]
        self.data = {**self.data, "sections": sections}
        self.widget.show(self.data)


def core(page):
    return page.get_by_label("Kerneopgaven", exact=True)


def test_a_text_saves_itself_after_typing_and_says_so_after_the_answer(stage):
    strategy = Strategy()
    page = stage.put(strategy.widget)
    stage.lose()
    core(page).fill("Ny sætning")
    status = page.get_by_role("status").first
    expect(page.get_by_text("Saving …")).to_be_visible()
    expect(status).not_to_contain_text("Saved")

    stage.lose(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(status).to_contain_text("Saved")
    assert strategy.saves == [("core_task", "Ny sætning", 1)]
    assert (
        page.evaluate("localStorage.getItem('mus:seat:draft:field:core_task')") is None
    )


def test_leaving_the_field_saves_at_once(stage):
    strategy = Strategy()
    page = stage.put(strategy.widget)
    page.clock.install()
    core(page).fill("Forlad")

    page.keyboard.press("Tab")
    page.wait_for_function("gallery.models[0].sent.length === 1")

    assert strategy.fields()["core_task"]["text"] == "Forlad"


def test_half_written_text_is_not_touched_by_another_writer(stage):
    strategy = Strategy()
    page = stage.put(strategy.widget)
    stage.lose()
    core(page).fill("Min halve sæt")

    for k in range(20):
        strategy.change("core_task", text=f"Deres {k}", version=2 + k)
        stage.flush()

    expect(core(page)).to_be_focused()
    expect(core(page)).to_have_value("Min halve sæt")


def test_a_field_nobody_writes_in_follows_the_store(stage):
    strategy = Strategy()
    page = stage.put(strategy.widget)

    strategy.change("core_task", text="Nyt andetsteds fra", version=2)
    stage.flush()

    expect(core(page)).to_have_value("Nyt andetsteds fra")


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("Keep this one", "Min sætning"),
        ("Keep the other", "Deres sætning"),
        ("Keep both", "Min sætning\nDeres sætning"),
    ],
)
def test_of_two_texts_written_at_once_the_person_decides(stage, button, expected):
    strategy = Strategy()
    page = stage.put(strategy.widget)
    core(page).focus()
    strategy.change("core_task", text="Deres sætning", version=2)
    stage.flush()
    core(page).fill("Min sætning")
    expect(page.get_by_text("Two texts were written")).to_be_visible()
    expect(page.get_by_text("Deres sætning")).to_be_visible()

    page.get_by_role("button", name=button).click()

    expect(core(page)).to_have_value(expected)
    expect(page.get_by_text("Two texts were written")).to_be_hidden()
    assert strategy.fields()["core_task"]["text"] == expected
    assert strategy.fields()["core_task"]["conflicts"] == []


def test_a_conflict_of_others_is_shown_to_everybody(stage):
    page = stage.put(Strategy(conflict()).widget)

    expect(page.get_by_role("group", name="Two texts were written")).to_be_visible()


def test_a_refused_text_is_kept_and_its_reason_said(stage):
    page = stage.put(Strategy().widget)

    core(page).fill("refused")

    alert = page.get_by_role("alert").filter(has_text="This word cannot be kept.")
    expect(alert).to_be_visible()
    expect(core(page)).to_have_value("refused")


def test_an_added_field_gets_the_focus(stage):
    page = stage.put(Strategy().widget)

    page.get_by_role("button", name="Tilføj et mål").click()

    expect(page.get_by_label("Mål 3", exact=True)).to_be_focused()


def test_a_removed_field_stays_while_something_half_written_stands_in_it(stage):
    strategy = Strategy()
    page = stage.put(strategy.widget)
    stage.lose()
    page.get_by_label("Mål 2", exact=True).fill("Halvt")

    strategy.drop("g2")
    stage.flush()

    expect(page.get_by_label("Mål 2", exact=True)).to_have_value("Halvt")
    expect(page.get_by_text("Somebody else has removed this")).to_be_visible()


def test_removing_asks_first(stage):
    strategy = Strategy()
    page = stage.put(strategy.widget)

    page.get_by_role("button", name="Remove: Mål 1").click()
    assert "g1" in strategy.fields()
    page.get_by_role("button", name="Yes, remove").click()

    expect(page.get_by_label("Mål 1", exact=True)).to_have_count(0)


def test_a_choice_is_made_with_the_arrow_keys_and_named_by_its_legend(stage):
    strategy = Strategy()
    page = stage.put(strategy.widget)
    group = page.get_by_role("group", name="Er den beskrevet?")

    group.get_by_role("radio", name="Ja").focus()
    page.keyboard.press("ArrowRight")

    expect(group.get_by_role("radio", name="Delvist")).to_be_checked()
    expect(group.get_by_role("status")).to_contain_text("Saved")
    assert strategy.fields()["q1"]["text"] == "partly"


def test_text_typed_while_cut_off_is_saved_after_a_reload(stage):
    strategy = Strategy()
    page = stage.put(strategy.widget)
    stage.lose()
    core(page).fill("Skrevet uden net")
    page.wait_for_function("gallery.models[0].sent.length === 1")

    page = stage.reload()

    expect(core(page)).to_have_value("Skrevet uden net")
    expect(page.get_by_role("status").first).to_contain_text("Saved")
    assert strategy.fields()["core_task"]["text"] == "Skrevet uden net"
    expect(page.get_by_text("Two texts were written")).to_be_hidden()


def test_who_can_see_a_field_is_said_beside_it(stage):
    page = stage.put(Strategy().widget)

    described = core(page).evaluate(
        "(node) => node.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id).textContent).join(' ')"
    )

    assert passage("x", "y")["who"] in described
