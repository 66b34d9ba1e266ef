"""Opening several years: every file opens or is named, and no text is ever markup."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from musworkshop.documents.archive import read_archive, write_archive
from musworkshop.errors import InputError
from musworkshop.model.temperature import ActionStatus
from musworkshop.model.work import SINGLE
from musworkshop.pages.rerun import open_runs
from musworkshop.pages.rerun_output import Output
from musworkshop.rules.trend_tables import Table
from musworkshop.store import workbook
from musworkshop.store.closed import closed_workbooks
from musworkshop.store.connect import transaction
from musworkshop.store.start import prepare
from tests.documents.builders import CONTROL, NASTY, passage
from tests.documents.rerun_builder import action, published, taken

FIXTURES = Path(__file__).parents[1] / "documents/fixtures"
YEARS = tuple(
    FIXTURES / f"archive-2-temperature-{year}.mus.zip" for year in (2026, 2027)
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty current folder, and a machine without a store."""
    monkeypatch.setenv("MUSWORKSHOP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MUSWORKSHOP_LANGUAGE", "en")
    monkeypatch.delenv("MUSWORKSHOP_DATABASE_URL", raising=False)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def book(number, *, workplace="Havnen", actions=()):
    """A workshop of its own with a result of the year 2020 plus `number`."""
    made = taken(temperature=published(30 + number, year=2020 + number))
    return replace(
        made,
        workshop=replace(made.workshop, id=f"w{number}", room_code="", join_key=""),
        passages=tuple(
            passage(kind, workplace, id=f"{kind}{number}") for kind in sorted(SINGLE)
        ),
        actions=tuple(replace(each, id=f"a{number}") for each in actions),
        **dict.fromkeys(("groups", "cards", "clusters", "tally", "questions"), ()),
    )


def save(folder, name, made):
    (folder / name).write_bytes(write_archive(made))


def keep(*books):
    """Put workshops into this machine's store."""
    engine = prepare(f"sqlite:///{Path.cwd().parent}/data/musworkshop.sqlite")
    with transaction(engine) as connection:
        for made in books:
            workbook.write(connection, read_archive(write_archive(made)))
    engine.dispose()


def labels(runs):
    return [run.label for run in runs.runs]


def test_without_a_place_the_files_of_the_folder_are_opened_oldest_first(folder):
    for file in reversed(YEARS):
        shutil.copy(file, folder)

    runs = open_runs()

    assert labels(runs) == ["2026", "2027"]
    assert runs.sources == tuple(file.name for file in YEARS)
    assert runs.notes == ()


@pytest.mark.parametrize("place", ["", "archive-2*.zip", YEARS[0].name])
def test_a_place_is_a_folder_a_pattern_or_a_file(place):
    runs = open_runs(FIXTURES / place)

    assert labels(runs)[0] == "2026"
    assert len(runs.runs) == (1 if place == YEARS[0].name else 2)


def test_a_name_that_a_browser_has_numbered_is_found(folder):
    shutil.copy(YEARS[0], folder / "workshop.mus (1).zip")

    assert labels(open_runs()) == ["2026"]


def test_what_cannot_be_opened_is_named_and_the_rest_is_compared(folder):
    shutil.copy(YEARS[0], folder)
    (folder / "broken.mus.zip").write_bytes(b"no zip")
    save(folder, "plain.mus.zip", taken(temperature=None, actions=()))

    runs = open_runs()

    assert labels(runs) == ["2026"]
    said = " ".join(runs.notes)
    assert "broken.mus.zip is left out: This is not a zip file" in said
    assert "plain.mus.zip is left out: no temperature was taken." in said
    assert "one year only" in said


def test_a_place_where_nothing_lies_is_named():
    assert open_runs("nowhere/*.mus.zip").notes[0].startswith("There is no archive")


def test_nothing_at_all_says_where_to_put_the_files():
    runs = open_runs()

    assert "folder of this notebook" in runs.overview().text
    for shown in (runs.draw_areas(), runs.draw_changes()):
        assert shown.text
    assert runs.show_actions().text == "No action is agreed yet."
    assert len(runs.moved) == 0


def test_looking_makes_no_store():
    open_runs()

    assert not (Path.cwd().parent / "data").exists()


def test_closed_rounds_of_this_machine_are_read_and_not_changed():
    keep(book(1), book(2))
    file = Path.cwd().parent / "data/musworkshop.sqlite"
    before = file.read_bytes()

    runs = open_runs()

    assert labels(runs) == ["2021", "2022"]
    assert runs.sources == ("this machine",) * 2
    assert file.read_bytes() == before


def test_of_the_store_only_the_workplace_of_the_files_is_taken(folder):
    keep(book(1, workplace="Havnen"), book(2, workplace="Skolen"))
    save(folder, "a.mus.zip", book(3, workplace=" havnen"))

    assert labels(open_runs()) == ["2021", "2023"]


