"""Invented methods for phone, facilitator and projector: normal and too much."""

from __future__ import annotations

from typing import Any

CLOCK = {"left_s": 252.0, "total_s": 480.0, "running": False}
WHO = "Facilitator kan vise noten for salen som Bord 3; ingen ser, hvem der skrev den."
LONG = (
    "Hvordan sikrer vi, at nye kolleger i både dagvagt, aftenvagt og nattevagt bliver"
    " taget imod på en måde, så de tør spørge, kender vores faglige aftaler og ved,"
    " hvem de kan ringe til, når borgernes situation ændrer sig hurtigt, og hvad kan"
    " du selv gøre for det i det kommende år sammen med os?"
).ljust(300, "?")
PHASE = {
    "number": 2,
    "count": 4,
    "title": "Inderkredsen taler",
    "ask": "Hvad hjælper os, når en vagt bliver travl?",
    "next": "Yderkredsen siger, hvad den hørte",
}
NOTES = [
    "Vi venter for længe med at ringe til hinanden.",
    "Det hjalp, at Bord 2 sagde højt, hvornår nok er nok.",
    "Hvad ville der ske, hvis vi holdt fem minutters pause sammen?",
]


def role(key: str, title: str, about: str, chairs: int, **more: Any) -> dict[str, Any]:
    """A role of a circle, seen from a phone."""
    return {
        "id": key,
        "title": title,
        "about": about,
        "chairs": chairs,
        "taken": 0,
        "mine": False,
        "can_take": False,
        "waits": 0,
        **more,
    }


def method_seat(**changes: Any) -> dict[str, Any]:
    """A table's device outside the inner circle, with a chair free inside."""
    return {
        "running": True,
        "title": "Fishbowl",
        "mode": "30 minutter",
        "theme": "Trivsel og samarbejde",
        "phase": PHASE,
        "clock": CLOCK,
        "role": {
            "id": "outer",
            "title": "Yderkredsen",
            "task": "Lyt, og skriv ned, hvad der overrasker dig.",
        },
        "listens": False,
        "speaks": ["De, der sidder i inderkredsen, taler med hinanden."],
        "leader": "Lederen sidder i yderkredsen og lytter med.",
        "circle": {
            "name": "Kredsen i salen",
            "roles": [
                role(
                    "inner",
                    "Inderkredsen",
                    "Taler sammen, så alle kan høre det.",
                    5,
                    taken=3,
                    can_take=True,
                ),
                role("host", "Vært", "Passer på tiden og turene.", 1, taken=1, waits=2),
                role("outer", "Yderkredsen", "Lytter og skriver.", 0, mine=True),
            ],
        },
        "chair": None,
        "queue": None,
        "can_queue": ["host"],
        "steers": False,
        "prompts": [
            {
                "id": "heard",
                "text": "Det lagde jeg mærke til",
                "draft": "Vi venter for",
            },
            {"id": "ask", "text": "Det vil jeg spørge om", "draft": ""},
        ],
        "notes": [
            {"id": f"n{k}", "prompt_id": "heard", "text": text, "version": 1}
            for k, text in enumerate(NOTES[:2])
        ],
        "shown": [],
        "who": WHO,
        "limit": 300,
        **changes,
    }


def seated(**changes: Any) -> dict[str, Any]:
    """On a chair of a team that runs its own clock; notes are shown."""
    data = method_seat()
    inner, _host, outer = data["circle"]["roles"]
    inner.update(taken=4, mine=True, can_take=False)
    outer.update(mine=False, can_take=True)
    return {
        **data,
        "role": {"id": "inner", "title": "Inderkredsen", "task": "Tal, som I plejer."},
        "chair": {"can_leave": True},
        "can_queue": [],
        "steers": True,
        "prompts": [],
        "shown": [
            {"id": f"s{k}", "prompt": "Det hørte vi", "text": text, "origin": "Bord 2"}
            for k, text in enumerate(NOTES)
        ],
        **changes,
    }


def listening(**changes: Any) -> dict[str, Any]:
    """A device that only listens."""
    return method_seat(
        listens=True,
        prompts=[],
        role={
            "id": "team",
            "title": "Reflekterende team",
            "task": "Lyt uden at svare. Læg mærke til, hvad der rører dig.",
        },
        **changes,
    )


