"""What the projector shows of a method: roles and tables, no person."""

from __future__ import annotations

from typing import Any

from musworkshop.content.methods import Around
from musworkshop.pages import talk
from musworkshop.pages.room import Room

#: Notes that fit on the projector beneath the question.
NOTES_SHOWN = 6


def method_scene(room: Room) -> dict[str, Any]:
    """Return what the projector shows of a method: roles and tables, no person."""
    run, method = talk.played(room)
    course = method.course(run.mode_id)
    phase = course[run.phase]
    found = talk.phase_shown(method, run, run.phase)
    shown = talk.shown_notes(room)
    in_the_hall = method.around is Around.HALL
    hall = run.circles[0] if in_the_hall else None
    return {
        "title": str(method.title),
        "mode": str(method.mode(run.mode_id).title),
        "theme": str(room.concept.theme(run.theme_id).title),
        "phase": found["title"],
        "number": found["number"],
        "count": found["count"],
        "ask": found["ask"],
        "next": found["next"],
        "leader": talk.leader(run, method),
        "sound": run.sound,
        "roles": [
            {
                "title": each["title"],
                "chairs": each["chairs"],
                "seated": talk.labels(room, each["seated"]),
                "task": talk.task(phase, method.role(each["id"])),
                "waits": len(each["queue"]),
                "others": talk.others(room, hall) if hall and not each["chairs"] else 0,
            }
            for each in talk.seating(room, hall)
        ],
        "teams": []
        if in_the_hall
        else [
            {
                "name": talk.circle_name(room, circle),
                "phase": str(course[circle.phase].title),
                "clock": talk.clock_of(room, circle),
            }
            for circle in run.circles
        ],
        "notes": [
            {key: talk.note_shown(room, note)[key] for key in ("id", "text", "origin")}
            for note in shown[:NOTES_SHOWN]
        ],
        "notes_more": max(0, len(shown) - NOTES_SHOWN),
    }
