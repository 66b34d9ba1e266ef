"""The bars: the same answers give the same bytes, and a sentence stands in for each."""

from xml.etree import ElementTree

import pytest

from musworkshop.documents.picture import Drawn
from musworkshop.documents.temperature_figures import bar, swatch
from tests.documents.temperature_builders import HIDDEN, make_report
from tests.documents.test_every_question import squeezed

SIZE = {"width_mm": 60.0, "height_mm": 5.0}


def statements(report):
    return [row for area in report.areas for row in area.statements]


@pytest.mark.parametrize("drawn", list(Drawn))
def test_the_same_answers_give_the_same_bytes(drawn):
    first, second = (
        [bar(measure, drawn, **SIZE) for measure in make_report().measures]
        for _time in range(2)
    )

    assert first == second
    assert len({made.image for made in first if made}) > 10


def test_a_bar_says_what_it_shows():
    report = make_report()

    for measure in report.measures:
        made = bar(measure, Drawn.SVG, **SIZE)
        if made:
            assert squeezed(made.alt) == squeezed(f"{measure.who}: {measure.words}")


def test_where_too_few_have_answered_there_is_no_bar():
    hidden = [r for r in statements(make_report()) if r.statement_id in HIDDEN]

    assert len(hidden) == len(HIDDEN)
    for row in hidden:
        assert bar(row.employees, Drawn.SVG, **SIZE) is None


def test_a_bar_holds_no_word_that_somebody_typed_and_loads_nothing():
    for measure in make_report().measures:
        made = bar(measure, Drawn.SVG, **SIZE)
        if made:
            root = ElementTree.fromstring(made.image)
            tags = {element.tag.split("}")[-1] for element in root.iter()}
            links = [
                value
                for element in root.iter()
                for name, value in element.attrib.items()
                if name.endswith("href") and not value.startswith("#")
            ]

            assert not tags & {"script", "image", "foreignObject", "text", "a"}
            assert links == []


def test_a_bar_carries_neither_a_date_nor_the_program_that_drew_it():
    measure = make_report().measures[0]

    for drawn in Drawn:
        image = bar(measure, drawn, **SIZE).image
        for mark in (b"dc:date", b"Matplotlib v", b"Software", b"tIME"):
            assert mark not in image


def test_the_five_answers_look_different_and_are_called_differently():
    looks = [swatch(each, each, Drawn.SVG) for each in range(5)]
    merged = swatch(0, 1, Drawn.SVG)

    assert len({look.image for look in [*looks, merged]}) == 6
    assert len({look.alt for look in [*looks, merged]}) == 6
    assert looks[0].alt in merged.alt
    assert looks[1].alt in merged.alt
