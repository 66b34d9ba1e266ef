import pytest

from musworkshop.widgets.room_panel import RoomPanel
from tests.widgets import room_samples as samples


def test_the_projector_opens_in_a_window_of_its_own(make_stage):
    page = make_stage(width_px=1280).put(RoomPanel(data=samples.room_panel()))

    link = page.get_by_role("link", name="Open the projector (opens in a new window)")

    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener"
    assert link.get_attribute("href") == samples.room_panel()["projector_url"]


def test_each_document_link_says_document_and_format(make_stage):
    page = make_stage(width_px=1280).put(RoomPanel(data=samples.room_panel()))

    assert page.get_by_role("link", name="Skema 1, alle as Word").is_visible()
    assert page.get_by_role("link", name="Referat as PDF").is_visible()


def test_a_link_is_copied_on_plain_http(make_stage):
    page = make_stage(width_px=1280).put(RoomPanel(data=samples.room_panel()))
    assert page.evaluate("navigator.clipboard") is None

    page.get_by_role("button", name="Copy the join link").click()

    page.get_by_text("Copied", exact=True).wait_for()
    assert page.get_by_role("textbox").count() == 0


def test_where_copying_is_refused_the_link_stands_marked(make_stage):
    page = make_stage(width_px=360).put(RoomPanel(data=samples.room_panel()))
    page.evaluate("() => { document.execCommand = () => false; }")

    page.get_by_role("button", name="Copy the join link").click()

    page.get_by_text("press Ctrl+C").wait_for()
    assert page.evaluate("String(getSelection())") == samples.room_panel()["join_url"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", ""]
)
def test_a_link_that_is_not_ours_is_not_shown(make_stage, url):
    data = {**samples.room_panel(), "projector_url": url, "archive_url": url}

    page = make_stage(width_px=1280).put(RoomPanel(data=data))

    assert page.get_by_role("link", name="Open the projector").count() == 0
    assert page.get_by_role("link", name="The whole workshop").count() == 0


def test_before_the_first_document_it_says_when_they_come(make_stage):
    page = make_stage(width_px=1280).put(
        RoomPanel(data=samples.room_panel(documents=0))
    )

    assert page.get_by_text("The documents appear here").is_visible()
