"""``python -m musworkshop.server``: the bare server, for tests and rehearsals."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from musworkshop.content.read import find_concept, load_concept
from musworkshop.errors import MusWorkshopError
from musworkshop.server.kernels.choice import KernelKind
from musworkshop.server.start import UNATTENDED_S, print_json, serve
from musworkshop.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Serve; print the links as one line of JSON once it listens."""
    parser = argparse.ArgumentParser(prog="python -m musworkshop.server")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--database-url", default=None)
    parser.add_argument("--language", default=None)
    parser.add_argument("--concept", default=None)
    parser.add_argument("--workshop", default=None)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--unattended-s", type=int, default=UNATTENDED_S)
    parser.add_argument("--most-kernels", type=int, default=0)
    parser.add_argument("--expect", type=int, default=0)
    parser.add_argument("--notebooks", type=Path, default=None)
    parser.add_argument("--kernels", type=KernelKind, default=KernelKind.WARM)
    asked = parser.parse_args(arguments)
    chosen = {
        "data": asked.data,
        "database_url": asked.database_url,
        "language": asked.language,
    }
    settings = Settings(**{k: v for k, v in chosen.items() if v is not None})
    try:
        concept = load_concept(find_concept(asked.concept)) if asked.concept else None
        serve(
            settings,
            host=asked.host,
            port=asked.port,
            names=asked.name,
            concept=concept,
            workshop_id=asked.workshop,
            open_browser=False,
            announce=print_json,
            unattended_s=asked.unattended_s,
            most_kernels=asked.most_kernels,
            expected=asked.expect,
            notebooks=asked.notebooks,
            kernels=asked.kernels,
        )
    except MusWorkshopError as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
