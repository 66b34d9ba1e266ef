import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from musworkshop.store import tables
from musworkshop.store.connect import transaction
from musworkshop.store.start import prepare
from tests.store.beginnings import Beginnings
from tests.store.hall import Hall, open_hall
from tests.store.writes import Thing, made_in


@pytest.fixture(scope="session")
def kept_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Engine:
    file = tmp_path_factory.mktemp("kept") / "kept.sqlite"
    shutil.copy(sqlite_template, file)
    return prepare(f"sqlite:///{file}")


@pytest.fixture(scope="session")
def kept_postgresql(
    postgresql_administrator: Engine, postgresql_template: str
) -> Iterator[Engine]:
    name = f"mus_{uuid.uuid4().hex}"
    with postgresql_administrator.connect() as connection:
        connection.execute(
            text(f'CREATE DATABASE "{name}" TEMPLATE "{postgresql_template}"')
        )
    url = postgresql_administrator.url.set(database=name)
    engine = prepare(url.render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with postgresql_administrator.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
def engine(database: str, request: pytest.FixtureRequest) -> Engine:
    """A store as it is on the first day; emptying one is quicker than making one."""
    engine: Engine = request.getfixturevalue(f"kept_{database}")
    with transaction(engine) as connection:
        for table in reversed(tables.metadata.sorted_tables):
            if table is not tables.secret:
                connection.execute(table.delete())
    return engine


@pytest.fixture
def store_folder(engine: Engine) -> Callable[[], bytes]:
    """Everything that lies in the folder of a SQLite store: the file and its log."""
    folder = Path(str(engine.url.database)).parent
    return lambda: b"".join(each.read_bytes() for each in folder.iterdir())


@pytest.fixture(scope="session")
def beginnings() -> Beginnings:
    return Beginnings()


@pytest.fixture
def hall(engine: Engine, beginnings: Beginnings) -> Hall:
    """A workshop with everybody in it."""
    return beginnings.begin(engine, "hall", lambda: open_hall(engine))


@pytest.fixture
def elsewhere(engine: Engine, beginnings: Beginnings) -> Hall:
    """Another workshop in the same store."""
    return beginnings.begin(
        engine, "elsewhere", lambda: open_hall(engine, name=" elsewhere")
    )


@pytest.fixture
def thing(hall: Hall, beginnings: Beginnings) -> Thing:
    """What the writes of `hall` can be made on."""
    return beginnings.begin(hall.engine, "thing", lambda: made_in(hall))
