import socket
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from sqlalchemy import inspect

from musworkshop.errors import StoreRefused
from musworkshop.store import start, tables
from musworkshop.store.connect import reading, sqlite_library, transaction
from musworkshop.store.start import (
    affected,
    file_system_of,
    prepare,
    refuse_affected_library,
    refuse_network_disk,
)


@pytest.mark.parametrize(
    ("version", "is_affected"),
    [
        ("3.7.0", True),
        ("3.40.1", True),
        ("3.44.5", True),
        ("3.44.6", False),
        ("3.44.10", False),
        ("3.45.0", True),
        ("3.49.2", True),
        ("3.50.6", True),
        ("3.50.7", False),
        ("3.51.0", True),
        ("3.51.2", True),
        ("3.51.3", False),
        ("3.52.0", True),
        ("3.52.1", False),
        ("3.53.4", False),
        ("4.0.0", False),
    ],
)
def test_a_library_that_can_lose_commits_is_known_by_its_version(version, is_affected):
    assert affected(version) is is_affected


def test_the_library_in_use_here_is_not_affected():
    assert not affected(sqlite_library().sqlite_version)


def test_an_affected_library_is_refused_with_what_to_do():
    with pytest.raises(StoreRefused) as refused:
        refuse_affected_library("3.40.1")

    sentence = str(refused.value)
    assert "3.40.1" in sentence
    assert "3.51.3" in sentence
    assert "pysqlite3" in sentence
    assert "--database-url" in sentence


def test_with_an_affected_library_nothing_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(
        start, "sqlite_library", lambda: SimpleNamespace(sqlite_version="3.51.2")
    )

    with pytest.raises(StoreRefused):
        prepare(f"sqlite:///{tmp_path / 'new' / 'x.sqlite'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "NFS", "remote"]
)
def test_a_network_disk_is_refused_with_what_to_do(kind):
    with pytest.raises(StoreRefused, match="--data"):
        refuse_network_disk(Path("/srv/x.sqlite"), kind)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "apfs", "NTFS", "overlay", ""])
def test_a_disk_of_this_machine_is_let_through(kind):
    refuse_network_disk(Path("/srv/musworkshop/x.sqlite"), kind)


@pytest.mark.parametrize(
    "folder",
    [
        "/home/USER/OneDrive - Workplace/mus",
        "/Users/a/Dropbox/mus",
        "/Users/a/Google Drive/mus",
        "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/mus",
        "/Users/a/Library/CloudStorage/Box-Box/mus",
        "/home/USER/Nextcloud/mus",
    ],
)
def test_a_synchronised_folder_is_refused_by_name(folder):
    with pytest.raises(StoreRefused, match="synchronised"):
        refuse_network_disk(Path(folder) / "x.sqlite", "ext4")


def test_a_database_on_a_network_disk_is_not_made(tmp_path, monkeypatch):
    monkeypatch.setattr(start, "file_system_of", lambda path: "nfs4")

    with pytest.raises(StoreRefused, match="nfs4"):
        prepare(f"sqlite:///{tmp_path / 'x.sqlite'}")
    assert list(tmp_path.iterdir()) == []


def mounts(monkeypatch, *partitions):
    found = [
        SimpleNamespace(mountpoint=place, fstype=kind, opts=opts)
        for place, kind, opts in partitions
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: found)


def test_the_disk_is_the_nearest_one_mounted_above_the_file(monkeypatch):
    mounts(
        monkeypatch,
        ("/", "ext4", "rw"),
        ("/srv/shared", "nfs4", "rw"),
        ("/srv/sharedness", "ext3", "rw"),
    )

    assert file_system_of(Path("/srv/shared/mus/x.sqlite")) == "nfs4"
    assert file_system_of(Path("/srv/sharedness/x.sqlite")) == "ext3"
    assert file_system_of(Path("/srv/x.sqlite")) == "ext4"


def test_of_two_disks_mounted_at_one_place_the_later_one_counts(monkeypatch):
    mounts(monkeypatch, ("/srv", "ext4", "rw"), ("/srv", "cifs", "rw"))

    assert file_system_of(Path("/srv/x.sqlite")) == "cifs"


def test_a_mapped_network_drive_is_remote_whatever_it_is_formatted_with(monkeypatch):
    mounts(monkeypatch, ("/", "ext4", "rw"), ("/m", "NTFS", "rw,remote"))

    assert file_system_of(Path("/m/x.sqlite")) == "remote"


