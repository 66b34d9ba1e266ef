import multiprocessing
import os
import threading

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from musworkshop.store import connect, tables
from musworkshop.store.connect import engine_for, reading, transaction
from musworkshop.store.start import prepare


def secrets(engine):
    with reading(engine) as connection:
        found = connection.execute(tables.secret.select()).all()
    return {row.name for row in found}


def keep(connection, name):
    connection.execute(tables.secret.insert().values(name=name, value="x"))


@pytest.fixture
def engine(db_url):
    engine = prepare(db_url)
    yield engine
    engine.dispose()


def test_what_fails_half_way_is_not_kept_at_all(engine):
    def fail():
        with transaction(engine) as connection:
            keep(connection, "half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert "half" not in secrets(engine)


def test_who_only_reads_cannot_write(engine):
    with reading(engine) as connection, pytest.raises(DBAPIError, match=r"read-?only"):
        keep(connection, "x")

    with transaction(engine) as connection:
        keep(connection, "y")
    assert secrets(engine) == {"address", "y"}


def test_a_reader_sees_one_state_although_others_write(engine):
    with reading(engine) as connection:
        before = connection.execute(tables.secret.select()).all()
        with transaction(engine) as writer:
            keep(writer, "new")
        assert connection.execute(tables.secret.select()).all() == before

    assert "new" in secrets(engine)


def test_connections_serve_many_threads(engine):
    faults = []

    def work(number):
        try:
            with transaction(engine) as connection:
                keep(connection, f"thread-{number}")
            secrets(engine)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not faults
    assert len(secrets(engine)) == 21


def test_a_connection_carried_across_a_fork_is_refused(engine):
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()

    def child():
        try:
            carried.execute(tables.secret.select())
            answers.put("was let in")
        except RuntimeError as refusal:
            answers.put(str(refusal))
        answers.close()
        os._exit(0)  # without closing what belongs to the parent

    with reading(engine) as carried:
        process = context.Process(target=child)
        process.start()
        answer = answers.get()
        process.join()

    assert "fork" in answer
    assert secrets(engine) == {"address"}


def test_after_a_fork_an_engine_opens_connections_of_its_own(engine, db_url):
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()

    def child():
        fresh = engine_for(db_url)
        with transaction(fresh) as connection:
            keep(connection, "child")
        answers.put(fresh is engine)
        answers.close()
        os._exit(0)

    process = context.Process(target=child)
    process.start()
    answer = answers.get()
    process.join()

    assert answer is True
    assert secrets(engine) == {"address", "child"}


def test_one_process_has_one_engine_for_an_address(engine, db_url):
    assert engine_for(db_url) is engine


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", connect.BUSY_TIMEOUT_MS),
        ("journal_size_limit", connect.LOG_BYTES),
    ],
)
def test_every_connection_is_set_to_keep_what_is_committed(engine, pragma, value):
    with reading(engine) as one, reading(engine) as two, transaction(engine) as three:
        for connection in (one, two, three):
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            assert found == value


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_log_shrinks_again_after_a_rush_of_writing(engine, tmp_path, monkeypatch):
    log = tmp_path / "musworkshop.sqlite-wal"
    with transaction(engine) as connection:
        for number in range(80):
            connection.execute(
                tables.secret.insert().values(name=f"{number}", value="x" * 200_000)
            )
    largest = log.stat().st_size
    for number in range(3):
        with transaction(engine) as connection:
            keep(connection, f"after {number}")

    assert largest > 2 * connect.LOG_BYTES
    assert log.stat().st_size <= connect.LOG_BYTES


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_log_is_emptied_where_something_must_be_forgotten(engine, tmp_path):
    with transaction(engine) as connection:
        keep(connection, "x")
        connect.empty_the_log_afterwards(connection)

    assert (tmp_path / "musworkshop.sqlite-wal").stat().st_size == 0
    with transaction(engine) as connection:
        keep(connection, "y")
    assert (tmp_path / "musworkshop.sqlite-wal").stat().st_size > 0


def test_a_reader_in_the_way_does_not_stop_the_forgetting_write(engine, monkeypatch):
    monkeypatch.setattr(connect, "_EMPTY_TIMEOUT_MS", 50)
    with reading(engine) as reader:
        reader.execute(tables.secret.select()).all()
        with transaction(engine) as connection:
            keep(connection, "x")
            connect.empty_the_log_afterwards(connection)

    assert "x" in secrets(engine)


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_writer_waits_for_another_and_is_told_after_a_while(engine, monkeypatch):
    with transaction(engine) as holder:
        keep(holder, "first")
        monkeypatch.setattr(connect, "BUSY_TIMEOUT_MS", 50)
        with pytest.raises(OperationalError, match="locked"), transaction(engine):
            pass  # never reached
        monkeypatch.undo()

    with transaction(engine) as connection:
        keep(connection, "second")
        left = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert secrets(engine) == {"address", "first", "second"}
    assert left == connect.BUSY_TIMEOUT_MS
