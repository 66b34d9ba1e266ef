"""A facilitation method from the facilitator's side: choose, run, harvest."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class MethodLead(MusWidget):
    """Choose a method or none; while one runs: phases, clock, chairs and notes.

    Notes
    -----
    Shape of `data`; times are seconds::

        {"methods": [{"id": str, "title": str, "about": str, "when": [str],
                      "pitfalls": [str], "entering": [str], "teams": bool,
                      "modes": [{"id": str, "title": str, "about": str,
                                 "minutes": int,
                                 "chairs": {"least": int, "most": int} | None}]}],
         "themes": [{"id": str, "title": str}], "theme_id": str, "limit": int,
         "run": None | {
             "title": str, "mode": str, "theme": str, "theme_id": str,
             "teams": bool,
             "phases": [{"number": int, "title": str, "minutes": int,
                         "state": "done" | "now" | "next"}],
             "phase": {"number": int, "count": int, "title": str, "ask": str,
                       "next": str, "tasks": [{"role": str, "text": str}],
                       "speaks": [str]},
             "clock": {"left_s": float, "total_s": float, "running": bool},
             "chairs": {"count": int, "least": int, "most": int} | None,
             "own_clocks": bool, "sound": bool, "leader_outside": bool | None,
             "circles": [{"id": str, "name": str, "phase_title": str,
                          "clock": {...} | None,
                          "roles": [{"id": str, "title": str, "chairs": int,
                                     "seated": [{"chair": int, "label": str}],
                                     "queue": [str], "others": int}]}],
             "notes": {"count": int, "devices": int, "hidden": int},
             "shown": [{"id": str, "prompt": str, "text": str, "origin": str,
                        "draft": str, "harvested": bool}]}}

    Labels of seats, queues and origins are names of tables; "" is one person alone.

    Calls: ``start(method_id, mode_id, theme_id, chairs)``, ``end()``, ``go(number)``,
    ``start_clock()``, ``pause_clock()``, ``add_minutes(minutes)`` (may be negative),
    ``set_options(own_clocks, sound, leader_outside, chairs)``,
    ``free_chair(circle_id, role_id, chair)``, ``show_notes()``,
    ``harvest(note_id, theme_id, text)``, ``draft(field, text)`` with field
    ``harvest:<note_id>``. ``chairs`` is 0 where there are none to choose.
    """

    _esm, _css = assets(
        "method_lead",
        kit=(
            "kit",
            "wire",
            "field",
            "plural",
            "dial",
            "ask_first",
            "chime",
            "method_parts",
            "method_chooser",
            "method_run",
            "method_circles",
            "method_harvest",
        ),
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "left": N_("left"),
        "paused": N_("paused"),
        "short": N_("round off"),
        "ending": N_("nearly over"),
        "over": N_("time is up"),
        "time_left_one": N_("About {n} minute left"),
        "time_left_other": N_("About {n} minutes left"),
        "clock": N_("Clock"),
        "clock_of": N_("Clock of {name}"),
        "start": N_("Start the clock"),
        "pause": N_("Pause"),
        "resume": N_("Continue"),
        "more_time": N_("+ 1 min"),
        "less_time": N_("- 1 min"),
        "heading": N_("Method"),
        "how": N_("How do you want to work?"),
        "silence": N_("Write in silence"),
        "silence_about": N_(
            "Each writes alone, then the table shares. The step does this by itself."
        ),
        "mode": N_("Mode"),
        "minutes": N_("{n} min"),
        "theme_label": N_("Theme"),
        "chairs_label": N_("Chairs"),
        "chairs_one": N_("{n} chair"),
        "chairs_other": N_("{n} chairs"),
        "fewer_chairs": N_("One chair fewer"),
        "more_chairs": N_("One chair more"),
        "when": N_("When it fits"),
        "pitfalls": N_("What to look out for"),
        "entering": N_("How to begin"),
        "start_method": N_("Begin: {title}"),
        "phases": N_("Phases"),
        "phase_of": N_("Phase {number} of {count}"),
        "done": N_("done"),
        "now": N_("now"),
        "next_state": N_("not yet"),
        "then": N_("After this: {next}"),
        "last_phase": N_("This is the last phase."),
        "back": N_("Back"),
        "next": N_("Next phase"),
        "next_say": N_("Next phase: {title}"),
        "end": N_("End the method"),
        "ask_end": N_("End the method for everybody?"),
        "yes_end": N_("Yes, end it"),
        "not_yet": N_("Not yet"),
        "options": N_("Settings"),
        "own_clocks": N_("Each team runs its own clock"),
        "sound": N_("A soft sound when the time is up"),
        "leader_outside": N_("The leader sits outside and listens"),
        "who_where": N_("Who sits where"),
        "chair_free": N_("The chair is free"),
        "chair_taken": N_("The chair is taken"),
        "taken": N_("{n} of {of} chairs are taken"),
        "others_one": N_("{n} device without a chair"),
        "others_other": N_("{n} devices without a chair"),
        "queue": N_("In the queue: {names}"),
        "one_person": N_("one person"),
        "and": N_(", "),
        "free": N_("Free the chair"),
        "free_this": N_("Free the chair: {label}"),
        "ask_free": N_("Free the chair of {label}? The next in the queue can take it."),
        "yes_free": N_("Yes, free it"),
        "notes": N_("Notes"),
        "notes_one": N_("{n} note"),
        "notes_other": N_("{n} notes"),
        "devices_one": N_("{n} device"),
        "devices_other": N_("{n} devices"),
        "notes_from": N_("{notes} from {devices}."),
        "no_notes": N_("No notes yet. They are counted here as they are written."),
        "notes_shown": N_("The room sees them."),
        "notes_hidden_one": N_("{n} is not shown yet."),
        "notes_hidden_other": N_("{n} are not shown yet."),
        "show_notes": N_("Show the notes"),
        "ask_show_one": N_("Show {n} new note to the whole room?"),
        "ask_show_other": N_("Show {n} new notes to the whole room?"),
        "yes_show": N_("Yes, show them"),
        "harvest_hint": N_("Mend the wording and make a note into a question."),
        "wording": N_("Wording"),
        "make": N_("Make it a question"),
        "make_this": N_("Make it a question: {text}"),
        "harvested": N_("Made into a question"),
    }