def test_this_machines_own_disk_is_found(tmp_path):
    assert file_system_of(tmp_path) not in start.NETWORK_FILE_SYSTEMS


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root@localhost/mus",
        "postgres://localhost/mus",
        "nonsense",
        "",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_another_kind_of_database_is_refused_with_what_is_allowed(url):
    with pytest.raises(StoreRefused, match="allowed are sqlite:/// and postgresql://"):
        prepare(url)


def test_a_fresh_database_has_every_table_and_its_salt(empty_db_url):
    engine = prepare(empty_db_url)
    try:
        present = set(inspect(engine).get_table_names())
        with reading(engine) as connection:
            salts = connection.execute(tables.secret.select()).all()
    finally:
        engine.dispose()

    assert present == {*tables.metadata.tables, "alembic_version"}
    assert len(salts) == 1


def test_preparing_again_changes_nothing(db_url):
    engine = prepare(db_url)
    try:
        with reading(engine) as connection:
            before = connection.execute(tables.secret.select()).all()
        prepare(db_url)
        with reading(engine) as connection:
            assert connection.execute(tables.secret.select()).all() == before
    finally:
        engine.dispose()


def test_tables_of_a_newer_version_are_refused_and_left_as_they_are(db_url):
    engine = prepare(db_url)
    try:
        with transaction(engine) as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num='9999'")
        with pytest.raises(StoreRefused) as refused:
            prepare(db_url)
        with reading(engine) as connection:
            found = connection.exec_driver_sql("SELECT * FROM alembic_version")
            assert found.scalar() == "9999"
    finally:
        engine.dispose()

    assert "newer version" in str(refused.value)
    assert "9999" in str(refused.value)
    assert "--data" in str(refused.value)


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_database_file_is_for_its_owner_only(empty_db_url, tmp_path):
    url = f"sqlite:///{tmp_path / 'deep' / 'folder' / 'x.sqlite'}"
    engine = prepare(url)
    with transaction(engine) as connection:
        connection.execute(tables.secret.insert().values(name="x", value="y"))
    modes = {
        file.name: stat.S_IMODE(file.stat().st_mode)
        for file in (tmp_path / "deep" / "folder").iterdir()
    }
    folder = stat.S_IMODE((tmp_path / "deep" / "folder").stat().st_mode)
    engine.dispose()

    assert folder == 0o700
    assert set(modes) == {"x.sqlite", "x.sqlite-wal", "x.sqlite-shm", "x.sqlite-turn"}
    assert set(modes.values()) == {0o600}


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    file = tmp_path / "x.sqlite"
    file.write_text("my holiday\n" * 200)

    with pytest.raises(StoreRefused, match="cannot be used: file is not a database"):
        prepare(f"sqlite:///{file}")
    assert file.read_text() == "my holiday\n" * 200


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreRefused, match="does not answer"):
        prepare(f"sqlite:///{tmp_path / 'file' / 'x.sqlite'}")


def test_a_server_that_is_not_there_is_named_with_its_reason():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        with pytest.raises(StoreRefused) as refused:
            prepare(f"postgresql://mus:PASSWORD-of-nobody@127.0.0.1:{port}/mus")

    assert "does not answer" in str(refused.value)
    assert str(port) in str(refused.value)
    assert "PASSWORD-of-nobody" not in str(refused.value)


def test_a_server_that_never_answers_is_not_waited_for_long(monkeypatch):
    monkeypatch.setattr("musworkshop.store.connect.POSTGRESQL_ANSWERS_WITHIN_S", 2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]

        with pytest.raises(StoreRefused, match="does not answer"):
            prepare(f"postgresql://mus@127.0.0.1:{port}/mus")


_PREPARE = """
import sys
from musworkshop.store.start import prepare
from musworkshop.store.connect import transaction
from musworkshop.store import tables
engine = prepare(sys.argv[1])
with transaction(engine) as connection:
    print(connection.execute(tables.secret.select()).one().value)
"""


def test_servers_that_start_at_once_on_an_empty_database_all_start(empty_db_url):
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", _PREPARE, empty_db_url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    answers = [process.communicate(timeout=120) for process in starting]

    assert [process.returncode for process in starting] == [0] * 3, answers
    assert len({salt for salt, _errors in answers}) == 1
