import pytest

from tests.axe import violations

pytestmark = pytest.mark.browser


def test_the_checker_finds_a_field_without_a_label(stage):
    stage.page.goto("http://gallery.example/")
    stage.page.evaluate(
        "document.getElementById('place').append(document.createElement('textarea'))"
    )

    assert any(found.startswith("label:") for found in violations(stage.page))