def nasty_seat(word: str) -> dict[str, Any]:
    """Everything too long."""
    data = method_seat(
        title=word,
        mode=LONG,
        theme=word,
        leader=LONG,
        speaks=[LONG, word],
        phase={**PHASE, "title": LONG, "ask": word, "next": LONG},
        role={"id": "outer", "title": word, "task": LONG},
        queue={"place": 12},
        steers=True,
        who=LONG,
        prompts=[{"id": "p", "text": LONG, "draft": LONG[:290]}],
        notes=[{"id": "n", "prompt_id": "p", "text": word, "version": 1}],
        shown=[{"id": "s", "prompt": LONG, "text": word, "origin": word}],
    )
    for one in data["circle"]["roles"]:
        one.update(title=word, about=LONG, waits=12)
    data["circle"]["roles"][0].update(chairs=12, taken=7)
    return data


def mode(key: str, title: str, minutes: int, **more: Any) -> dict[str, Any]:
    """A way to play a method."""
    return {
        "id": key,
        "title": title,
        "about": "Hele rundgangen, med tid til at skrive.",
        "minutes": minutes,
        "chairs": None,
        **more,
    }


def method_lead(**changes: Any) -> dict[str, Any]:
    """No method runs; three can be chosen."""
    help_texts = {
        "when": ["Når alle skal høre den samme samtale.", "Når I er flere end tolv."],
        "pitfalls": ["Den, der plejer at tale, tager stolen først."],
        "entering": [
            "Sæt fem stole i midten.",
            "Sig, at en tom stol er en indbydelse.",
        ],
    }
    return {
        "methods": [
            {
                "id": "fishbowl",
                "title": "Fishbowl",
                "about": "Nogle taler i midten; de andre lytter og kan tage en stol.",
                "teams": False,
                "modes": [
                    mode("short", "Kort", 20, chairs={"least": 3, "most": 6}),
                    mode("full", "Lang", 40, chairs={"least": 3, "most": 8}),
                ],
                **help_texts,
            },
            {
                "id": "reflecting",
                "title": "Reflekterende team",
                "about": "En fortæller, en spørger, et team tænker højt.",
                "teams": True,
                "modes": [mode("one", "Én runde", 30)],
                **help_texts,
            },
            {
                "id": "one-two-four",
                "title": "1-2-4-alle",
                "about": "Først hver for sig, så to og to, så fire, så alle.",
                "teams": True,
                "modes": [mode("one", "Én runde", 15)],
                **help_texts,
                "pitfalls": [],
            },
        ],
        "themes": [
            {"id": "faglighed", "title": "Faglighed"},
            {"id": "trivsel", "title": "Trivsel og samarbejde"},
        ],
        "theme_id": "trivsel",
        "limit": 300,
        "run": None,
        **changes,
    }


def run(**changes: Any) -> dict[str, Any]:
    """A fishbowl in its second phase."""
    titles = ["Sæt kredsen", PHASE["title"], PHASE["next"], "Saml op"]
    return {
        "title": "Fishbowl",
        "mode": "Kort",
        "theme": "Trivsel og samarbejde",
        "theme_id": "trivsel",
        "teams": False,
        "phases": [
            {
                "number": k + 1,
                "title": title,
                "minutes": (3, 8, 6, 3)[k],
                "state": ("done", "now", "next", "next")[k],
            }
            for k, title in enumerate(titles)
        ],
        "phase": {
            **PHASE,
            "tasks": [
                {"role": "Inderkredsen", "text": "Taler sammen, som om de er alene."},
                {"role": "Yderkredsen", "text": "Lytter og skriver ned."},
            ],
            "speaks": ["De, der sidder i inderkredsen, taler med hinanden."],
        },
        "clock": {**CLOCK, "running": False},
        "chairs": {"count": 5, "least": 3, "most": 6},
        "own_clocks": False,
        "sound": False,
        "leader_outside": True,
        "circles": [
            {
                "id": "c1",
                "name": "",
                "phase_title": "",
                "clock": None,
                "roles": [
                    {
                        "id": "inner",
                        "title": "Inderkredsen",
                        "chairs": 5,
                        "seated": [
                            {"chair": 0, "label": "Bord 1"},
                            {"chair": 1, "label": "Bord 4"},
                            {"chair": 3, "label": ""},
                        ],
                        "queue": ["Bord 2", ""],
                        "others": 0,
                    },
                    {
                        "id": "outer",
                        "title": "Yderkredsen",
                        "chairs": 0,
                        "seated": [],
                        "queue": [],
                        "others": 14,
                    },
                ],
            }
        ],
        "notes": {"count": 9, "devices": 6, "hidden": 4},
        "shown": [
            {
                "id": f"n{k}",
                "prompt": "Det lagde jeg mærke til",
                "text": text,
                "origin": ("Bord 2", "", "Bord 5")[k],
                "harvested": k == 1,
            }
            for k, text in enumerate(NOTES)
        ],
        **changes,
    }


