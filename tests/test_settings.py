"""Where things are kept when nobody has chosen."""

from pathlib import Path

import platformdirs
import pytest
from platformdirs import windows
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from musworkshop.settings import Settings


@pytest.mark.parametrize("system", [Unix, MacOS, Windows])
def test_no_copy_of_the_data_folder_holds_the_keys_of_the_seals(system, monkeypatch):
    monkeypatch.setattr(windows, "get_win_folder", lambda _name: "/C/AppData/Local")
    for name in ("user_data_dir", "user_state_dir"):
        monkeypatch.setattr(
            platformdirs, name, lambda app, name=name: getattr(system(app), name)
        )
    monkeypatch.delenv("MUSWORKSHOP_SEALS", raising=False)
    monkeypatch.delenv("MUSWORKSHOP_DATA", raising=False)
    settings = Settings()

    data, seals = Path(settings.data), Path(settings.seals)
    assert data not in (seals, *seals.parents)
    assert seals not in data.parents
