import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from musworkshop.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs/operating-guide.md").read_text("utf-8")
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
LONGEST_DECISION_LINES = 70  # about a page
#: For its kernels, never by people.
SET_BY_THE_SERVER = {"clock_ahead_s", "address", "assets", "join_url", "seat"}


def _commands(command, words: str) -> Iterator[tuple[str, list[str]]]:
    """Give each command as it is typed, with its options."""
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from _commands(below, f"{words} {name}")
        return
    options = [o for p in command.params for o in p.opts if o.startswith("--")]
    yield words, [option for option in options if option != "--help"]


@pytest.fixture(scope="module")
def commands() -> dict[str, list[str]]:
    from musworkshop.cli import app

    return dict(_commands(get_command(app), "musworkshop"))


def test_every_command_is_documented(commands):
    assert not [words for words in commands if words not in README + GUIDE]


def test_every_option_is_documented_in_the_operating_guide(commands):
    options = {option for options in commands.values() for option in options}

    assert not [o for o in sorted(options) if not re.search(rf"{o}(?![\w-])", GUIDE)]


def test_every_setting_is_documented_in_the_operating_guide():
    prefix = Settings.model_config["env_prefix"]
    names = {
        f"{prefix}{name.upper()}"
        for name in Settings.model_fields.keys() - SET_BY_THE_SERVER
    }

    assert not [name for name in sorted(names) if name not in GUIDE]


def test_no_setting_is_documented_that_does_not_exist():
    named = set(re.findall(r"MUSWORKSHOP_[A-Z_]+", GUIDE + README))
    real = {f"MUSWORKSHOP_{name.upper()}" for name in Settings.model_fields}

    assert not named - real - {"MUSWORKSHOP_TEST_POSTGRESQL_URL"}


def test_the_readme_and_ci_run_the_same_test_line():
    line = "python3 tests/run.py"

    assert line in README
    assert line in (ROOT / ".ci/run").read_text("utf-8")


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_context_decision_and_consequences_on_a_page(path):
    text = path.read_text("utf-8")

    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert headings[:3] == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= LONGEST_DECISION_LINES


@pytest.mark.parametrize(
    "page",
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")],
    ids=lambda page: page.name,
)
def test_every_link_inside_the_repository_leads_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text("utf-8"))

    assert not [target for target in targets if not (page.parent / target).exists()]
