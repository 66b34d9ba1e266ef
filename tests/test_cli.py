"""The command line: one sentence and exit code 2 where something is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from musworkshop.cli import app
from musworkshop.server.begin import workshop_to_serve
from musworkshop.settings import Settings

run = CliRunner().invoke


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A data folder that holds the invented workshop."""
    folder = tmp_path / "first"
    workshop_to_serve(Settings(data=folder), demo=True)
    return folder


def workshop_json(archive: Path) -> bytes:
    with zipfile.ZipFile(archive) as parts:
        return parts.read("workshop.json")


def test_an_archive_imported_into_an_empty_store_gives_an_identical_export(
    demo: Path, tmp_path: Path
) -> None:
    once, again = tmp_path / "once.mus.zip", tmp_path / "again.mus.zip"

    assert run(app, ["export", str(once), "--data", str(demo)]).exit_code == 0
    second = str(tmp_path / "second")
    assert run(app, ["import", str(once), "--data", second]).exit_code == 0
    assert run(app, ["export", str(again), "--data", second]).exit_code == 0

    assert workshop_json(once) == workshop_json(again)
    assert len(workshop_json(once)) > 10_000, "the demo's room has said something"


def test_a_workshop_that_is_in_the_store_is_not_imported_twice(
    demo: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "once.mus.zip"
    run(app, ["export", str(archive), "--data", str(demo)])

    refused = run(app, ["import", str(archive), "--data", str(demo)])

    assert refused.exit_code == 2
    assert len(refused.stderr.strip().splitlines()) == 1


def test_a_file_that_is_no_archive_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Kaere alle")

    refused = run(app, ["import", str(file), "--data", str(tmp_path / "data")])

    assert refused.exit_code == 2
    assert len(refused.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "data").exists(), "nothing is begun for a wrong file"


def test_a_copied_concept_is_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "ours"

    assert run(app, ["concept", "copy", "neutral", str(folder)]).exit_code == 0
    assert run(app, ["concept", "check", str(folder)]).exit_code == 0


def test_a_broken_concept_starts_nothing(tmp_path: Path) -> None:
    folder, data = tmp_path / "ours", tmp_path / "data"
    run(app, ["concept", "copy", "neutral", str(folder)])
    themes = folder / "themes.toml"
    themes.write_text(themes.read_text("utf-8").replace("title", "titel", 1), "utf-8")

    serve = ["serve", "--concept", str(folder), "--data", str(data), "--no-browser"]
    refused = run(app, [*serve, "--language", "en"])

    assert refused.exit_code == 2
    assert len(refused.stderr.strip().splitlines()) == 1
    for part in ("themes.toml", "titel", "title"):
        assert part in refused.stderr
    assert not data.exists(), "no store is made for a concept that cannot be used"


def test_the_newest_workshop_goes_on_until_a_new_one_is_asked_for(
    tmp_path: Path,
) -> None:
    settings = Settings(data=tmp_path)

    first = workshop_to_serve(settings)

    assert workshop_to_serve(settings) == first
    assert workshop_to_serve(settings, concept="toender") == first
    assert workshop_to_serve(settings, concept="neutral") != first
    assert workshop_to_serve(settings, new=True) != first


def test_doctor_says_good_or_mend_in_words(tmp_path: Path) -> None:
    said = run(
        app,
        ["doctor", "--data", str(tmp_path), "--language", "en", "--port", "0"],
    )

    assert said.exit_code in (0, 1)
    lines = [line for line in said.stdout.splitlines() if line[:6].strip()]
    assert len(lines) >= 8
    assert all(line.split()[0] in ("good", "MEND") for line in lines)
    assert any("SQLite" in line for line in lines)
