"""A method played from the first scan to the form, through a real server."""

import json
import os

import pytest

from musworkshop.errors import SettingsError
from musworkshop.server.rehearsal import rehearse

#: Each takes most of a minute; all of them: MUSWORKSHOP_TEST_METHODS=all.
ALL = ["fishbowl", "reflecting_team", "one_two_four_all"]
METHODS = ALL if os.environ.get("MUSWORKSHOP_TEST_METHODS") == "all" else ALL[:1]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_lost_and_what_is_harvested_stands_in_the_form(method, tmp_path):
    result = rehearse(
        participants=4,
        groups=2,
        join_within_s=1.0,
        method=method,
        json_file=tmp_path / "r.json",
        language="da",
        say=lambda _sentence: None,
    )

    figures = json.loads((tmp_path / "r.json").read_text())
    assert result.sentences == ()
    assert (figures["lost"], figures["errors"]) == (0, 0)
    assert figures["ideas_sent"] == figures["ideas_stored"] > 12


def test_a_method_that_nobody_knows_is_refused_before_anything_starts():
    with pytest.raises(SettingsError, match="fishbowl"):
        rehearse(participants=1, groups=0, method="fishbow", say=lambda _sentence: None)