def team_run(teams: int = 9) -> dict[str, Any]:
    """A method of teams that run their own clocks."""
    circles = [
        {
            "id": f"c{k}",
            "name": f"Bord {k + 1}",
            "phase_title": PHASE["title"] if k % 2 else "Saml op",
            "clock": {**CLOCK, "left_s": 40.0 * k + 20},
            "roles": [
                {
                    "id": "one",
                    "title": "Fortæller",
                    "chairs": 1,
                    "seated": [{"chair": 0, "label": f"Bord {k + 1}"}] if k % 3 else [],
                    "queue": [],
                    "others": 0,
                }
            ],
        }
        for k in range(teams)
    ]
    return run(
        title="Reflekterende team",
        teams=True,
        own_clocks=True,
        chairs=None,
        circles=circles,
        shown=[],
        notes={"count": 0, "devices": 0, "hidden": 0},
    )


def nasty_run(word: str) -> dict[str, Any]:
    """Everything too long."""
    data = run(title=word, mode=LONG, theme=word)
    data["phase"] = {**data["phase"], "title": LONG, "ask": LONG, "next": word}
    data["phase"]["tasks"] = [{"role": word, "text": LONG}] * 3
    data["phases"] = [{**one, "title": word} for one in data["phases"]]
    inner, outer = data["circles"][0]["roles"]
    inner.update(title=word, chairs=12, queue=[word, LONG])
    inner["seated"] = [{"chair": k, "label": word} for k in range(12)]
    outer["title"] = LONG
    data["shown"] = [
        {**one, "text": LONG, "prompt": word, "origin": word} for one in data["shown"]
    ]
    return data


def stage_role(title: str, chairs: int, *seated_names: str, **more: Any) -> Any:
    """A role on the projector."""
    return {
        "title": title,
        "chairs": chairs,
        "seated": list(seated_names),
        "task": "",
        "waits": 0,
        "others": 0,
        **more,
    }


def stage(**changes: Any) -> dict[str, Any]:
    """The fishbowl as the hall sees it."""
    return {
        "title": "Fishbowl",
        "mode": "Kort",
        "theme": "Trivsel og samarbejde",
        "phase": PHASE["title"],
        "number": 2,
        "count": 4,
        "ask": PHASE["ask"],
        "next": PHASE["next"],
        "leader": "Lederen sidder i yderkredsen og lytter med.",
        "sound": False,
        "roles": [
            stage_role(
                "Inderkredsen",
                5,
                "Bord 1",
                "Bord 4",
                "",
                task="Taler sammen, så alle kan høre det.",
                waits=2,
            ),
            stage_role("Vært", 1, "Bord 6", task="Passer på tiden og turene."),
            stage_role("Yderkredsen", 0, task="Lytter og skriver ned.", others=14),
        ],
        "teams": [],
        "notes": [],
        "notes_more": 0,
        **changes,
    }


def stage_teams(teams: int = 9) -> dict[str, Any]:
    """Teams with their own clocks."""
    return stage(
        title="Reflekterende team",
        leader="",
        roles=[
            stage_role("Fortæller", 1, task="Fortæller om en dag, der lykkedes."),
            stage_role("Spørger", 1, task="Spørger nysgerrigt, uden at give råd."),
        ],
        teams=[
            {
                "name": f"Bord {k + 1}",
                "phase": PHASE["title"] if k % 2 else "Teamet tænker højt",
                "clock": {**CLOCK, "left_s": 40.0 * k + 20},
            }
            for k in range(teams)
        ],
    )


def stage_notes(notes_more: int = 4) -> dict[str, Any]:
    """Notes are shown in the place of the roles."""
    return stage(
        notes=[
            {"id": f"n{k}", "text": text, "origin": ("Bord 2", "", "Bord 5")[k % 3]}
            for k, text in enumerate([*NOTES, NOTES[0]])
        ],
        notes_more=notes_more,
    )


def full_stage() -> dict[str, Any]:
    """More than the wall can hold."""
    return stage(
        title=LONG[:60],
        mode=LONG[:60],
        theme=LONG[:60],
        phase=LONG[:60],
        ask=LONG[:200],
        next=LONG[:80],
        leader=LONG[:160],
        roles=[
            stage_role(
                LONG[:60],
                12,
                *[f"Bord {n} med et langt navn" for n in range(11)],
                task=LONG[:200],
                waits=7,
                others=30,
            )
            for _ in range(4)
        ],
    )


def full_teams() -> dict[str, Any]:
    """Sixty teams."""
    data = stage_teams(60)
    return {**data, "ask": LONG[:200], "leader": LONG[:160]}


def full_notes() -> dict[str, Any]:
    """Long notes, and more behind them."""
    data = stage_notes(31)
    return {**data, "notes": [{**one, "text": LONG} for one in data["notes"] * 2]}
