"""What a PDF says, read by another program than the one that made it."""

from __future__ import annotations

import subprocess


def pdf_text(data: bytes) -> str:
    """Return all words of a PDF, in the order in which they are read."""
    told = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"],
        input=data,
        capture_output=True,
        check=True,
    )
    return told.stdout.decode()
