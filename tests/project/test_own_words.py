import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECK = ROOT.parent / "shared/checks/own_words.py"


@pytest.mark.skipif(not CHECK.exists(), reason="the sources are not on this machine")
def test_no_sentence_of_a_source_is_repeated():
    done = subprocess.run(
        [sys.executable, CHECK, ROOT], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
