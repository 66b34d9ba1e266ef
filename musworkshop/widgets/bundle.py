"""All widgets in one module and one stylesheet, for a server that browsers can ask.

In JupyterLab a widget's texts travel with it. Under our own server they would travel to
every phone anew; there the kernel sends an address instead (`Settings.assets`), and the
browser keeps what it finds there.
"""

from __future__ import annotations

import re
from pathlib import Path

_HERE = Path(__file__).parent
_DRAWS = "export default { render };"
_EXPORT = re.compile(r"^export (?=(async )?(function|const|let|class)\b)", re.M)
#: What every widget stands on comes first.
_FIRST = ("kit.css",)


def module() -> str:
    """Return the text of one ES module that exports every widget under its file's name.

    Shared parts stand in it once; each widget has a scope of its own.
    """
    shared: list[str] = []
    widgets: list[str] = []
    for path in sorted(_HERE.glob("*.mjs")):
        text = _EXPORT.sub("", path.read_text(encoding="utf-8"))
        if _DRAWS in text:
            drawn = text.replace(_DRAWS, "return { render };")
            widgets.append(f"export const {path.stem} = (() => {{\n{drawn}}})();\n")
        else:
            shared.append(text)
    return "\n".join([*shared, *widgets])


def stylesheet() -> str:
    """Return the text of all widgets' styles, shared parts first."""
    widgets = {path.stem for path in _HERE.glob("*.py")}
    paths = sorted(
        _HERE.glob("*.css"),
        key=lambda path: (path.name not in _FIRST, path.stem in widgets, path.name),
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
