import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from musworkshop.widgets import base
from musworkshop.widgets.action_list import ActionList
from musworkshop.widgets.projector_stage import ProjectorStage
from musworkshop.widgets.temperature_lead import TemperatureLead
from musworkshop.widgets.temperature_result import TemperatureResult
from musworkshop.widgets.temperature_sheet import TemperatureSheet
from tests.axe import violations
from tests.widgets import temperature_samples as samples

pytestmark = pytest.mark.browser

HERE = Path(base.__file__).parent
WRITTEN_IN = {
    TemperatureSheet: [
        "temperature_sheet",
        "temperature_desk",
        "temperature_parts",
        "newest_of_each",
        "temperature_answers",
    ],
    TemperatureLead: ["temperature_lead"],
    TemperatureResult: ["temperature_result", "temperature_bars"],
    ActionList: ["action_list", "action_editor"],
    ProjectorStage: ["projector_stage", "stage_temperature"],
}


def result(**changes):
    return TemperatureResult(data=samples.temperature_result(**changes))


@pytest.mark.parametrize("widget", WRITTEN_IN, ids=lambda widget: widget.__name__)
def test_every_sentence_a_temperature_module_asks_for_is_there(widget):
    text = "\n".join(
        (HERE / f"{name}.mjs").read_text("utf-8") for name in WRITTEN_IN[widget]
    )
    asked = set()
    for inside in re.findall(r"\bt\(model, ([^;]*?)[,)]", text):
        asked |= set(re.findall(r'"(\w+)"', inside.split("===")[-1]))
    for key in re.findall(r'\bplural\(model, "(\w+)"', text):
        asked |= {f"{key}_one", f"{key}_other"}

    assert asked
    assert asked <= set(widget.TEXTS) | set(base.KIT_TEXTS)


@pytest.mark.parametrize("widget", list(WRITTEN_IN)[:4], ids=lambda w: w.__name__)
def test_a_widget_without_data_shows_nothing_until_it_has_some(stage, widget):
    page = stage.put(widget())
    assert page.locator("#place :visible").count() == 0

    data = {
        TemperatureSheet: samples.temperature_sheet,
        TemperatureLead: samples.temperature_lead,
        TemperatureResult: samples.temperature_result,
        ActionList: samples.action_list,
    }
    stage.show(data[widget]())

    assert page.get_by_role("heading", level=2).first.is_visible()


@pytest.mark.parametrize("name", ["", "-nasty"])
@pytest.mark.parametrize("width_px", [360, 1280])
def test_opened_details_break_no_rule_of_wcag(make_stage, name, width_px):
    stage = make_stage(width_px=width_px)
    widget = result() if not name else TemperatureResult(data=samples.nasty_result())
    page = stage.put(widget)

    page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )

    assert violations(page) == []
    assert stage.overflow_px() <= 0
    small = page.evaluate(
        "[...document.querySelectorAll('summary')]"
        ".filter((node) => node.getBoundingClientRect().height < 44).length"
    )
    assert small == 0


def test_beside_each_bar_stands_the_same_in_words(stage):
    page = stage.put(result())
    for details in page.locator("summary").all():
        details.press("Enter")

    scores = page.locator(".mus-temperature-result-score").all()

    assert len(scores) == 5 * 6
    for score in scores:
        counts = score.locator(".mus-bar-count:visible").all_inner_texts()
        words = score.inner_text()
        assert all(re.search(rf"\b{count} i? ?\w+", words) for count in counts)
        assert counts or "for få svar" in words


def test_merged_answers_stand_in_one_frame_with_both_looks_and_one_count(stage):
    page = stage.put(result())

    bar = page.locator(".mus-bar").nth(1)
    merged = bar.locator(".mus-bar-piece").first

    assert merged.locator(".is-merged > .is-0, .is-merged > .is-1").count() == 2
    assert merged.inner_text() == "6"
    frame = merged.locator(".is-merged")
    assert frame.evaluate("(node) => getComputedStyle(node).borderTopWidth") != "0px"
    assert bar.locator(".is-merged").count() == 1


def test_the_pieces_of_a_bar_are_as_wide_as_the_answers_are_many(make_stage):
    page = make_stage(width_px=1280).put(result())

    bar = page.locator(".mus-bar:visible").nth(1)
    widths = [
        piece.bounding_box()["width"] for piece in bar.locator(".mus-bar-piece").all()
    ]

    shares = [width / sum(widths) for width in widths]
    assert shares == pytest.approx([4 / 47, 7 / 47, 14 / 47, 15 / 47, 7 / 47], abs=0.01)


def test_looks_differ_by_pattern_and_not_by_colour_alone(stage):
    page = stage.put(result())
    looks = page.evaluate(
        "[0, 1, 2, 3, 4].map((k) => getComputedStyle(document.querySelector("
        "`.mus-look.is-${k}`)).backgroundImage.replace(/rgb[^)]*\\)/g, ''))"
    )

    assert looks[0] == looks[2] == looks[4] == "none"
    assert len({looks[0], looks[1], looks[3]}) == 3


def test_an_index_of_merged_answers_is_said_to_be_about_it(stage):
    page = stage.put(result())

    area = page.locator(".mus-temperature-result-area")
    index = area.locator(".mus-temperature-result-index:visible > [aria-hidden]")
    expect(index).to_have_text(["about 70", "57", "about 64", "about 54", "about 40"])


def test_details_stay_open_and_the_focus_stays_when_a_comment_is_removed(stage):
    data = samples.temperature_result()
    page = stage.put(TemperatureResult(data=data))
    page.locator("summary").nth(2).press("Enter")

    stage.show({**data, "comments": data["comments"][1:]})

    expect(page.locator("summary").nth(2)).to_be_focused()
    expect(page.locator("details[open]")).to_have_count(1)
    expect(page.get_by_text(data["comments"][0])).to_have_count(0)


def test_units_are_a_table_whose_empty_cells_say_why(stage):
    page = stage.put(result())
    table = page.get_by_role("table", name="The units side by side")

    assert table.get_by_role("columnheader").all_inner_texts() == [
        "Area",
        "Dagvagt",
        "Aftenvagt",
        "Nattevagt",
    ]
    row = table.get_by_role("row").filter(has_text="Retning")
    assert row.get_by_role("cell").all_text_contents()[:2] == ["70", "58"]
    assert "too few answers" in row.text_content()


def test_markup_in_any_text_is_shown_as_text(stage):
    page = stage.put(TemperatureResult(data=samples.nasty_result()))

    assert page.locator("#place img, #place script").count() == 0
    assert "<img src=x" in page.locator("#place").inner_text()
