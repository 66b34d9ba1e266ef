from typing import Any

import pytest
from playwright.sync_api import expect

from musworkshop.errors import NotAllowed
from musworkshop.widgets.action_list import ActionList
from tests.widgets import temperature_samples as samples

pytestmark = pytest.mark.browser

TEXT = "Vi sætter en dato, før samtalen slutter."


class Actions:
    """A list whose calls change what is shown."""

    def __init__(self, refuse="", **changes):
        self.calls = []
        self.refuse = refuse
        self.data = samples.action_list(**changes)
        handlers = {"save_action": self.save, "delete_action": self.delete}
        self.widget = ActionList(data=self.data, calls=handlers, scope="lead")

    def show(self, actions):
        self.data = {**self.data, "actions": actions}
        self.widget.show(self.data)

    def save(
        self,
        request_id: str,
        action_id: str,
        text: str,
        owner: str,
        due: str,
        status: str,
        seen: str = "",
    ) -> dict[str, Any]:
        values = {"text": text, "owner": owner, "due": due, "status": status}
        self.calls.append((action_id, values))
        if self.refuse:
            raise NotAllowed(self.refuse)
        actions = self.data["actions"]
        if action_id:
            self.show([{**a, **values} if a["id"] == action_id else a for a in actions])
        else:
            self.show([*actions, samples.action(9, **values)])
        return {"id": action_id or "a9"}

    def delete(self, request_id: str, action_id: str) -> None:
        self.calls.append(("delete", action_id))
        self.show([a for a in self.data["actions"] if a["id"] != action_id])


def new(page):
    return page.locator(".mus-action-list-new")


def write(page, text=TEXT):
    new(page).get_by_label("What do we do?").fill(text)
    new(page).get_by_role("button", name="Safety representative").click()
    new(page).get_by_label("By when?").fill("2027-03-01")


def test_an_action_gets_its_owner_and_its_date(stage):
    actions = Actions()
    page = stage.put(actions.widget)

    write(page)
    page.get_by_role("button", name="Add the action").click()

    expect(page.locator("ol > li")).to_have_count(3)
    values = {"owner": "Safety representative", "due": "2027-03-01"}
    assert actions.calls == [("", {"text": TEXT, **values, "status": "agreed"})]
    expect(page.get_by_text("There are 3 actions, and that is enough.")).to_be_visible()
    expect(new(page)).to_be_hidden()


def test_half_an_action_survives_news_and_a_reload(stage):
    actions = Actions()
    page = stage.put(actions.widget)
    write(page)
    field = new(page).get_by_label("What do we do?")
    field.focus()
    page.evaluate("globalThis.before = document.activeElement")

    actions.show([*samples.actions(), samples.action(3, "En til")])
    stage.flush()
    assert page.evaluate("document.activeElement === globalThis.before")
    expect(field).to_have_value(TEXT)
    stage.reload()

    expect(field).to_have_value(TEXT)
    expect(new(page).get_by_label("Who sees")).to_have_value("Safety representative")
    expect(new(page).get_by_label("By when?")).to_have_value("2027-03-01")


def test_a_refused_action_is_kept_in_its_fields(stage):
    page = stage.put(Actions(refuse="Three are enough.").widget)

    write(page)
    page.get_by_role("button", name="Add the action").click()

    alert = page.get_by_role("alert").filter(has_text="Three are enough.")
    expect(alert).to_be_visible()
    expect(new(page).get_by_label("What do we do?")).to_have_value(TEXT)
    expect(new(page).get_by_label("By when?")).to_have_value("2027-03-01")


def test_how_far_an_action_is_saves_itself(stage):
    actions = Actions()
    page = stage.put(actions.widget)
    select = page.get_by_role("combobox", name="How far is it: Temaerne")

    select.select_option("gjort")

    expect(page.locator(".mus-status.is-saved")).to_be_visible()
    assert [(key, values["status"]) for key, values in actions.calls] == [
        ("a2", "done")
    ]
    expect(select).to_have_value("done")


def test_an_action_is_changed_in_its_place_by_keyboard(stage):
    actions = Actions()
    page = stage.put(actions.widget)

    page.get_by_role("button", name="Change: Temaerne").press("Enter")
    editor = page.locator(".mus-action-list-editor")
    expect(editor.get_by_label("What do we do?")).to_be_focused()
    editor.get_by_label("What do we do?").fill(TEXT)
    editor.get_by_role("button", name="Save the action").press("Enter")

    expect(page.get_by_role("button", name=f"Change: {TEXT}")).to_be_focused()
    values = {"owner": "TR og AMR", "due": "", "status": "agreed"}
    assert actions.calls == [("a2", {"text": TEXT, **values})]


def test_half_a_change_survives_a_reload_and_the_end_of_its_action(stage):
    actions = Actions()
    page = stage.put(actions.widget)
    page.get_by_role("button", name="Change: Temaerne").click()
    editor = page.locator(".mus-action-list-editor")
    editor.get_by_label("What do we do?").fill(TEXT)

    stage.reload()
    expect(editor.get_by_label("What do we do?")).to_have_value(TEXT)
    actions.show(samples.actions()[:1])
    stage.flush()
    expect(page.get_by_text("deleted elsewhere")).to_be_visible()
    editor.get_by_role("button", name="Add the action").click()

    expect(editor).to_have_count(0)
    assert [(key, values["text"]) for key, values in actions.calls] == [("", TEXT)]


def test_an_action_is_deleted_after_a_second_yes(stage):
    actions = Actions()
    page = stage.put(actions.widget)

    page.get_by_role("button", name="Delete: Temaerne").click()
    assert actions.calls == []
    page.get_by_role("button", name="Yes, delete").click()

    expect(page.locator("ol > li")).to_have_count(1)
    expect(page.get_by_role("heading", name="What we do about it")).to_be_focused()
    assert actions.calls == [("delete", "a2")]


def test_who_only_reads_has_no_control(stage):
    page = stage.put(Actions(editable=False).widget)

    expect(page.locator("button:visible, input:visible, select:visible")).to_have_count(
        0
    )
    expect(page.get_by_text("Leader · by 1. marts 2027")).to_have_count(0)
    expect(page.get_by_text("Leder · by 1. marts 2027")).to_be_visible()
    expect(page.locator(".mus-chip").first).to_have_text("i gang")
