import random

import pytest

from musworkshop.widgets.projector_stage import (
    CARDS_PER_PAGE,
    ProjectorStage,
    qr_code,
    split_cards,
)
from tests.axe import violations
from tests.widgets import room_samples as samples
from tests.widgets import temperature_stage_samples as temperature
from tests.widgets import wheel_stage_samples as wheel

SIZES_PX = [(1920, 1080), (1366, 768), (1024, 768), (1280, 800)]
NARROW_PX = [(360, 800), (1280, 800)]
SCENES = (
    "welcome",
    "strategy",
    "themes",
    "cards",
    "votes",
    "form",
    "method",
    *temperature.STAGE,
    *wheel.STAGE,
    "waiting",
)
CONTENTS = [
    *[(scene, samples.CONTENT[scene]) for scene in SCENES],
    *samples.EMPTY.items(),
    *samples.FULL.items(),
]
NAMES = [
    *SCENES,
    *[f"{scene}-empty" for scene in samples.EMPTY],
    *[f"{scene}-full" for scene in samples.FULL],
]
# Visible elements with text of their own: size in stage units, and what is cut off.
READ = """() => {
  const root = document.querySelector(".mus-projector-stage");
  const unit = Math.min(innerWidth / 1700, innerHeight / 1080);
  const small = [], cut = [];
  for (const node of root.querySelectorAll("*")) {
    const isText = (one) => one.nodeType === 3 && one.data.trim();
    const own = [...node.childNodes].some(isText);
    const seen = node.checkVisibility() && !node.closest(".mus-heard");
    if (!own || !seen) continue;
    const picture = node.ownerSVGElement;
    const scale = picture
      ? picture.getBoundingClientRect().width / picture.viewBox.baseVal.width : 1;
    const size = (parseFloat(getComputedStyle(node).fontSize) * scale) / unit;
    if (size < 27.9) small.push(`${node.textContent} ${size}`);
    const box = node.getBoundingClientRect();
    if (box.bottom > innerHeight + 1 || box.right > innerWidth + 1)
      cut.push(node.textContent);
  }
  for (const area of root.querySelectorAll(".wall, .head, .side")) {
    const down = area.scrollHeight - area.clientHeight;
    const across = area.scrollWidth - area.clientWidth;
    if (down > 1 || across > 1) cut.push(`${area.className} ${down} ${across}`);
  }
  const page = document.documentElement;
  const scrolls = page.scrollHeight > innerHeight || page.scrollWidth > innerWidth;
  return { small, cut, scrolls };
}"""


def show(make_stage, data, size_px=(1920, 1080)):
    shown = make_stage(width_px=size_px[0], page_class="mus-projector")
    shown.page.set_viewport_size({"width": size_px[0], "height": size_px[1]})
    shown.put(ProjectorStage(data=data))
    settle(shown.page)
    return shown


def resized(shown, sizes_px):
    """Yield each size after the shown stage has taken it: one page for all of them."""
    for width_px, height_px in sizes_px:
        shown.page.set_viewport_size({"width": width_px, "height": height_px})
        settle(shown.page)
        yield width_px, height_px


def settle(page):
    page.evaluate(
        "() => document.fonts.ready.then(() => new Promise((done) =>"
        " requestAnimationFrame(() => requestAnimationFrame(done))))"
    )


def cards(texts):
    return [
        {"id": f"c{k}", "text": text, "origins": [f"Bord {k}"]}
        for k, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("scene", "content"), CONTENTS, ids=NAMES)
def test_every_scene_is_read_whole_without_scrolling(make_stage, scene, content):
    shown = show(make_stage, samples.projector(scene, content))

    for size_px in resized(shown, SIZES_PX):
        read = shown.page.evaluate(READ)
        assert read == {"small": [], "cut": [], "scrolls": False}, size_px


@pytest.mark.parametrize("kind", ["normal", "full"])
@pytest.mark.parametrize("scene", SCENES)
def test_axe_finds_nothing_on_the_projector(make_stage, scene, kind):
    content = samples.FULL.get(scene) if kind == "full" else None
    shown = show(make_stage, samples.projector(scene, content))

    for size_px in resized(shown, NARROW_PX):
        assert violations(shown.page) == [], size_px
        assert shown.overflow_px() <= 0, size_px


def test_the_room_code_stands_in_the_same_corner_in_every_scene(make_stage):
    shown = show(make_stage, samples.projector("welcome"))
    code = shown.page.locator(".join .code")
    places = []

    for scene, content in CONTENTS:
        shown.show(samples.projector(scene, content))
        places.append(code.bounding_box())

    assert all(place == places[0] for place in places)
    assert places[0]["x"] + places[0]["width"] > 1920 * 0.94


def test_nothing_moves_when_a_table_becomes_ready_or_a_card_arrives(make_stage):
    data = samples.projector("cards")
    fewer = {**data["content"], "cards": data["content"]["cards"][:4]}
    shown = show(make_stage, {**data, "content": fewer})
    watched = shown.page.locator("h1, .wall, .tile:nth-child(-n+4), .code, .mus-ring")
    before = [one.bounding_box() for one in watched.all()]
    ready = {"n": 8, "of": 9, "sentence": "8 af 9 borde er klar"}

    shown.show({**data, "ready": ready, "clock": {**samples.CLOCK, "left_s": 20.0}})

    assert shown.page.locator(".tile").count() == 6
    assert [one.bounding_box() for one in watched.all()] == before


