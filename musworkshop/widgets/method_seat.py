"""A phone in a facilitation method: role, clock, chair, notes."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class MethodSeat(MusWidget):
    """Show a device its part in a method; with nothing running it shows nothing.

    Notes
    -----
    Shape of `data`; times are seconds::

        {"running": bool, "title": str, "mode": str, "theme": str,
         "phase": {"number": int, "count": int, "title": str, "ask": str,
                   "next": str},
         "clock": {"left_s": float, "total_s": float, "running": bool},
         "role": {"id": str, "title": str, "task": str} | None,
         "listens": bool, "speaks": [str], "leader": str,
         "circle": {"name": str, "roles": [{"id": str, "title": str, "about": str,
                    "chairs": int, "taken": int, "mine": bool, "can_take": bool,
                    "waits": int}]},
         "chair": {"can_leave": bool} | None, "queue": {"place": int} | None,
         "can_queue": [str], "steers": bool,
         "prompts": [{"id": str, "text": str, "draft": str}],
         "notes": [{"id": str, "prompt_id": str, "text": str, "version": int}],
         "shown": [{"id": str, "prompt": str, "text": str, "origin": str}],
         "who": str, "limit": int}

    ``next`` is the title of the next phase, "" at the end; ``chairs`` 0 means
    everybody else; ``listens`` leaves only role, task and clock. A note half written
    stays where it is though its prompt or the method has gone.

    Calls: ``take_place(role_id)`` (a free chair, or a place in the queue of a full
    role), ``leave_place()``; ``add_note(prompt_id, text)``, answered with
    ``{"id": str}``; ``reword_note(note_id, text, version)``, answered with ``{"text":
    str, "version": int, "conflict": str | None}``; ``delete_note(note_id)``;
    ``draft(field, text)`` with field ``note:<prompt_id>``; for a device that steers
    ``go(number)``, ``start_clock()``, ``pause_clock()``, ``add_minutes(minutes)``.
    """

    _esm, _css = assets(
        "method_seat",
        kit=(
            "kit",
            "wire",
            "field",
            "plural",
            "dial",
            "ask_first",
            "method_parts",
            "method_notes",
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
        "start": N_("Start the clock"),
        "pause": N_("Pause"),
        "resume": N_("Continue"),
        "more_time": N_("+ 1 min"),
        "less_time": N_("- 1 min"),
        "phase_of": N_("Phase {number} of {count}"),
        "theme": N_("Theme: {theme}"),
        "then": N_("After this: {next}"),
        "last_phase": N_("This is the last phase."),
        "role": N_("Your role now"),
        "role_say": N_("Your role now: {title}"),
        "listen": N_("You listen now"),
        "no_role": N_("No role yet"),
        "choose_role": N_("Take a chair below, or stay where you are."),
        "chairs": N_("Chairs"),
        "chair_free": N_("The chair is free"),
        "chair_taken": N_("The chair is taken"),
        "chairs_free": N_("{n} of {of} chairs are free"),
        "chairs_full": N_("All {of} chairs are taken"),
        "everybody_else": N_("No chair needed"),
        "waits_one": N_("{n} waits"),
        "waits_other": N_("{n} wait"),
        "mine": N_("You are here"),
        "take": N_("Take a chair"),
        "take_rest": N_("Be here"),
        "queue": N_("Queue for a chair"),
        "queue_place": N_("You are number {n} in the queue"),
        "leave_queue": N_("Leave the queue"),
        "leave_chair": N_("Leave the chair"),
        "save_note": N_("Save"),
        "own_notes": N_("My notes"),
        "prompt_gone": N_(
            "This is not written in just now. Your text stays here on your device."
        ),
        "reword": N_("Reword"),
        "reword_this": N_("Reword: {text}"),
        "reword_label": N_("New wording"),
        "reword_save": N_("Save the wording"),
        "save_new": N_("Save as a new note"),
        "cancel": N_("Cancel"),
        "delete": N_("Delete"),
        "delete_this": N_("Delete: {text}"),
        "delete_question": N_("Delete this note?"),
        "delete_yes": N_("Yes, delete"),
        "delete_no": N_("Keep it"),
        "note_gone": N_(
            "This note has been removed elsewhere. Your wording is kept here; you can"
            " save it as a new note."
        ),
        "two_texts": N_("Two wordings were written at the same time. Which one holds?"),
        "keep_this": N_("Keep this one"),
        "shown_notes": N_("Notes the room sees"),
        "one_person": N_("one person"),
        "steer": N_("Phases of your team"),
        "back": N_("Back"),
        "next": N_("Next phase"),
        "next_say": N_("Next phase: {title}"),
    }
