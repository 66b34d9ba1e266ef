"""Pairs: two people each open their link, rate, are ready, and talk."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from musworkshop import limits
from musworkshop.errors import ServerError
from musworkshop.model.pair import Side, Way
from musworkshop.server.rehearsal.couple import Couple, Talker
from musworkshop.server.rehearsal.hall import GOES_WRONG, Hall
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.text import _

_LEAD, _PANEL, _WHEEL = "PairLead", "PairPanel", "CompetenceWheel"
_READY, _TALK, _PAPERS = "PairReady", "PairTalk", "PairPapers"
_DOOR = "/pair/open"
#: Of every so many pairs the employee loses the device half-way.
_RENEWS_EVERY = 5
#: Ways in turn; most fill in both.
_WAYS = (Way.BOTH, Way.BOTH, Way.BOTH, Way.ALONE)


async def talk(hall: Hall, number: int) -> None:
    """Let the facilitator make pairs, and all of them talk at the same time."""
    for way in dict.fromkeys(_WAYS):
        here = sum(_WAYS[n % len(_WAYS)] is way for n in range(number))
        for links in await _make(hall, here, way) if here else ():
            place = len(hall.couples) + 1
            hall.couples.append(
                Couple(
                    number=place,
                    way=way,
                    links=links,
                    employee=_talker(hall, place, Side.EMPLOYEE),
                    leader=_talker(hall, place, Side.LEADER),
                )
            )

    async def one(couple: Couple) -> None:
        try:
            await _talk(hall, couple)
        except GOES_WRONG as problem:
            hall.went_wrong(problem, who=_("Pair {n}").format(n=couple.number))

    await asyncio.gather(*(one(couple) for couple in hall.couples))
    hall.say(_("{n} pairs have talked.").format(n=len(hall.couples)))


async def _make(hall: Hall, number: int, way: Way) -> list[dict[str, str]]:
    leader = hall.facilitator
    await leader.until(lambda: leader.data(_LEAD).get("ways"), what=_("the pairs"))
    before = {each["id"] for each in leader.data(_LEAD)["pairs"]}
    await hall.send(leader, _LEAD, "make", number=number, way=way.value)

    def fresh() -> list[dict[str, Any]]:
        found = leader.data(_LEAD)["pairs"]
        return [each for each in found if each["id"] not in before and each["links"]]

    await leader.until(lambda: len(fresh()) == number, what=_("the pairs"))
    return [each["links"] for each in fresh()]


def _talker(hall: Hall, place: int, side: Side) -> Talker:
    label = _("Pair {n}, {side}").format(n=place, side=side.value)
    first = hall.facilitator.browser
    return Talker(visitor=Visitor(first.origin, first.http, label=label), side=side)


async def _talk(hall: Hall, couple: Couple) -> None:
    await asyncio.gather(
        *(_come(each, couple.links[each.side.value]) for each in couple.both)
    )
    writers = [each for each in couple.both if each.side in couple.way.sides]
    await asyncio.gather(*(_rate(hall, each) for each in writers))
    if couple.way is Way.BOTH:
        _nothing_of(couple.employee, couple.leader)
        _nothing_of(couple.leader, couple.employee)
        if not couple.number % _RENEWS_EVERY:
            await _lose_link(hall, couple)
    await asyncio.gather(
        *(hall.send(each.visitor, _READY, "set_ready", on=True) for each in writers)
    )
    await asyncio.gather(*(_see_all(couple, each) for each in couple.both))
    await _agree(hall, couple)
    for each in couple.both:
        await _fetch_paper(hall, each)


async def _come(talker: Talker, link: str) -> None:
    """Open a link as its page's script does, then the wheel."""
    await _open_door(talker, urlsplit(link).fragment)
    await _open_page(talker)
    if talker.visitor.data(_PANEL)["side"] != talker.side.value:
        raise ServerError(_("The link opened the other one's side."))


async def _open_door(talker: Talker, ticket: str) -> None:
    browser = talker.visitor.browser
    talker.secret = secrets.token_hex(32)
    page = await browser.get(_DOOR)
    answer = await browser.post(_DOOR, page, ticket=ticket, secret=talker.secret)
    if answer.status != 200:
        raise ServerError(str(json.loads(answer.text).get("error", answer.status)))


async def _open_page(talker: Talker) -> None:
    visitor = talker.visitor
    await visitor.open_page("/pair")
    await visitor.call(_PANEL, "open", {"secret": talker.secret})
    await visitor.until(
        lambda: visitor.data(_PANEL).get("state") == "open", what=_("the wheel")
    )