def test_what_does_not_fit_is_counted_in_a_sentence(make_stage):
    shown = show(make_stage, samples.projector("cards", samples.FULL["cards"]))

    visible = shown.page.locator(".tile:visible").count()

    assert 2 <= visible < 6
    assert shown.page.locator(".more").inner_text() == f"and {6 - visible} more"


@pytest.mark.parametrize("size_px", SIZES_PX, ids=str)
def test_pages_made_by_split_cards_show_every_card(make_stage, size_px):
    words = samples.LONG_TEXT.split() * 3
    chance = random.Random(4)
    lengths = [chance.randint(5, 300) for _ in range(40)] + [300] * 6
    texts = [" ".join(chance.sample(words, len(words)))[:length] for length in lengths]
    shown = show(make_stage, samples.projector("cards"), size_px)

    for number, page_cards in enumerate(split_cards(cards(texts))):
        content = {**samples.CONTENT["cards"], "cards": page_cards, "page": number}
        shown.show(samples.projector("cards", content))
        assert shown.page.locator(".tile:visible").count() == len(page_cards)
        assert shown.page.evaluate(READ)["cut"] == []


def test_split_cards_keeps_order_and_fills_pages_with_short_cards():
    wall = cards(["Kort"] * 13)

    pages = split_cards(wall)

    assert [card for page in pages for card in page] == wall
    assert [len(page) for page in pages] == [CARDS_PER_PAGE, CARDS_PER_PAGE, 1]
    assert split_cards([]) == [[]]


def test_the_projector_has_no_control_and_cannot_call(make_stage):
    for scene, content in CONTENTS:
        shown = show(make_stage, samples.projector(scene, content))
        controls = "a, button, input, textarea, select, [tabindex], [contenteditable]"
        assert shown.page.locator(f"#place {controls}").count() == 0
        assert shown.page.evaluate("gallery.models[0].sent") == []
        shown.close()


@pytest.mark.parametrize(
    ("left_s", "running", "word"),
    [
        (300, True, "left"),
        (180, True, "round off"),
        (45, True, "nearly over"),
        (0, True, "time is up"),
        (300, False, "paused"),
    ],
)
def test_the_countdown_says_in_words_what_its_colour_says(
    make_stage, left_s, running, word
):
    clock = {"left_s": left_s, "total_s": 900, "running": running}

    shown = show(make_stage, {**samples.projector("waiting"), "clock": clock})

    assert shown.page.locator(".mus-dial text").last.text_content() == word


def test_screen_readers_hear_the_scene_once_and_never_the_seconds(make_stage):
    shown = show(make_stage, samples.projector("strategy"))

    spoken = shown.page.locator("[role=status], [role=alert], [aria-live]")

    assert spoken.count() == 1
    assert spoken.text_content().startswith("Strategi og kerneopgave.")
    assert shown.page.locator(".mus-dial .mus-heard").text_content() == (
        "About 4 minutes left, paused"
    )


def test_the_stage_is_the_main_landmark_where_the_page_has_none(make_stage):
    shown = show(make_stage, samples.projector("waiting"))
    assert shown.page.locator("main, [role=main]").count() == 1

    shown.page.evaluate(
        """async () => {
          const place = document.getElementById("place");
          const bare = document.createElement("div");
          bare.id = "place";
          place.replaceWith(bare);
          gallery.stops.forEach((stop) => stop());
        }"""
    )
    shown.page.evaluate(
        "(state) => gallery.put([state])",
        {
            "esm": ProjectorStage._esm,
            "css": ProjectorStage._css,
            "views": 1,
            "data": samples.projector("waiting"),
            "texts": shown.widgets[0].texts,
            "scope": "",
            "name": "stage",
        },
    )
    settle(shown.page)
    assert shown.page.locator("[role=main] h1").count() == 1


def test_markup_in_any_text_is_shown_as_text(make_stage):
    payload = "<img src=x onerror=alert(1)>"
    content = {
        **samples.CONTENT["cards"],
        "cards": [{"id": "c", "text": payload, "origins": [payload]}],
        "theme": payload,
    }
    data = samples.projector("cards", content)

    shown = show(
        make_stage,
        {
            **data,
            "afterwards": payload,
            "brand": {"title": payload, "workplace": payload},
        },
    )

    assert shown.page.locator("img").count() == 0
    assert shown.page.locator("h1").inner_text() == payload


def test_the_qr_code_is_drawn_in_whole_modules_inside_a_quiet_zone():
    code = qr_code("http://192.168.1.20:8866/?kode=K7QF2M9D")

    corners = [part.split("h")[0].split() for part in code["path"].split("M")[1:]]

    assert min(int(x) for x, _ in corners) == 4
    assert min(int(y) for _, y in corners) == 4
    assert code["size"] == max(int(y) for _, y in corners) + 1 + 4


def test_every_scene_has_the_code_to_scan_for_who_comes_late(make_stage):
    shown = show(make_stage, samples.projector("welcome"))

    for scene in SCENES:
        shown.show(samples.projector(scene))
        square = shown.page.locator(".square .qr").bounding_box()
        assert 150 < square["width"] == square["height"]
        assert square["y"] + square["height"] <= 1080


def test_own_words_give_way_to_the_goals_and_are_counted(make_stage):
    content = {
        **samples.CONTENT["strategy"],
        "goals": [
            {"text": f"Mål {k}", "own_words": [f"Bord {n}: Vi gør" for n in range(9)]}
            for k in range(3)
        ],
    }

    page = show(make_stage, samples.projector("strategy", content)).page

    assert [page.get_by_text(f"Mål {k}").is_visible() for k in range(3)] == [True] * 3
    assert page.locator(".pair li li:visible").count() < 27
    assert page.locator(".pair li .more:visible").count() == 3
