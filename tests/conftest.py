"""Databases for the tests: each test gets its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text

from musworkshop.text import use_language

VARIABLE = "MUSWORKSHOP_TEST_POSTGRESQL_URL"


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever opens Chromium as a browser test, whoever wrote it."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(autouse=True, scope="session")
def seals_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the keys of open rounds out of this machine's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSWORKSHOP_SEALS", str(tmp_path_factory.mktemp("seals")))
        yield


@pytest.fixture
def seals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for the keys of open rounds."""
    monkeypatch.setenv("MUSWORKSHOP_SEALS", str(tmp_path / "seals"))
    return tmp_path / "seals"


@pytest.fixture(autouse=True)
def english() -> None:
    """Sentences as they stand in the code; a test about Danish chooses it."""
    use_language("en")


def _written(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _prepare(url: str) -> Engine:
    from musworkshop.store.start import prepare  # tests without a store do without it

    return prepare(url)


@pytest.fixture(scope="session")
def postgresql_url() -> URL:
    """The server that ``tests/run.py`` has started."""
    if server := os.environ.get(VARIABLE):
        return make_url(server)
    sentence = f"{VARIABLE} is not set; 'python3 tests/run.py' starts PostgreSQL."
    if os.environ.get("CI") == "true":
        pytest.fail(f"{sentence} With CI=true these tests must not be left out.")
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def postgresql_administrator(postgresql_url: URL) -> Iterator[Engine]:
    engine = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def _create_database(administrator: Engine, template: str = "template1") -> URL:
    name = f"mus_{uuid.uuid4().hex}"
    with administrator.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    return administrator.url.set(database=name)


def _drop_database(administrator: Engine, url: URL) -> None:
    with administrator.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{url.database}" WITH (FORCE)'))


@pytest.fixture(scope="session")
def postgresql_template(postgresql_administrator: Engine) -> Iterator[str]:
    """Name of a migrated database; a copy of it is far quicker than migrating."""
    url = _create_database(postgresql_administrator)
    _prepare(_written(url)).dispose()
    yield str(url.database)
    _drop_database(postgresql_administrator, url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file; closed, so that its whole content stands in the one file."""
    file = tmp_path_factory.mktemp("template") / "template.sqlite"
    _prepare(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which of the two databases a test runs on: every store test runs on both."""
    return str(request.param)


@pytest.fixture
def empty_db_url(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[str]:
    """A database that nobody has prepared yet."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'musworkshop.sqlite'}"
        return
    administrator: Engine = request.getfixturevalue("postgresql_administrator")
    url = _create_database(administrator)
    yield _written(url)
    _drop_database(administrator, url)


@pytest.fixture
def db_url(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[str]:
    """A migrated, empty database."""
    if database == "sqlite":
        file = tmp_path / "musworkshop.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    administrator: Engine = request.getfixturevalue("postgresql_administrator")
    template: str = request.getfixturevalue("postgresql_template")
    url = _create_database(administrator, template)
    yield _written(url)
    _drop_database(administrator, url)


@pytest.fixture
def engine(db_url: str) -> Iterator[Engine]:
    engine = _prepare(db_url)
    yield engine
    engine.dispose()
