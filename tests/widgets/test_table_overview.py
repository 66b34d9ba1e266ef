import pytest

from musworkshop.widgets.table_overview import TableOverview
from tests.widgets import room_samples as samples


@pytest.mark.parametrize("width_px", [360, 1280])
def test_it_is_a_table_to_screen_readers_at_every_width(make_stage, width_px):
    page = make_stage(width_px=width_px).put(
        TableOverview(data=samples.table_overview())
    )

    assert page.get_by_role("table").count() == 1
    assert page.get_by_role("columnheader").count() == 4
    assert page.get_by_role("rowheader", name="Bord 3").count() == 1
    assert page.get_by_role("row").count() == 7


def test_a_state_is_a_word_and_not_only_a_colour(make_stage):
    page = make_stage(width_px=1280).put(TableOverview(data=samples.table_overview()))

    words = page.locator("tbody .is-status").all_inner_texts()

    assert words == [
        "ready",
        "ready",
        "under way",
        "ready",
        "under way",
        "not connected",
    ]


def test_single_persons_are_counted_and_never_listed(make_stage):
    page = make_stage(width_px=1280).put(TableOverview(data=samples.table_overview()))

    assert page.get_by_text("2 people join alone · 1 of 2 ready").is_visible()
    assert page.locator("tbody tr").count() == 6


def test_an_empty_room_says_what_to_do(make_stage):
    data = samples.table_overview(0)

    page = make_stage(width_px=360).put(TableOverview(data=data))

    assert page.get_by_text(data["empty"]).is_visible()
    assert page.get_by_role("table").count() == 0