async def _rate(hall: Hall, talker: Talker) -> None:
    """Rate every competence and one of one's own; one is changed, one taken back."""
    visitor = talker.visitor
    chance = hall.chance(visitor)
    shown = visitor.data(_WHEEL)
    levels = [each["id"] for each in shown["levels"]]
    for number, competence in enumerate(shown["competences"]):
        key = competence["id"]
        chosen = chance.choice(levels)
        given = {"competence_id": key, "level_id": chosen}
        if not number:
            await hall.send(visitor, _WHEEL, "rate", **{**given, "level_id": levels[0]})
            await hall.send(visitor, _WHEEL, "rate", **{**given, "level_id": ""})
        await hall.send(visitor, _WHEEL, "rate", **given)
        talker.ratings[key] = chosen
    talker.own = _("Own {n}").format(n=secrets.token_hex(6))
    made = await hall.send(visitor, _WHEEL, "add_own", title=talker.own)
    await hall.send(
        visitor, _WHEEL, "rate", competence_id=made["id"], level_id=levels[-1]
    )
    talker.ratings[made["id"]] = levels[-1]
    await _open_page(talker)  # loaded anew: all is there
    if visitor.data(_WHEEL)["mine"]["ratings"] != talker.ratings:
        raise ServerError(
            _("{who}: the page was loaded again and came back with less.").format(
                who=visitor.label
            )
        )


def _nothing_of(writer: Talker, reader: Talker) -> None:
    """Raise when one's page holds a word the other wrote."""
    held = json.dumps(reader.visitor.everything(), ensure_ascii=False)
    if writer.own in held or reader.visitor.data(_WHEEL).get("theirs"):
        raise ServerError(
            _("{who} sees the other's wheel before both are ready.").format(
                who=reader.visitor.label
            )
        )


async def _lose_link(hall: Hall, couple: Couple) -> None:
    """Let the employee lose the device, and the leader make a new link."""
    answer = await hall.send(couple.leader.visitor, _PANEL, "renew_link")
    await _open_door(couple.employee, urlsplit(answer["link"]).fragment)
    await _open_page(couple.employee)
    if not couple.employee.visitor.data(_WHEEL)["covered"]:
        raise ServerError(
            _("{who}: the page was loaded again and came back with less.").format(
                who=couple.employee.visitor.label
            )
        )


async def _see_all(couple: Couple, talker: Talker) -> None:
    visitor = talker.visitor
    await visitor.until(
        lambda: visitor.data(_PANEL).get("is_revealed"), what=_("the other's wheel")
    )
    await visitor.until(
        lambda: (
            couple.employee.own
            in {each["title"] for each in visitor.data(_WHEEL)["competences"]}
        ),
        what=_("the other's wheel"),
    )


async def _agree(hall: Hall, couple: Couple) -> None:
    """Choose a focus area each, and let the employee's wheel be counted."""
    for place, talker in enumerate(couple.both):
        visitor = talker.visitor
        choice = visitor.data(_TALK)["choices"][place]
        sentence = f"{choice['title']} {couple.number}.{place}"
        await hall.send(
            visitor,
            _TALK,
            "keep_focus",
            focus_id="",
            competence_id=choice["id"],
            sentence=sentence,
            seen="",
        )
        couple.focus.append(sentence)
        await hall.send(visitor, _TALK, "agree_to_count", on=True)


async def _fetch_paper(hall: Hall, talker: Talker) -> None:
    """Fetch the pair's own sheet, as the page's button does."""
    browser = talker.visitor.browser
    page = await browser.get(_DOOR)
    paper = talker.visitor.data(_PAPERS)["papers"][0]["name"]
    answer = await browser.post(
        f"/documents/pair/{paper}", page, secret=talker.secret, language="da"
    )
    if answer.status != 200 or not answer.body.startswith(b"%PDF"):
        hall.problems.append(
            _("{who}: the sheet could not be fetched.").format(who=talker.visitor.label)
        )


async def count(hall: Hall) -> None:
    """Count the wheels; the picture says what was given, or less."""
    leader = hall.facilitator
    given = [couple.employee.ratings for couple in hall.couples]
    if len(given) < limits.DEFAULT_THRESHOLD:
        return
    await leader.until(
        lambda: leader.data(_LEAD).get("counting", {}).get("can"),
        what=_("the pairs that agree"),
    )
    await hall.show(
        leader,
        _LEAD,
        "count",
        what=_("the picture"),
        seen=lambda stage: bool(stage["content"].get("rows")),
    )
    wheel = hall.concept.wheel
    assert wheel is not None
    for competence, row in zip(
        wheel.competences, hall.stage["content"]["rows"], strict=True
    ):
        counts = Counter(each.get(competence.id) for each in given)
        for part in row["parts"]:
            levels = wheel.levels[part["first"] : part["last"] + 1]
            if sum(counts[each.id] for each in levels) != part["count"]:
                hall.problems.append(
                    _("{competence}: the picture counts other than was given.").format(
                        competence=row["title"]
                    )
                )
