"""What goes wrong in a page is written beside the store, not on the page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from musworkshop.pages.logbook import keep_logbook


@pytest.fixture(autouse=True)
def loggers_as_they_were() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    kernels = logging.getLogger("IPKernelApp").level
    yield
    logging.getLogger("IPKernelApp").setLevel(kernels)
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_fault_is_written_to_the_file_and_nowhere_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_logbook(tmp_path)

    logging.getLogger("musworkshop.pages.desk").error("news could not be read")

    assert "news could not be read" in (tmp_path / "pages.log").read_text()
    assert capsys.readouterr() == ("", "")


def test_the_kernels_own_warnings_do_not_reach_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("IPKernelApp").addHandler(logging.StreamHandler())

    keep_logbook(tmp_path)
    logging.getLogger("IPKernelApp").warning("No such comm")

    assert "No such comm" in (tmp_path / "pages.log").read_text()
    assert capsys.readouterr() == ("", "")


def test_messages_to_the_kernel_are_never_written_down(tmp_path: Path) -> None:
    logging.getLogger("IPKernelApp").setLevel(logging.DEBUG)
    keep_logbook(tmp_path)

    for name in ("IPKernelApp", "traitlets", "anything.else"):
        logging.getLogger(name).debug("comm_msg: %s", "Half-written text")
        logging.getLogger(name).info("comm_msg: %s", "Half-written text")

    file = tmp_path / "pages.log"
    assert file.read_text() == ""
    assert file.stat().st_mode & 0o077 == 0
