"""The wheel as a figure: told apart without colour, drawn letters, names that fit."""

import io
import warnings
from xml.etree import ElementTree

import pytest
from PIL import Image

from musworkshop.documents.picture import Drawn
from musworkshop.documents.trend_drawing import lettering
from musworkshop.documents.wheel_figure import Use, draw_look, draw_wheel
from musworkshop.documents.wheel_ink import draw_mark
from musworkshop.documents.wheel_looks import LOOK_NAMES, Look, looks
from musworkshop.documents.wheel_names import MOST_LINES, rim
from musworkshop.documents.wheel_shape import Shape
from musworkshop.text import speaking
from tests.documents.builders import CONTROL, NASTY
from tests.documents.wheel_builders import (
    LONG,
    answered_wheel,
    empty_wheel,
    large_wheel,
    nasty_wheel,
)

SIZE = {"size_mm": 160.0, "letters_pt": (12.0, 6.5)}


@pytest.fixture(autouse=True)
def danish():
    with speaking("da"):
        yield


def named(titles, size_mm=160.0, smallest_pt=6.5):
    with lettering():
        return rim(titles, size_mm=size_mm, largest_pt=12.0, smallest_pt=smallest_pt)


@pytest.mark.parametrize("drawn", list(Drawn))
@pytest.mark.parametrize("use", list(Use))
def test_the_same_wheel_gives_the_same_bytes(drawn, use):
    first, second = (
        draw_wheel(answered_wheel(), use, drawn=drawn, **SIZE) for _time in range(2)
    )

    assert first == second


def test_each_number_of_levels_has_its_row_of_different_patterns():
    assert [len(looks(levels)) for levels in (2, 3, 4, 5)] == [2, 3, 4, 5]
    for levels in (2, 3, 4, 5):
        row = looks(levels)
        assert len(set(row)) == levels
        assert (row[0], row[-1]) == (Look.SOLID, Look.DOTS)
    images = {draw_look(look, Drawn.SVG) for look in Look}
    assert len(images) == len(LOOK_NAMES) == len(Look) == 5


def test_marks_differ_in_shape_and_letter():
    images = {draw_mark(letter, Drawn.SVG) for letter in ("L", "M", "=", "")}

    assert len(images) == 4


@pytest.mark.parametrize("layer", ["mine", "theirs", "last_year"])
def test_every_layer_is_seen_in_the_wheel(layer):
    paper = answered_wheel()
    quiet = answered_wheel(
        teeth=tuple(
            type(tooth)(**{**vars(tooth), layer: None}) for tooth in paper.teeth
        )
    )

    with_it, without = (
        draw_wheel(each, Use.ANSWERED, **SIZE).image for each in (paper, quiet)
    )

    assert with_it != without


def test_letters_are_drawn_and_nothing_is_loaded():
    nasty = nasty_wheel()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        images = [draw_wheel(nasty, use, **SIZE).image for use in Use]

    for image in images:
        every = list(ElementTree.fromstring(image).iter())
        found = {each.tag.split("}")[-1] for each in every}
        assert not found & {"text", "script", "image", "a", "foreignObject"}
        assert b"alert" not in image
        for mark in (b"dc:date", b"Matplotlib v"):
            assert mark not in image


def test_a_dollar_is_a_dollar_and_a_brace_is_a_brace():
    names = named(["$x^2$", "{{ a }}", r"\frac{1}{2}", CONTROL])

    assert names.names[:2] == (("$x^2$",), ("{{ a }}",))
    assert names.names[2] == (r"\frac{1}{2}",)
    assert names.names[3] == ("Førefter",)


def test_short_names_stand_on_one_line_in_the_largest_letters():
    names = named([tooth.title for tooth in empty_wheel().teeth])

    assert names.text_pt == 12.0
    assert names.numbered == frozenset()
    assert all(len(lines) == 1 for lines in names.names)


def test_long_names_get_more_lines_before_smaller_letters():
    names = named(LONG)

    assert names.numbered == frozenset()
    assert names.text_pt == 12.0
    assert max(len(lines) for lines in names.names) > 1
    for title, lines in zip(LONG, names.names, strict=True):
        assert " ".join(lines) == title
        assert len(lines) <= MOST_LINES


def test_a_name_without_room_is_its_number_and_stands_below():
    paper = large_wheel()
    wheel = draw_wheel(paper, Use.SHOWN, **SIZE)

    assert wheel.numbered
    for number, title in wheel.numbered:
        assert paper.teeth[number - 1].title == title
    names = named([tooth.title for tooth in paper.teeth])
    for place in names.numbered:
        assert names.names[place] == (str(place + 1),)


def test_a_name_may_be_divided_where_its_author_allows_it():
    teeth = ["Kvalitets\u00adsikrings\u00adbevidsthed"] * 20

    names = named(teeth)

    assert names.numbered == frozenset()
    assert names.names[0][0].endswith("-")
    assert "\u00ad" not in "".join(names.names[0])


def test_the_wheel_and_its_names_stay_inside_the_picture():
    for titles in (LONG, ["x"] * 3, [*LONG, *LONG, *LONG][:20], NASTY):
        names = named(list(titles))
        out = max(len(lines) for lines in names.names) * names.line + names.gap
        assert 0 < names.radius + out <= 80.0


@pytest.mark.parametrize(("teeth", "levels"), [(3, 2), (10, 3), (20, 5), (26, 5)])
def test_fields_lie_beside_each_other_and_never_on_each_other(teeth, levels):
    shape = Shape(radius=60.0, teeth=teeth, levels=levels)

    for tooth in range(teeth):
        for level in range(levels):
            field = shape.field(tooth, level)
            assert shape.middle - 1e-9 <= field.inner < field.outer <= 60.0
            assert tooth / teeth < field.start < field.end < (tooth + 1) / teeth
            if level:
                assert field.outer < shape.field(tooth, level - 1).inner
            assert field.depth > 5.0
            assert field.width > 3.0


def test_the_first_tooth_begins_at_the_top_and_the_next_follows_clockwise():
    shape = Shape(radius=60.0, teeth=4, levels=3)

    points = [shape.field(tooth, 0).point() for tooth in range(4)]

    assert [(x > 0, y > 0) for x, y in points] == [
        (True, True),
        (True, False),
        (False, False),
        (False, True),
    ]


def test_a_picture_has_the_pixels_it_is_asked_for():
    made = draw_wheel(
        answered_wheel(), Use.ANSWERED, drawn=Drawn.PNG, side_px=900, **SIZE
    )

    assert Image.open(io.BytesIO(made.image)).size == (900, 900)
