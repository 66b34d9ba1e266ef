"""The command line: serve, rehearse, doctor, import, concept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from musworkshop.errors import MusWorkshopError
from musworkshop.server.kernels.choice import KernelKind
from musworkshop.settings import Settings
from musworkshop.text import _, use_language

REFUSED = 2
#: The shipped concept with which the temperature is taken.
TEMPERATURE = "temperature"
WHEEL = "kl"

app = typer.Typer(
    help="The facilitator's workbook for MUS workshops.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
concept_app = typer.Typer(
    help="Check and copy concepts: themes, questions, steps.", no_args_is_help=True
)
app.add_typer(concept_app, name="concept")

DataOption = Annotated[
    Path | None, typer.Option(help="Folder of the database; your data folder if none.")
]
UrlOption = Annotated[
    str, typer.Option(help="SQLAlchemy URL of a PostgreSQL database.")
]
LanguageOption = Annotated[str, typer.Option(help="da or en.")]
ConceptOption = Annotated[
    str, typer.Option(help="Name of a shipped concept, or a folder of your own.")
]


@contextmanager
def _sentences() -> Iterator[None]:
    """Say one sentence and exit with 2 where something is refused."""
    try:
        yield
    except MusWorkshopError as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(REFUSED) from None


def _settings(
    data: Path | None = None, database_url: str = "", language: str = ""
) -> Settings:
    given: dict[str, object] = {}
    if data is not None:
        given["data"] = data.expanduser().resolve()
    if database_url:
        given["database_url"] = database_url
    if language:
        given["language"] = language
    settings = Settings(**given)  # type: ignore[arg-type]
    use_language(settings.language)
    return settings


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; all of this computer's if none.")
    ] = "0.0.0.0",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8866,
    data: DataOption = None,
    database_url: UrlOption = "",
    concept: ConceptOption = "",
    language: LanguageOption = "",
    demo: Annotated[
        bool, typer.Option("--demo", help="Show an invented workshop.")
    ] = False,
    new: Annotated[bool, typer.Option("--new", help="Begin a new workshop.")] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser.")
    ] = False,
    kernels: Annotated[
        KernelKind, typer.Option(help="How pages get their Python: forked, or new.")
    ] = KernelKind.WARM,
    expect: Annotated[
        int, typer.Option(min=0, help="People for whom pages are kept ready.")
    ] = 60,
) -> None:
    """Serve the dashboards: print the links and the room code, open the browser."""
    with _sentences():
        from musworkshop.server.begin import workshop_to_serve
        from musworkshop.server.start import serve as start

        settings = _settings(data, database_url, language)
        if demo and data is None and not settings.database_url:
            # An invented workshop does not mix with real ones.
            settings = _settings(settings.data / "demo", language=settings.language)
        workshop_id = workshop_to_serve(settings, concept=concept, demo=demo, new=new)
        start(
            settings,
            host=host,
            port=port,
            workshop_id=workshop_id,
            open_browser=not no_browser,
            kernels=kernels,
            expected=expect,
        )


@app.command()
def rehearse(
    participants: Annotated[int, typer.Option(help="People alone, on phones.")] = 24,
    groups: Annotated[int, typer.Option(help="Tables with a device.")] = 4,
    join_within: Annotated[
        float, typer.Option(help="Seconds in which all of them join.")
    ] = 20.0,
    seed: Annotated[int, typer.Option(help="The same seed, the same day.")] = 1,
    script: Annotated[
        Path | None, typer.Option(help="TOML file with what the room says.")
    ] = None,
    json: Annotated[
        Path | None, typer.Option(help="Write the figures to this file.")
    ] = None,
    documents: Annotated[
        Path | None, typer.Option(help="Write the documents to this folder.")
    ] = None,
    concept: ConceptOption = "",
    method: Annotated[
        str, typer.Option(help="Method to play, such as fishbowl or reflecting_team.")
    ] = "",
    temperature: Annotated[
        bool, typer.Option("--temperature", help="Take the MUS temperature instead.")
    ] = False,
    wheel: Annotated[
        bool, typer.Option("--wheel", help="Talk in pairs from the competence wheel.")
    ] = False,
    pairs: Annotated[int, typer.Option(help="Pairs that talk, with --wheel.")] = 20,
    language: LanguageOption = "",
) -> None:
    """Play a whole workshop on this computer, to see whether it holds the room."""
    with _sentences():
        from musworkshop.server.rehearsal import rehearse as play

        settings = _settings(language=language)
        instead = TEMPERATURE if temperature else WHEEL if wheel else ""
        result = play(
            participants=participants,
            groups=groups,
            join_within_s=join_within,
            seed=seed,
            script=script,
            json_file=json,
            documents_folder=documents,
            language=settings.language,
            concept=concept or instead,
            method=method,
            pairs=pairs,
        )
    raise typer.Exit(0 if result.is_whole else 1)


@app.command()
def doctor(
    data: DataOption = None,
    database_url: UrlOption = "",
    language: LanguageOption = "",
    port: Annotated[int, typer.Option(help="Port that serve would take.")] = 8866,
) -> None:
    """Examine this computer: versions, disk, port, address, fonts."""
    with _sentences():
        from musworkshop.server.doctor import examine

        settings = _settings(data, database_url, language)
        findings = examine(settings, port=port)
    for finding in findings:
        word = _("good") if finding.ok else _("MEND")
        colour = typer.colors.GREEN if finding.ok else typer.colors.RED
        typer.secho(f"{word:>6}  ", fg=colour, nl=False, bold=True)
        typer.echo(f"{finding.name}: {finding.text}")
        if not finding.ok:
            typer.echo(f"        {finding.advice}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command("import")
def import_archive(
    file: Annotated[Path, typer.Argument(help="An archive that was downloaded.")],
    data: DataOption = None,
    database_url: UrlOption = "",
    language: LanguageOption = "",
) -> None:
    """Put a workshop's archive file into the store."""
    with _sentences():
        from musworkshop.server.transfer import bring_in

        title = bring_in(_settings(data, database_url, language), file)
    typer.echo(
        _("{title} is in the store. Open it with: musworkshop serve").format(
            title=title
        )
    )


