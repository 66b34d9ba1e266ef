"""All widgets in one module and one stylesheet."""

import json
import os
import subprocess
import sys

import pytest

from musworkshop.widgets import base, bundle

ADDRESS = "/assets/widgets.0123456789abcdef.js"


def names() -> list[str]:
    folder = base.Path(base.__file__).parent
    return sorted(
        path.stem
        for path in folder.glob("*.mjs")
        if "export default" in path.read_text("utf-8")
    )


def test_the_module_exports_what_draws_each_widget(tmp_path):
    module = tmp_path / "widgets.mjs"
    module.write_text(bundle.module(), "utf-8")
    script = (
        f"import({json.dumps(module.as_uri())}).then((all) => console.log("
        "JSON.stringify(Object.entries(all).map(([k, v]) => [k, typeof v.render]))))"
    )

    said = subprocess.run(
        ["node", "--eval", script], capture_output=True, text=True, check=True
    )

    assert json.loads(said.stdout) == [[name, "function"] for name in names()]


def test_shared_styles_come_once_and_before_those_that_change_them():
    text = bundle.stylesheet()
    kit, dial, votes = (
        (base.Path(base.__file__).parent / f"{name}.css").read_text("utf-8")
        for name in ("kit", "dial", "vote_list")
    )

    assert [text.count(each) for each in (kit, dial, votes)] == [1, 1, 1]
    assert text.index(kit) < text.index(dial) < text.index(votes)


@pytest.mark.parametrize("served", [True, False])
def test_under_our_server_a_widget_says_where_it_is_found_else_it_brings_its_text(
    served,
):
    script = (
        "from musworkshop.widgets.step_intro import StepIntro as W;"
        "w = W(); print(len(w._esm), len(w._css), str(w._esm)[:60])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "MUSWORKSHOP_ASSETS": ADDRESS if served else ""},
    ).stdout.split(maxsplit=2)

    if served:
        assert said[2].strip() == f"{ADDRESS}#step_intro"
        assert said[1] == "0"
    else:
        assert int(said[0]) > 3000
        assert int(said[1]) > 3000
