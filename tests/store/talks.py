"""Two small methods, made of the building blocks, for the tests of the store."""

from musworkshop.content.methods import Method


def _both(text: str) -> dict[str, str]:
    return {"da": text, "en": text}


def _phase(name: str, **more: object) -> dict[str, object]:
    about = {"title": _both(name), "ask": _both(f"{name}?"), "minutes": 5}
    return {"id": name, **about, **more}


def _method(name: str, **more: object) -> Method:
    texts = ("title", "about", "when", "pitfalls", "entering")
    return Method.model_validate(
        {
            "id": name,
            **{key: _both(f"{name} {key}") for key in texts},
            "prompts": [{"id": "heard", "text": _both("I heard")}],
            **more,
        }
    )


def _role(name: str, least: int = 0, most: int = 0) -> dict[str, object]:
    titles = {"title": _both(name), "about": _both(name)}
    return {"id": name, **titles, "least": least, "most": most}


def _mode(name: str, phases: list[str], **more: object) -> dict[str, object]:
    titles = {"title": _both(name), "about": _both(name)}
    return {"id": name, **titles, "phases": phases, **more}


BOWL = _method(
    "bowl",
    around="hall",
    roles=[_role("inner", 2, 4), _role("outer")],
    phases=[
        _phase("rules", seating=True),
        _phase("talk", writes=["outer"]),
        _phase("change", seating=True, swaps=True),
    ],
    modes=[
        _mode("swap", ["rules", "talk", "change", "talk"]),
        _mode("open", ["rules", "talk"], entering="tap", free_chair=True),
    ],
)
TEAM = _method(
    "team",
    around="team",
    roles=[_role("focus", 1, 1), _role("asking", 1, 1), _role("team", 2, 5)],
    phases=[
        _phase("roles", seating=True),
        _phase("interview", writes=["team"], speaks=[["asking", "focus"]]),
        _phase("reflect", listens=["focus"], writes=["team"]),
    ],
    modes=[_mode("whole", ["roles", "interview", "reflect"])],
)
