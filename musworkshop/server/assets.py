"""What pages look like and run on: few files, compressed once, kept by browsers.

A file's name holds a checksum of its content: a browser may keep it for good, and what
has changed is another file. Nothing is built beforehand; the files are put together
when the server starts, from the texts that everybody can read and change.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from musworkshop import folders
from musworkshop.widgets import bundle

_PAGES = folders.VOILA / "mus"
_STATIC = _PAGES / "static"
#: In this order; each uses only those before it.
_LOADER = ("message", "line", "model", "view", "connection", "page")
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z]+\.mjs";\n', re.M)
_EXPORT = re.compile(r"^export (?=(async )?(function|const|class)\b)", re.M)
FONT = "inter-variable.woff2"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
#: Compressed already.
_DENSE = frozenset({".woff2"})
_DIGEST_LENGTH = 16
_BROTLI_QUALITY = 9  # 11 is a tenth smaller and takes ten times as long
#: What a dashboard needs, fetched by the join page while people type.
AHEAD = ("page.css", "loader.js", "widgets.js")


@dataclass(frozen=True)
class Asset:
    """One file in all the forms in which it is sent.

    Attributes
    ----------
    name : str
        With the checksum, such as ``page.0123456789abcdef.css``.
    kind : str
        Content-Type.
    forms : dict
        Content-Encoding (empty for none) to bytes, the smallest first.
    """

    name: str
    kind: str
    forms: dict[str, bytes]

    @property
    def url(self) -> str:
        """Return where it is found."""
        return f"/assets/{self.name}"

    def form(self, accept_encoding: str) -> tuple[str, bytes]:
        """Return the smallest form that a browser takes, and that form's encoding.

        Parameters
        ----------
        accept_encoding : str
            The request's header.
        """
        taken = {""}
        for offer in accept_encoding.lower().split(","):
            encoding, _semicolon, quality = offer.replace(" ", "").partition(";q=")
            if quality.strip("0.") or not quality:
                taken.add(encoding)
        return next(each for each in self.forms.items() if each[0] in taken)


@cache
def asset(name: str) -> Asset:
    """Return a file by its plain name, such as ``page.css``."""
    content = _contents()[name]().encode() if name != FONT else _font()
    stem, dot, kind = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:_DIGEST_LENGTH]
    return Asset(
        name=f"{stem}.{digest}.{kind}",
        kind=_KINDS[dot + kind],
        forms=_forms(content, is_dense=dot + kind in _DENSE),
    )


@cache
def all_assets() -> dict[str, Asset]:
    """Return all files by the names under which they are asked for."""
    made = [asset(name) for name in (*_contents(), FONT)]
    return {each.name: each for each in made}


def url(name: str) -> str:
    """Return the address of a file by its plain name."""
    return asset(name).url


def _contents() -> dict[str, Callable[[], str]]:
    return {
        "plain.css": lambda: _style("tokens", "frame"),
        "plain.js": lambda: _text(_STATIC / "plain.js"),
        "pair.js": lambda: _text(_STATIC / "pair.js"),
        "page.css": lambda: "\n".join(
            [_style("tokens", "frame", "layout"), bundle.stylesheet()]
        ),
        "loader.js": _loader,
        "widgets.js": bundle.module,
        "ring.svg": lambda: _text(_STATIC / "ring.svg"),
    }


def _style(*names: str) -> str:
    """Return stylesheets of the pages' frame, with the font where it really is."""
    text = "\n".join(_text(_STATIC / f"{name}.css") for name in names)
    return text.replace(f"/fonts/{FONT}", url(FONT))


def _loader() -> str:
    """Return the page's own script: its modules one after another, as one."""
    parts = (_text(_PAGES / "loader" / f"{name}.mjs") for name in _LOADER)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _font() -> bytes:
    return (folders.TEMPLATES / "fonts" / FONT).read_bytes()


def _forms(content: bytes, *, is_dense: bool) -> dict[str, bytes]:
    forms = {"": content}
    if not is_dense:
        # Without a time in it, the same content is always the same bytes.
        forms["gzip"] = gzip.compress(content, 9, mtime=0)
        # Browsers take it over https only, so it is no loss where it is missing.
        with suppress(ImportError):
            forms["br"] = importlib.import_module("brotli").compress(
                content, quality=_BROTLI_QUALITY
            )
    return dict(sorted(forms.items(), key=lambda form: len(form[1])))