@app.command("export")
def export_archive(
    file: Annotated[Path, typer.Argument(help="Where to write the archive.")],
    data: DataOption = None,
    database_url: UrlOption = "",
    language: LanguageOption = "",
) -> None:
    """Write the newest workshop to an archive file."""
    with _sentences():
        from musworkshop.server.transfer import take_out

        title = take_out(_settings(data, database_url, language), file)
    typer.echo(_("{title} is written to {file}.").format(title=title, file=file))


@concept_app.command("check")
def concept_check(
    path: Annotated[Path, typer.Argument(help="A TOML file or a concept's folder.")],
    language: LanguageOption = "",
) -> None:
    """Check a concept or one of its files; say what is wrong and what to do."""
    with _sentences():
        from musworkshop.content.copying import advise_path, check_path

        _settings(language=language)
        problems = check_path(path)
        advice = [] if problems else advise_path(path)
    for problem in problems:
        typer.echo(problem, err=True)
    for sentence in advice:
        typer.echo(sentence)
    if problems:
        raise typer.Exit(REFUSED)
    typer.echo(_("{path} is in order.").format(path=path))


@concept_app.command("copy")
def concept_copy(
    name: Annotated[str, typer.Argument(help="Name of a shipped concept.")],
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")],
    language: LanguageOption = "",
) -> None:
    """Copy a concept to a folder of your own, to reword it."""
    with _sentences():
        from musworkshop.content.copying import copy_concept

        _settings(language=language)
        copied = copy_concept(name, folder)
    typer.echo(
        _(
            "Copied to {folder}. Serve it with: musworkshop serve --concept {folder}"
        ).format(folder=copied)
    )


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    sys.exit(app())
