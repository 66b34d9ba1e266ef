"""Sub-questions: written in silence, laid on the table, picked for the room."""

from __future__ import annotations

from musworkshop.errors import ServerError
from musworkshop.server.rehearsal import sights
from musworkshop.server.rehearsal.hall import Device, Hall, LateCard
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.text import _

#: One in so many leaves a text half-written; the others clear their field.
_HALF_WRITTEN_EVERY = 5
#: Devices that keep one card back and send it while everybody looks at the wall.
_LATE_DEVICES = 12


async def write_cards(hall: Hall, device: Device) -> None:
    """Write all cards of a device, then pick those that go to the room."""
    visitor = device.visitor
    await visitor.until(
        lambda: visitor.data("CardWriter").get("themes"), what=_("the themes")
    )
    kept: list[tuple[str, str, str, bool]] = []
    for pile in device.cards:
        for number, text in enumerate(pile.texts):
            await hall.pause(device)
            await _type(hall, device, pile.theme, text[: len(text) // 2])
            card_id = await _write(hall, device, pile.theme, text)
            kept.append((card_id, pile.theme, text, number < pile.picked))
        if hall.devices.index(device) % _HALF_WRITTEN_EVERY:
            await _type(hall, device, pile.theme, "")
    if device.group is not None:
        for card_id, _theme, _text, _is_picked in kept:
            await hall.pause(device)
            await _move(hall, device, card_id, "table")
    picked = [LateCard(*card) for *card, is_picked in kept if is_picked]
    if picked and device in hall.devices[:_LATE_DEVICES]:
        device.late.append(picked.pop())
    for card in picked:
        await hall.pause(device)
        await _move(hall, device, card.id, "room")
        hall.ledger.card_picked(card.theme, card.text)


async def come_back(device: Device) -> None:
    """Load the page again: the same seat, with the same cards."""
    visitor = device.visitor
    before = visitor.seat_id, _own_texts(visitor)
    await visitor.open_page("/group" if device.group is not None else "/participant")
    if (visitor.seat_id, _own_texts(visitor)) != before:
        sentence = _("{who}: the page was loaded again and came back with less.")
        raise ServerError(sentence.format(who=visitor.label))


def _own_texts(visitor: Visitor) -> list[tuple[str, str]]:
    cards = visitor.data("CardWriter")["cards"]
    return sorted((card["id"], card["text"]) for card in cards)


async def send_late(hall: Hall, theme_id: str) -> None:
    """Send the cards that were kept back; the projector shows them as they come."""
    for device in hall.devices:
        for card in [each for each in device.late if each.theme == theme_id]:
            await hall.show(
                device.visitor,
                "CardWriter",
                "move_card",
                what=_("a card sent while everybody looks"),
                seen=sights.card(card.id),
                card_id=card.id,
                stage="room",
            )
            device.late.remove(card)
            hall.ledger.card_picked(card.theme, card.text)


async def _type(hall: Hall, device: Device, theme_id: str, text: str) -> None:
    """Keep what stands in the field so far, as the page does while one types."""
    field = f"card:{theme_id}"
    await hall.send(device.visitor, "CardWriter", "draft", field=field, text=text)


async def _write(hall: Hall, device: Device, theme_id: str, text: str) -> str:
    answer = await hall.send(
        device.visitor,
        "CardWriter",
        "add_card",
        theme_id=theme_id,
        text=text,
        stage="own",
    )
    hall.ledger.card_kept(device.visitor.seat_id, theme_id, text)
    card_id: str = answer["id"]
    return card_id


async def _move(hall: Hall, device: Device, card_id: str, stage: str) -> None:
    await hall.send(
        device.visitor, "CardWriter", "move_card", card_id=card_id, stage=stage
    )
