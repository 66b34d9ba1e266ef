"""The figures of several years: drawn letters, an alternative text, nothing hidden."""

import dataclasses
import warnings
from xml.etree import ElementTree

import pytest

from musworkshop.content.wording import Wording
from musworkshop.documents import trend_areas
from musworkshop.documents.trend_areas import areas_figure
from musworkshop.documents.trend_changes import changes_figure
from musworkshop.model.temperature import Form
from musworkshop.rules.comparison import Run
from musworkshop.text import speaking
from tests.documents.builders import NASTY
from tests.documents.rerun_builder import published, temperature_concept

INSTRUMENT = temperature_concept().instrument


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def years(*people, instrument=INSTRUMENT, leaders=6):
    return [
        Run(
            label=str(2026 + n),
            instrument=instrument,
            publication=published(each, leaders=leaders, year=2026 + n, seed=n),
        )
        for n, each in enumerate(people)
    ]


def written_on(figure_of, runs, monkeypatch):
    """Return every text that a figure is given, whichever way."""
    from matplotlib.text import Text

    texts = []
    drawn = Text.draw
    monkeypatch.setattr(
        Text,
        "draw",
        lambda self, *a, **k: texts.append(self.get_text()) or drawn(self, *a, **k),
    )
    figure_of(runs)
    return [text for text in texts if text]


def test_the_figures_are_svg_with_an_alternative_text():
    runs = years(47, 44)

    for picture in (areas_figure(runs), changes_figure(runs, Form.EMPLOYEE)):
        root = ElementTree.fromstring(picture.image)
        assert root.tag.endswith("svg")
        assert "2026" in picture.alt
        assert "2027" in picture.alt


def test_the_same_runs_give_the_same_bytes():
    runs = years(47, 44)

    assert areas_figure(runs).image == areas_figure(runs).image


def test_letters_are_drawn_so_no_text_of_a_file_is_in_the_picture():
    titles = tuple(
        area.model_copy(update={"title": Wording(da=text, en=text)})
        for area, text in zip(INSTRUMENT.areas, NASTY, strict=False)
    )
    statements = tuple(
        each.model_copy(
            update={"employee": Wording(en=f"{NASTY[n % len(NASTY)]} {n}", da="x")}
        )
        for n, each in enumerate(INSTRUMENT.statements)
    )
    nasty = INSTRUMENT.model_copy(update={"areas": titles, "statements": statements})
    runs = [
        dataclasses.replace(run, label=f"<b>{run.label}</b> $x^2$")
        for run in years(47, 44, instrument=nasty)
    ]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pictures = [areas_figure(runs), changes_figure(runs, Form.EMPLOYEE)]

    for picture in pictures:
        tags = {each.tag.partition("}")[2] for each in _all(picture)}
        assert not tags & {"text", "script", "image", "a", "foreignObject"}
        assert b"alert" not in picture.image


def _all(picture):
    return ElementTree.fromstring(picture.image).iter()


def test_how_many_answered_stands_in_the_figures(monkeypatch):
    runs = years(47, 44)

    texts = written_on(areas_figure, runs, monkeypatch)
    assert any("47" in text and "6" in text for text in texts)

    texts = written_on(lambda r: changes_figure(r, Form.EMPLOYEE), runs, monkeypatch)
    assert any("47 answers" in text and "44 answers" in text for text in texts)


def test_what_is_hidden_is_words_and_no_figure(monkeypatch):
    texts = written_on(areas_figure, years(47, 4, leaders=0), monkeypatch)

    assert sum("too few answers" in text for text in texts) == len(INSTRUMENT.areas)


def test_years_that_count_other_statements_are_not_joined(monkeypatch):
    first, last = years(47, 44, leaders=0)
    changed = INSTRUMENT.statements[0].model_copy(update={"wording_version": 2})
    other = INSTRUMENT.model_copy(
        update={"statements": (changed, *INSTRUMENT.statements[1:])}
    )
    runs = [first, dataclasses.replace(last, instrument=other)]

    texts = written_on(areas_figure, runs, monkeypatch)

    assert texts.count("\u2260") == 1


def test_there_is_no_figure_where_there_is_nothing_to_draw():
    assert areas_figure([]) is None
    assert areas_figure(years(3, leaders=0)) is None
    assert changes_figure(years(47), Form.EMPLOYEE) is None
    assert changes_figure(years(3, 3, leaders=0), Form.EMPLOYEE) is None


def test_many_years_are_drawn_wider_with_a_key_for_what_is_hidden(monkeypatch):
    runs = years(*[47] * trend_areas._ROOMY, 4, leaders=0)

    texts = written_on(areas_figure, runs, monkeypatch)

    assert any("means \u201ctoo few answers\u201d" in text for text in texts)
    assert "\u25cf \u2013" in texts
