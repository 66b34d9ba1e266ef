"""Which workshop is served: the newest one, a new one, or the invented one."""

from __future__ import annotations

from musworkshop.content.read import demo_script, find_concept, load_concept
from musworkshop.settings import Settings
from musworkshop.store import workshops
from musworkshop.store.connect import reading, transaction
from musworkshop.store.scripts import write_script
from musworkshop.store.start import prepare

DEFAULT_CONCEPT = "toender"


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
    is_held = newest is not None and (
        not concept or workshops.concept_of(newest) == wanted
    )
    if newest is not None and is_held and not new and script is None:
        return newest.id
    with transaction(engine) as connection:
        keys = workshops.create(connection, concept=wanted, language=settings.language)
        if script is not None:
            write_script(connection, keys.workshop_id, wanted, script)
    return keys.workshop_id
