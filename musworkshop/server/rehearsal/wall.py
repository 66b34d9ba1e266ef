"""The wall in plenary: cards shown, alike ones gathered, dots put and shown."""

from __future__ import annotations

from functools import partial
from typing import Any

from musworkshop.server.rehearsal import sights
from musworkshop.server.rehearsal.hall import Device, Hall
from musworkshop.server.rehearsal.writing import send_late
from musworkshop.text import _

VOTES_PER_PERSON = 3
#: Further than any wall reaches: the projector stays on its last page.
_LAST_PAGE = 999


async def gather(hall: Hall) -> None:
    """Show the cards theme by theme, let late ones come, gather alike ones."""
    leader = hall.facilitator
    await hall.show(
        leader,
        "CardSorter",
        "show_cards",
        what=_("the cards"),
        seen=sights.wall(),
        shown=True,
    )
    late_themes = {card.theme for device in hall.devices for card in device.late}
    for theme in leader.data("CardSorter")["themes"]:
        if not theme["count"] and theme["id"] not in late_themes:
            continue
        await hall.show(
            leader,
            "CardSorter",
            "focus_theme",
            what=_("the theme in focus"),
            seen=sights.theme(theme["title"]),
            theme_id=theme["id"],
        )
        await hall.send(leader, "CardSorter", "turn_page", page=_LAST_PAGE)
        await send_late(hall, theme["id"])
        await _gather_alike(hall, theme["id"])


async def _gather_alike(hall: Hall, theme_id: str) -> None:
    leader = hall.facilitator
    for theme, texts, wording in hall.cast.clusters:
        if theme != theme_id:
            continue
        card_ids = await leader.until(
            partial(_cards_with, hall, theme_id, texts),
            what=_("the cards that are alike"),
        )
        cluster_id = await hall.send(
            leader, "CardSorter", "group_cards", card_ids=card_ids
        )
        if wording:
            await hall.send(
                leader,
                "CardSorter",
                "name_cluster",
                cluster_id=cluster_id,
                wording=wording,
                version=1,
            )


def _cards_with(hall: Hall, theme_id: str, texts: tuple[str, ...]) -> list[str]:
    """Return the ids of the cards with these texts; none before all are there."""
    wall = hall.facilitator.data("CardSorter")
    if wall["theme_id"] != theme_id:
        return []
    ids = {card["text"]: card["id"] for card in wall["cards"]}
    return [ids[text] for text in texts] if set(texts) <= ids.keys() else []


async def let_vote(hall: Hall) -> None:
    """Open the voting, let everybody put all dots, show the sums."""
    leader = hall.facilitator
    if not any(theme["count"] for theme in leader.data("CardSorter")["themes"]):
        return
    await hall.send(leader, "VotePanel", "set_votes_per_person", votes=VOTES_PER_PERSON)
    await hall.send(leader, "VotePanel", "open_votes")
    await hall.everybody(lambda device: _vote(hall, device))
    await leader.until(
        lambda: leader.data("VotePanel")["voted"] >= len(hall.devices),
        what=_("the number of those who have voted"),
        timeout_s=20.0,
    )
    await hall.show(
        leader,
        "VotePanel",
        "reveal_votes",
        what=_("the result of the vote"),
        seen=sights.votes(),
    )


async def _vote(hall: Hall, device: Device) -> None:
    """Put each dot at random, one question after the other, as a thumb would."""
    visitor = device.visitor

    def offered() -> list[dict[str, Any]]:
        ballot = visitor.data("VoteList")
        if ballot.get("state") != "open":
            return []
        return [each for theme in ballot["themes"] for each in theme["candidates"]]

    candidates = await visitor.until(offered, what=_("the questions to vote on"))
    total = visitor.data("VoteList")["total"]
    chosen = hall.chance(visitor).choices([each["id"] for each in candidates], k=total)
    for candidate_id in dict.fromkeys(chosen):
        await hall.pause(device)
        dots = chosen.count(candidate_id)
        await hall.send(
            visitor, "VoteList", "set_dots", candidate_id=candidate_id, dots=dots
        )
        hall.ledger.dots[candidate_id] += dots
