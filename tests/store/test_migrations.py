import shutil

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Table, Text, inspect

from musworkshop.errors import StoreRefused
from musworkshop.store import start, tables
from musworkshop.store.connect import engine_for, reading, sqlite_library
from musworkshop.store.start import migration_config, prepare
from tests.store.hall import open_hall


@pytest.fixture
def prepared(db_url):
    engine = prepare(db_url)
    yield engine
    engine.dispose()


def migrate(engine, to):
    with start._changing_tables(engine) as connection:
        step = command.downgrade if to == "base" else command.upgrade
        step(migration_config(connection), to)


def differences(engine):
    with reading(engine) as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "compare_server_default": True},
        )
        return compare_metadata(context, tables.metadata)


def shape(engine):
    """What the database itself says of its tables."""
    found = inspect(engine)

    def columns(name):
        return [
            (column["name"], str(column["type"]), column["nullable"])
            for column in found.get_columns(name)
        ]

    return {
        name: (
            columns(name),
            found.get_pk_constraint(name),
            sorted(
                (
                    key["constrained_columns"],
                    key["referred_table"],
                    key["options"].get("ondelete"),
                )
                for key in found.get_foreign_keys(name)
            ),
            sorted((i["name"], i["column_names"]) for i in found.get_indexes(name)),
            sorted(u["column_names"] for u in found.get_unique_constraints(name)),
        )
        for name in tables.metadata.tables
    }


def test_the_migrations_make_exactly_the_tables_of_the_code(prepared):
    assert differences(prepared) == []


def test_the_comparison_sees_a_column_that_only_the_code_has(prepared):
    changed = Table("extra", tables.metadata, Column("id", Text, primary_key=True))
    try:
        assert [kind for kind, *_rest in differences(prepared)] == ["add_table"]
    finally:
        tables.metadata.remove(changed)


def test_migrated_tables_have_the_shape_of_tables_made_from_the_code(
    prepared, empty_db_url, database
):
    if database == "postgresql":
        made = engine_for(empty_db_url)
    else:
        made = engine_for(empty_db_url.replace("musworkshop.sqlite", "made.sqlite"))
    try:
        tables.metadata.create_all(made)
        assert shape(prepared) == shape(made)
    finally:
        made.dispose()


def test_there_is_one_line_of_migrations_with_one_end():
    scripts = ScriptDirectory.from_config(migration_config())

    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1


def test_down_to_nothing_and_up_again_gives_the_same_tables(prepared):
    before = shape(prepared)
    migrate(prepared, "base")
    assert set(inspect(prepared).get_table_names()) == {"alembic_version"}

    migrate(prepared, "head")

    assert shape(prepared) == before


def test_every_migration_goes_down_and_up_by_itself(prepared):
    scripts = ScriptDirectory.from_config(migration_config())
    migrate(prepared, "base")
    for script in reversed(list(scripts.walk_revisions())):
        migrate(prepared, script.revision)
        migrate(prepared, script.down_revision or "base")
        migrate(prepared, script.revision)

    assert differences(prepared) == []


@pytest.fixture
def next_version(monkeypatch, tmp_path):
    """The migrations as they are, and one more that rebuilds a table."""
    folder = tmp_path / "migrations"
    shutil.copytree(start._MIGRATIONS, folder)
    (folder / "versions" / "9000_next.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "revision = '9000'\n"
        f"down_revision = '{ScriptDirectory(str(folder)).get_current_head()}'\n"
        "def upgrade():\n"
        "    is_sqlite = op.get_bind().dialect.name == 'sqlite'\n"
        "    how = 'always' if is_sqlite else 'auto'\n"
        "    with op.batch_alter_table('workshop', recreate=how) as batch:\n"
        "        batch.add_column(sa.Column('new', sa.Text()))\n"
        "def downgrade():\n"
        "    with op.batch_alter_table('workshop') as batch:\n"
        "        batch.drop_column('new')\n"
    )
    monkeypatch.setattr(start, "_MIGRATIONS", folder)


@pytest.mark.parametrize("database", ["sqlite"])
def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(prepared, next_version):
    hall = open_hall(prepared)
    hall.card(hall.scribe, "A")
    before = {name: len(rows) for name, rows in hall.everything().items()}

    prepare(str(prepared.url))

    after = {name: len(rows) for name, rows in hall.everything().items()}
    assert after == before
    assert inspect(prepared).get_columns("workshop")[-1]["name"] == "new"
    with reading(prepared) as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize("database", ["sqlite"])
def test_before_the_tables_change_a_whole_copy_is_kept_beside_them(
    prepared, next_version, tmp_path
):
    hall = open_hall(prepared)
    hall.card(hall.scribe, "Before")

    prepare(str(prepared.url))

    (copy,) = tmp_path.glob("musworkshop.before-update-*.sqlite")
    assert copy.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.partial"))
    kept = sqlite_library().connect(str(copy))
    try:
        assert kept.execute("SELECT text FROM card").fetchall() == [("Before",)]
        assert kept.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        columns = [row[1] for row in kept.execute("PRAGMA table_info(workshop)")]
        assert "new" not in columns
    finally:
        kept.close()


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_start_without_a_change_makes_no_copy(prepared, tmp_path):
    prepare(str(prepared.url))

    assert not list(tmp_path.glob("*before-update*"))


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_migration_that_fails_leaves_the_tables_as_they_were(
    prepared, next_version, monkeypatch
):
    hall = open_hall(prepared)
    before, tables_before = hall.everything(), shape(prepared)
    monkeypatch.setattr(start, "_ensure_salt", lambda connection: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        prepare(str(prepared.url))

    assert hall.everything() == before
    assert shape(prepared) == tables_before


def test_an_older_version_refuses_the_tables_of_a_newer_one(
    prepared, next_version, monkeypatch
):
    url = prepared.url.render_as_string(hide_password=False)
    prepare(url)
    monkeypatch.undo()

    with pytest.raises(StoreRefused, match="newer version"):
        prepare(url)
