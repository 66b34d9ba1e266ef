"""Pairs talked through a real server: what was promised is there, and counted right."""

import json

import pytest

from musworkshop.server.rehearsal import rehearse

PAIRS = 6


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    result = rehearse(
        participants=1,
        groups=0,
        join_within_s=0.5,
        seed=5,
        concept="kl",
        pairs=PAIRS,
        json_file=folder / "r.json",
        documents_folder=folder / "out",
        language="en",
        say=lambda _sentence: None,
    )
    return result, folder


def test_nothing_is_lost_and_nothing_goes_wrong(played):
    result, folder = played
    figures = json.loads((folder / "r.json").read_text())

    assert result.sentences == ()
    assert (figures["lost"], figures["errors"], figures["pairs"]) == (0, 0, PAIRS)


def test_every_rating_is_found_again_with_its_own_secret(played):
    result, _folder = played
    alone = sum(number % 4 == 3 for number in range(PAIRS))

    assert result.ratings_sent == 9 * (2 * PAIRS - alone)
    assert result.ratings_stored == result.ratings_sent


def test_the_posters_and_the_sheets_are_taken_home(played):
    result, folder = played
    names = {name for name in result.documents if "hjul" in name or "wheel" in name}

    assert len(names) == 10
    assert all((folder / "out" / name).stat().st_size > 1000 for name in names)
