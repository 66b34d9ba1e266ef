import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "an access token": r"\b(ghp|gho|glpat|xox[bp]|sk|pypi)[-_][A-Za-z0-9_-]{20,}",
    "a password in an address": r"://[^\s/:@<>{}\"']+:(?!PASSWORD)[^\s/@<>{}\"']+@",
    "a developer's folder": r"(?<![\w.])/(work|root|home/(?!USER)\w+)/",
}


def _text_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    files = [ROOT / name for name in listed if name != "uv.lock"]
    return [f for f in files if f.is_file() and b"\0" not in f.read_bytes()]


def test_no_secret_and_no_developers_folder_is_in_the_repository():
    found = []
    for file in _text_files():
        text = file.read_text("utf-8")
        for what, pattern in SECRETS.items():
            if match := re.search(pattern, text):
                found.append(f"{file.relative_to(ROOT)}: {what}: {match[0][:40]}")

    assert not [line for line in found if not line.startswith("tests/project/")]


def test_the_patterns_know_a_secret_when_they_see_one():
    examples = [
        "-----BEGIN RSA PRIVATE KEY-----",
        "token = 'ghp_" + "a1B2" * 9 + "'",
        "postgresql://mus:hemmelig@db.example/mus",
        "file:///home/anna/mus.sqlite",
    ]

    for example, pattern in zip(examples, SECRETS.values(), strict=True):
        assert re.search(pattern, example), pattern