def test_a_store_of_another_version_is_said_and_the_files_are_compared(folder):
    shutil.copy(YEARS[0], folder)
    data = folder.parent / "data"
    data.mkdir()
    (data / "musworkshop.sqlite").touch()

    runs = open_runs()

    assert labels(runs) == ["2026"]
    assert "musworkshop serve once" in runs.notes[0]


def test_another_kind_of_database_is_left_alone():
    assert closed_workbooks("postgresql://db.example/mus") == ()
    assert closed_workbooks("nonsense") == ()


def test_a_workshop_found_twice_counts_once_as_it_was_saved_last(folder):
    first = book(1)
    later = replace(
        first,
        workshop=replace(first.workshop, revision=first.workshop.revision + 5),
        actions=(action(1, "Done now", status=ActionStatus.DONE),),
    )
    save(folder, "a.mus.zip", later)
    save(folder, "b.mus.zip", first)

    runs = open_runs()

    assert list(runs.actions["text"]) == ["Done now"]
    assert "hold the same workshop" in runs.notes[0]


def test_files_of_workplaces_with_different_names_are_compared_with_a_warning(folder):
    save(folder, "a.mus.zip", book(1, workplace="Havnen"))
    save(folder, "b.mus.zip", book(2, workplace="Skolen"))

    runs = open_runs()

    assert labels(runs) == ["2021", "2022"]
    assert "Havnen, Skolen" in runs.notes[0]


def test_two_rounds_of_one_year_are_told_apart(folder):
    for number in (1, 2):
        result = published(30, year=2026, seed=number)
        day = result.closed_on - timedelta(days=60 * number)
        made = book(number)
        save(
            folder,
            f"{number}.mus.zip",
            replace(made, temperature=replace(result, closed_on=day)),
        )

    assert labels(open_runs()) == ["Jul 2026", "Sep 2026"]


def test_leaders_who_chose_to_be_shown_are_mentioned(folder):
    made = replace(book(1), temperature=published(20, leaders=1, year=2026))
    save(folder, "a.mus.zip", made)

    assert "chose themselves" in " ".join(open_runs().notes)


def test_another_form_than_the_two_is_refused_with_a_sentence():
    with pytest.raises(InputError, match="employee"):
        open_runs(FIXTURES).draw_changes("chef")


def test_the_language_is_the_one_asked_for():
    runs = open_runs(FIXTURES, language="da")

    assert runs.areas["area"][0] == "Retning"
    assert "Retning" in runs.draw_areas().text
    assert 'lang="da"' in runs.draw_areas().html


# ---- Output ----


class Page(HTMLParser):
    """Collects what a browser would make of the HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


OWN_TAGS = {
    *("style", "div", "p", "ul", "li", "figure", "img", "table", "caption"),
    *("thead", "tbody", "tr", "th", "td"),
}


def test_no_text_of_a_file_becomes_markup(folder):
    texts = [*NASTY, '"><img src=x onerror=alert(1)>', CONTROL.replace("\ud800", "")]
    for number, text in enumerate(texts):
        made = book(number, workplace=text, actions=(action(1, text, owner=text),))
        save(folder, f"{number} <b>&.mus.zip", made)
    runs = open_runs()
    assert len(runs.runs) == len(texts)

    for shown in (
        runs.overview(),
        runs.draw_areas(),
        runs.draw_changes(),
        runs.show_actions(),
    ):
        page = Page(shown.html)
        assert {tag for tag, _ in page.tags} <= OWN_TAGS
        for _tag, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on")]
            assert attributes.get("src", "data:image/svg+xml;base64,").startswith(
                "data:image/svg+xml;base64,"
            )
            assert "href" not in attributes
    assert NASTY[0] in "".join(Page(runs.show_actions().html).words)


def test_tables_say_what_they_are_and_figures_have_their_text():
    runs = open_runs(FIXTURES)

    page = Page(runs.draw_areas().html)

    assert len(page.named("caption")) == len(page.named("table")) == 1
    assert {each["scope"] for each in page.named("th")} == {"row", "col"}
    [image] = page.named("img")
    assert image["alt"]
    assert any("Direction, employees" in words for words in page.words)


def test_a_notebook_that_shows_no_html_gets_plain_text():
    table = Table(caption="Name", columns=("a", "b"), rows=(("1", "2"),))
    shown = Output(("A sentence.", ("one", "two"), table), "en")

    bundle = shown._repr_mimebundle_()

    expected = "A sentence.\none\ntwo\nName\na | b\n1 | 2"
    assert bundle["text/plain"] == repr(shown) == expected


def test_no_page_of_the_workshop_waits_for_pandas():
    question = (
        "import sys, musworkshop.pages.open, musworkshop.server.app,"
        " musworkshop.server.warming;"
        "print([n for n in ('pandas', 'matplotlib', 'musworkshop.rules.trend')"
        " if n in sys.modules])"
    )

    answer = subprocess.run(
        [sys.executable, "-c", question],
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == "[]"
