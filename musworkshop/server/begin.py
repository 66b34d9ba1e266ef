"""Which workshop is served: the newest one, a new one, or the invented one."""

from __future__ import annotations

from datetime import timedelta

from musworkshop import limits
from musworkshop.content.instrument import Instrument
from musworkshop.content.read import demo_script, find_concept, load_concept
from musworkshop.content.schema import Concept, StepKind
from musworkshop.model.roles import Role
from musworkshop.model.temperature import Form
from musworkshop.rules.threshold import publish
from musworkshop.server.invented import invented_sheets
from musworkshop.settings import Settings
from musworkshop.store import actions, rounds, seats, wheel_ballots, workshops
from musworkshop.store.connect import Connection, reading, transaction
from musworkshop.store.scripts import write_script
from musworkshop.store.seal import Seals
from musworkshop.store.start import prepare
from musworkshop.store.values import now
from musworkshop.text import _

DEFAULT_CONCEPT = "toender"
_INVITED, _ANSWERED, _LEADERS = 52, 47, 2


def workshop_to_serve(
    settings: Settings, *, concept: str = "", demo: bool = False, new: bool = False
) -> str:
    """Return the id of the workshop to serve, begun if need be.

    Parameters
    ----------
    settings : Settings
        Database and language.
    concept : str
        Name of a shipped concept or a folder; begins a new workshop where the newest
        one is held with another.
    demo : bool
        Begin a workshop with the concept's invented content.
    new : bool
        Begin an empty workshop although there is one.

    Returns
    -------
    str
        The workshop's id.

    Raises
    ------
    ContentError
        If the concept has a fault; nothing is begun then.
    StoreRefused
        If the database must not be used.
    """
    folder = find_concept(concept or DEFAULT_CONCEPT)
    wanted = load_concept(folder)
    script = demo_script(folder, settings.language, concept=wanted) if demo else None
    engine = prepare(settings.url)
    with reading(engine) as connection:
        newest = workshops.newest(connection)
        # A machine that stopped in the wrong moment may have left keys behind.
        seals = Seals(settings.seals)
        seals.tidy(rounds.closed_ids(connection))
        seals.tidy(map(wheel_ballots.key_name, wheel_ballots.counted_ids(connection)))
    is_held = newest is not None and (
        not concept or workshops.concept_of(newest) == wanted
    )
    if newest is not None and is_held and not new and script is None:
        return newest.id
    with transaction(engine) as connection:
        keys = workshops.create(connection, concept=wanted, language=settings.language)
        if script is not None:
            write_script(connection, keys.workshop_id, wanted, script)
            if wanted.instrument is not None:
                _show_a_result(connection, keys.workshop_id, wanted, wanted.instrument)
    return keys.workshop_id


def _show_a_result(
    connection: Connection, workshop_id: str, concept: Concept, instrument: Instrument
) -> None:
    """Put the result of invented answers into a demo, at the step that talks of it."""
    invited = {Form.EMPLOYEE: _INVITED, Form.LEADER: _LEADERS}
    publication = publish(
        invented_sheets(instrument, _ANSWERED, leaders=_LEADERS),
        instrument,
        threshold=limits.DEFAULT_THRESHOLD,
        closed_on=now().date(),
        invited=invited,
    )
    rounds.put(connection, workshop_id, publication)
    leader, _token = seats.add(connection, workshop_id, Role.FACILITATOR)
    step = next(s for s in concept.steps if s.kind is StepKind.RESULTS)
    workshops.go_to_step(connection, leader, step.id, minutes=step.minutes)
    workshops.show_cards(connection, leader, True)
    actions.save(
        connection,
        leader,
        "",
        text=_("Every talk ends with a date for following up."),
        owner=_("Leader"),
        due=(now() + timedelta(days=90)).date().isoformat(),
        status="agreed",
    )
    seats.leave(connection, leader)
