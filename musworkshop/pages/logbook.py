"""Where a page's faults are written: to a file, never to the visitor's browser."""

from __future__ import annotations

import logging
from pathlib import Path

#: Loggers of the kernel itself; their handlers write to the visitor's page.
_OF_THE_KERNEL = ("IPKernelApp", "ipykernel", "traitlets")


def keep_logbook(folder: Path) -> None:
    """Send warnings and faults to ``pages.log`` in the data folder.

    What a kernel writes to its standard error is shown to its visitor, and a traceback
    there could say what others wrote.

    Parameters
    ----------
    folder : Path
        Data folder.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / "pages.log"
    file.touch(mode=0o600)
    logbook = logging.FileHandler(file, encoding="utf-8", delay=True)
    # Each message that arrives at a kernel is noted below this level, text and all.
    logbook.setLevel(logging.WARNING)
    logbook.setFormatter(
        logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s %(message)s")
    )
    root = logging.getLogger()
    root.handlers[:] = [logbook]
    root.setLevel(logging.WARNING)
    for name in _OF_THE_KERNEL:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
