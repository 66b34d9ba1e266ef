"""The accessibility checker axe-core, fetched once with npm, kept outside the tree."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path

PACKAGE = "axe-core@4"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_CACHE = Path.home() / ".cache" / "musworkshop-tests"


@cache
def axe_source() -> str:
    """Return the text of axe.min.js.

    Raises
    ------
    RuntimeError
        If it is neither kept nor to be had from the npm registry.
    """
    kept = _CACHE / "axe.min.js"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(
                ["npm", "pack", PACKAGE, "--silent"],
                cwd=folder,
                check=True,
                capture_output=True,
                timeout=120,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise RuntimeError(
                f"{PACKAGE} could not be fetched. Install npm and let it reach its"
                f" registry once, or put axe.min.js at {kept}."
            ) from error
        archive = next(Path(folder).glob("axe-core-*.tgz"))
        with tarfile.open(archive) as packed:
            member = packed.extractfile("package/axe.min.js")
            assert member is not None, "the package has moved its browser build"
            text = member.read().decode("utf-8")
    _CACHE.mkdir(parents=True, exist_ok=True)
    kept.write_text(text, encoding="utf-8")
    return text


def violations(page, selector: str = "html") -> list[str]:
    """Return each WCAG A and AA violation under `selector` of a Playwright page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    found = page.evaluate(
        """async ([selector, tags]) => {
            const {violations} = await axe.run(selector, {runOnly: tags});
            return violations.flatMap((rule) => rule.nodes.map((node) =>
                `${rule.id}: ${node.html.slice(0, 160)} | ${node.failureSummary}`));
        }""",
        [selector, TAGS],
    )
    return list(found)
