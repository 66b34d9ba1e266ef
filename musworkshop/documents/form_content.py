"""A preparation form as plain data: what every template of skema 1 is filled with."""

from __future__ import annotations

from typing import Any

from musworkshop.documents.naming import language_tag, long_date, source, whose
from musworkshop.documents.plain import one_line, plain
from musworkshop.model.report import FormRow, PreparationForm
from musworkshop.text import _, speaking


def form_content(form: PreparationForm) -> dict[str, Any]:
    """Return the words of a form, cleaned and in the form's language.

    Parameters
    ----------
    form : PreparationForm

    Returns
    -------
    dict
        Plain JSON; ``templates/documents/README.md`` names its keys for those who
        make a template of their own.
    """
    with speaking(form.language):
        return {
            "language": form.language,
            "language_tag": language_tag(form.language),
            "title": one_line(form.title),
            "file_title": one_line(" – ".join(_not_empty(form.title, _place(form)))),
            "workshop_title": one_line(form.workshop_title),
            "workplace": one_line(form.workplace),
            "department": one_line(form.department),
            "department_value": one_line(_place(form)),
            "date": long_date(form.held_on, language=form.language),
            "employee": _("Employee"),
            "leader": _("Leader"),
            "talk_date": _("Date of the talk"),
            "frame": one_line(form.frame),
            "core_task_label": _("Core task"),
            "core_task": plain(form.core_task),
            "goals_label": _("Goals of the coming year"),
            "goals": [
                {"text": plain(goal.text), "own_words": plain(goal.own_words)}
                for goal in form.goals
            ],
            "own_words_label": _("In our words:"),
            "challenges_label": _("What challenges us"),
            "challenges": [plain(each) for each in form.challenges],
            "nothing_written": _("Nothing written yet"),
            "from_column": _("From"),
            "theme_column": one_line(form.columns.theme),
            "question_column": one_line(form.columns.question),
            "employee_column": one_line(form.columns.employee),
            "employee_prompts": [plain(each) for each in form.columns.employee_prompts],
            "leader_column": one_line(form.columns.leader),
            "leader_prompts": [plain(each) for each in form.columns.leader_prompts],
            "rows": [_row(row) for row in form.rows],
            "own_points": _("Own points:"),
            "footer": plain(form.footer),
            "credit": plain(form.credit),
            **furniture(),
        }


def furniture() -> dict[str, Any]:
    """Return the words every page has: page numbers and the ring's description."""
    before, rest = _("Page {page} of {pages}").split("{page}")
    between, after = rest.split("{pages}")
    return {
        "page_before": before,
        "page_between": between,
        "page_after": after,
        "ring_description": _(
            "A ring of three arcs: before, during and after the talk"
        ),
    }


def _row(row: FormRow) -> dict[str, Any]:
    return {
        "theme": one_line(row.theme),
        "about": plain(row.about),
        "areas": [one_line(area) for area in row.areas],
        "lines": [
            {
                "text": plain(line.text),
                "source": one_line(source(line.origin, line.origins)),
            }
            for line in row.lines
        ],
    }


def _place(form: PreparationForm) -> str:
    return " · ".join(_not_empty(form.workplace, whose(form)))


def _not_empty(*parts: str) -> list[str]:
    return [part.strip() for part in parts if part.strip()]
