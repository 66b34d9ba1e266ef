import re
from itertools import product

import pytest

from tests.axe import violations
from tests.widgets.gallery import MusWidget
from tests.widgets.room_page import AMOUNTS, facilitator_widgets, put_facilitator

WIDTHS_PX = (360, 768, 1280, 1920)
WIDGETS = [widget for part in facilitator_widgets("normal").values() for widget in part]
PAYLOAD = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>"


def poisoned(value: object) -> object:
    """Put the payload into every text that is not an id, a state or a link."""
    plain = ("id", "state", "status", "name", "url", "cluster_id", "theme_id", "code")
    if isinstance(value, dict):
        return {
            key: one if key.endswith(plain) else poisoned(one)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [poisoned(one) for one in value]
    return PAYLOAD if isinstance(value, str) else value


@pytest.mark.parametrize(("amount", "width_px"), list(product(AMOUNTS, WIDTHS_PX)))
def test_the_facilitators_page_is_never_wider_than_its_window(
    make_stage, amount, width_px
):
    shown = make_stage(width_px=width_px)

    put_facilitator(shown, amount)

    assert shown.overflow_px() <= 0


@pytest.mark.parametrize(("amount", "width_px"), list(product(AMOUNTS, (360, 1280))))
def test_axe_finds_nothing_on_the_facilitators_page(make_stage, amount, width_px):
    page = put_facilitator(make_stage(width_px=width_px), amount)

    assert violations(page) == []


def test_controls_are_as_big_as_a_thumb_on_a_phone(make_stage):
    page = put_facilitator(make_stage(width_px=360), "normal")

    small = page.evaluate(
        """() => [...document.querySelectorAll("button, a, select, textarea")]
          .filter((node) => node.checkVisibility())
          .map((node) => [node.textContent, node.getBoundingClientRect()])
          .filter(([, box]) => box.height < 44 || box.width < 44)
          .map(([text, box]) => `${text} ${box.width} x ${box.height}`)"""
    )

    assert small == []


def test_three_columns_stand_side_by_side_on_a_laptop(make_stage):
    page = put_facilitator(make_stage(width_px=1280), "normal")

    left, middle, right = (
        page.locator(f".mus-{part}").bounding_box() for part in ("nav", "main", "aside")
    )

    assert left["y"] == middle["y"] == right["y"] == 0
    assert left["x"] + left["width"] <= middle["x"] < right["x"]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.name)
def test_markup_in_any_text_is_shown_as_text(make_stage, widget):
    shown = make_stage(width_px=1280)

    page = shown.put(type(widget)(data=poisoned(widget.data)))

    assert page.locator("img, #place script").count() == 0
    assert "<img src=x" in page.locator("#place").inner_text()


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.name)
def test_two_views_of_one_widget_stand_side_by_side_and_clean_up(make_stage, widget):
    shown = make_stage(width_px=1280)

    page = shown.put(type(widget)(data=widget.data), views=2)

    ids = page.evaluate(
        "() => [...document.querySelectorAll('#place [id]')].map((node) => node.id)"
    )
    assert len(ids) == len(set(ids))
    page.evaluate("() => gallery.stops.forEach((stop) => stop())")
    assert page.evaluate("() => gallery.models[0].count()") == 0


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.name)
def test_every_sentence_a_module_asks_for_is_there(widget: MusWidget):
    own = str(widget._esm).rsplit("function render(", 1)[1]

    asked = set(re.findall(r'\bt\(model, "(\w+)"', own))
    counted = set(re.findall(r'\bplural\(model, "(\w+)"', own))
    needed = asked | {f"{key}_{form}" for key in counted for form in ("one", "other")}

    assert needed <= set(widget.texts)
