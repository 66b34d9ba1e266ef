"""What pages look like and run on, as browsers fetch it."""

import gzip
import re
import shutil
import subprocess

import pytest

from musworkshop.server.assets import AHEAD, FONT, all_assets, asset, url

NAMES = [
    "plain.css",
    "plain.js",
    "page.css",
    "loader.js",
    "widgets.js",
    "ring.svg",
    FONT,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_kept_for_good_under_a_name_that_changes_with_it(visitor, name):
    answer = visitor().get(url(name))

    assert answer.status_code == 200
    assert answer.content == asset(name).forms[""]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert re.fullmatch(r"/assets/[\w-]+\.[0-9a-f]{16}\.\w+", url(name))


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip, deflate", "gzip"),
        ("deflate, GZIP;q=0.5", "gzip"),
        ("gzip;q=0", ""),
        ("gzip; q=0.0, deflate", ""),
        ("x-gzipper", ""),
    ],
)
def test_a_browser_gets_only_the_encoding_it_takes(accepted, sent):
    assert asset("page.css").form(accepted) == (sent, asset("page.css").forms[sent])


def test_who_takes_nothing_compressed_gets_the_same_text(visitor):
    guest = visitor()
    plain, packed = (
        guest.get(url("page.css"), headers={"Accept-Encoding": accepted})
        for accepted in ("identity", "gzip")
    )

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.content == packed.content


def test_over_https_browsers_take_brotli_where_it_is_installed():
    brotli = pytest.importorskip("brotli")

    encoding, content = asset("widgets.js").form("gzip, deflate, br, zstd")

    assert encoding == "br"
    assert brotli.decompress(content) == asset("widgets.js").forms[""]


def test_compressing_saves_two_thirds_and_the_font_is_left_as_it_is():
    texts = [asset(name).forms for name in NAMES if name.endswith((".js", ".css"))]

    assert sum(len(f["gzip"]) for f in texts) < sum(len(f[""]) for f in texts) / 3
    assert all(gzip.decompress(f["gzip"]) == f[""] for f in texts)
    assert list(asset(FONT).forms) == [""]


def test_an_old_name_leads_nowhere(visitor):
    assert visitor().get("/assets/page.0123456789abcdef.css").status_code == 404


def test_the_styles_name_the_font_that_is_preloaded():
    for name in ("plain.css", "page.css"):
        text = asset(name).forms[""].decode()
        assert f'url("{url(FONT)}")' in text
        assert "/fonts/" not in text


def test_the_page_asks_for_nothing_but_these_files(visitor):
    guest = visitor()
    guest.join(choice="alone")
    page, _kernel_id = guest.open_page("/participant")

    asked = re.findall(r'(?:src|href)="(/[^"]*)"', page)

    assert {path.removeprefix("/assets/") for path in asked} <= set(all_assets())
    assert len(set(asked)) == 5


def test_the_join_page_fetches_ahead_what_the_dashboard_will_ask_for(visitor):
    page = visitor().get("/").text

    ahead = re.findall(r'<link rel="prefetch" href="([^"]+)">', page)

    assert ahead == [url(name) for name in AHEAD]


def test_a_page_is_sent_compressed(visitor):
    answer = visitor().get("/", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.skipif(not shutil.which("node"), reason="node reads them")
@pytest.mark.parametrize("name", ["loader.js", "widgets.js"])
def test_a_module_put_together_is_still_a_module(tmp_path, name):
    module = tmp_path / f"{name}.mjs"
    module.write_bytes(asset(name).forms[""])

    done = subprocess.run(
        ["node", "--check", module], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert not re.search(rb"^import ", asset(name).forms[""], re.M)
