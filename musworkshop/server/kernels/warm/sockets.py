"""Where the sockets of kernels lie: a Unix socket's path must be short."""

from __future__ import annotations

import os
import tempfile

#: The whole path has at most 107 bytes; ours adds a folder and a name.
_LONGEST_FOLDER = 40


def folder_for_sockets() -> str:
    """Return the folder of temporary files, or ``/tmp`` where its name is too long."""
    folder = tempfile.gettempdir()
    is_short = os.name != "posix" or len(os.fsencode(folder)) <= _LONGEST_FOLDER
    return folder if is_short else "/tmp"
