"""Made once for all tests here: the documents, and what LibreOffice makes of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from musworkshop.documents.log import write_log
from musworkshop.documents.skema_1 import write_skema_1
from musworkshop.documents.temperature_report import write_temperature_report
from musworkshop.documents.wheel import write_pair_sheet
from musworkshop.rules.form import preparation_forms
from musworkshop.rules.report import workshop_log
from tests.documents.builders import NASTY, make_concept, make_workbook, with_texts
from tests.documents.temperature_builders import make_report, nasty_report
from tests.documents.wheel_builders import answered_wheel, nasty_wheel


@pytest.fixture(scope="session")
def forms():
    return preparation_forms(make_workbook(), make_concept())


@pytest.fixture(scope="session")
def files(forms):
    """(what, format) -> bytes of every paper that is also Word, nasty ones too."""
    nasty = preparation_forms(with_texts(*NASTY), make_concept())[0]
    log = workshop_log(make_workbook(), make_concept())
    made = {
        (name, kind): write_skema_1(form, kind)
        for name, form in (("all", forms[0]), ("group", forms[1]), ("nasty", nasty))
        for kind in ("docx", "pdf", "xlsx")
    }
    made |= {("log", kind): write_log(log, kind) for kind in ("docx", "pdf")}
    for name, report in (("", make_report()), ("nasty-", nasty_report())):
        for kind in ("docx", "pdf", "xlsx"):
            paper = write_temperature_report(report, kind, short=False)
            made[f"{name}temperature", kind] = paper
        for kind in ("docx", "pdf"):
            paper = write_temperature_report(report, kind, short=True)
            made[f"{name}council", kind] = paper
    for name, wheel in (("", answered_wheel()), ("nasty-", nasty_wheel())):
        for kind in ("docx", "pdf"):
            made[f"{name}pair", kind] = write_pair_sheet(wheel, kind)
    return made


@pytest.fixture(scope="session")
def office(files, tmp_path_factory) -> Path:
    """Folder with what LibreOffice reads: .txt of Word files, .fods of Excel files."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is missing: apt-get install libreoffice"
    folder = tmp_path_factory.mktemp("office")
    for (name, kind), data in files.items():
        if kind != "pdf":
            (folder / f"{name}.{kind}").write_bytes(data)
    for ending, target in (("docx", "txt:Text (encoded):UTF8"), ("xlsx", "fods")):
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                str(folder),
                *map(str, sorted(folder.glob(f"*.{ending}"))),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return folder
