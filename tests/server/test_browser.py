"""The frame of the pages in real Chromium."""

import os
import signal
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import expect

from musworkshop.server.process import start_server
from tests.chromium import chromium
from tests.server.conftest import NOTEBOOKS
from tests.server.visitor import Visitor

pytestmark = pytest.mark.browser
READY_MS = 90_000


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport={"width": 360, "height": 780})
    yield context.new_page()
    context.close()


def sit_down(phone, server) -> None:
    phone.goto(server.url + server.scan_path)
    phone.locator('form:has(input[value="alone"]) button').click()
    phone.locator("button.probe").wait_for(timeout=READY_MS)


def kernel_of(phone) -> str:
    return phone.evaluate(
        "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    )


def sentences(phone) -> dict[str, str]:
    return phone.evaluate("JSON.parse(document.getElementById('mus-page').textContent)")


def cookie_holder(phone, server) -> Visitor:
    """The same browser without a screen."""
    guest = Visitor(server)
    for cookie in phone.context.cookies():
        guest.client.cookies.set(cookie["name"], cookie["value"])
    return guest


def test_a_widget_works_and_no_request_leaves_the_machine(server, phone):
    asked, faults = [], []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("websocket", lambda socket: asked.append(socket.url))
    phone.on("pageerror", lambda fault: faults.append(str(fault)))
    phone.on(
        "console",
        lambda said: faults.append(said.text) if said.type == "error" else None,
    )

    sit_down(phone, server)
    phone.locator("button.probe").click()
    phone.get_by_text("pressed").wait_for(timeout=READY_MS)

    own = urlsplit(server.url).netloc
    away = [u for u in asked if not u.startswith(("blob:", "data:"))]
    assert len(away) > 5
    assert [u for u in away if urlsplit(u).netloc != own] == []
    assert faults == []
    assert phone.evaluate("document.documentElement.lang") == "da"
    assert phone.title()


def test_a_page_flows_like_a_document(server, phone):
    sit_down(phone, server)

    tall = phone.evaluate("document.scrollingElement.scrollHeight")
    wide = phone.evaluate("document.scrollingElement.scrollWidth")

    assert tall > 1600
    assert wide <= 360


def test_leaving_a_page_ends_its_kernel_and_a_reload_finds_the_seat(server, phone):
    sit_down(phone, server)
    first = kernel_of(phone)
    guest = cookie_holder(phone, server)
    assert guest.has_kernel(first)

    phone.reload()
    phone.locator("button.probe").wait_for(timeout=READY_MS)
    second = kernel_of(phone)
    phone.goto("about:blank")

    assert first != second
    expect_gone(guest, first)
    expect_gone(guest, second)


def expect_gone(guest: Visitor, kernel_id: str) -> None:
    for _ in range(200):
        if not guest.has_kernel(kernel_id):
            return
    pytest.fail("the kernel outlived its page")


def test_fetching_a_document_leaves_the_page_alive(server, phone):
    sit_down(phone, server)
    kernel_id = kernel_of(phone)

    with phone.expect_download(timeout=READY_MS) as fetched:
        phone.evaluate("location.assign('/documents/skema-1.docx')")
    phone.locator("button.probe").click()

    assert fetched.value.suggested_filename.endswith(".docx")
    phone.get_by_text("pressed").wait_for(timeout=READY_MS)
    assert cookie_holder(phone, server).has_kernel(kernel_id)


def test_a_kernel_that_dies_is_said_and_replaced(server, phone):
    sit_down(phone, server)
    dead = kernel_of(phone)
    process = next(
        child
        for child in psutil.Process(server.process_id).children(recursive=True)
        if any(dead in end.laddr for end in child.net_connections("unix"))
    )

    process.kill()

    phone.wait_for_function(
        """dead => JSON.parse((document.getElementById("jupyter-config-data")
        || {textContent: "{}"}).textContent).kernelId
        && !document.documentElement.innerHTML.includes(dead)""",
        arg=dead,
        timeout=READY_MS,
    )
    phone.locator("button.probe").wait_for(timeout=READY_MS)


def test_a_server_that_goes_is_said_at_once_and_its_return_is_noticed(
    tmp_path, browser
):
    options = ("--notebooks", str(NOTEBOOKS))
    context = browser.new_context(locale="da")
    phone = context.new_page()
    with start_server(tmp_path, options=options) as first:
        sit_down(phone, first)
        port = urlsplit(first.url).port
        os.kill(first.process_id, signal.SIGTERM)
        banner = phone.locator("#mus-connection.is-lost")
        banner.wait_for(timeout=10_000)
        assert banner.get_attribute("role") == "status"
        assert banner.inner_text() == sentences(phone)["lost"]
    with start_server(tmp_path, options=(*options, "--port", str(port))) as second:
        assert second.url == first.url
        expect(banner).to_have_count(0, timeout=READY_MS)
        phone.locator("button.probe").wait_for(timeout=READY_MS)
        phone.locator("button.probe").click()
        phone.get_by_text("pressed").wait_for(timeout=READY_MS)
    context.close()


def test_a_lost_line_is_said_at_once_and_mended_without_a_reload(server, phone):
    sit_down(phone, server)
    kernel_id = kernel_of(phone)
    phone.evaluate("window.stillHere = true")
    banner = phone.locator("#mus-connection.is-lost")

    phone.context.set_offline(True)
    banner.wait_for(timeout=10_000)
    phone.context.set_offline(False)
    expect(banner).to_have_count(0, timeout=READY_MS)
    phone.locator("button.probe").click()

    phone.get_by_text("pressed").wait_for(timeout=READY_MS)
    assert phone.evaluate("window.stillHere")
    assert kernel_of(phone) == kernel_id


def test_a_secret_link_does_not_stay_in_the_address_bar(server, phone):
    phone.goto(server.url + server.facilitator_path)
    phone.wait_for_url("**/facilitator", timeout=READY_MS)

    visited = phone.evaluate("[location.href, document.referrer, history.length]")

    assert server.facilitator_path not in visited[0]
    assert server.facilitator_path not in visited[1]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_join_pages_fit_the_screen_and_their_targets_a_thumb(
    server, browser, width
):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in ("/", server.scan_path, "/join", server.projector_path + "x"):
        page.goto(server.url + path)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        small = page.evaluate(
            """[...document.querySelectorAll("a, button, input:not([type=hidden])")]
            .map((each) => [each.textContent, each.getBoundingClientRect().height])
            .filter(([, height]) => height < 44)"""
        )
        assert small == []
    context.close()
