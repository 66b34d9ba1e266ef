"""A page and its kernel through bad networks, in real Chromium."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.cable import Cable
from tests.chromium import chromium
from tests.server.visitor import Visitor, message, wait_for, widget_states

#: Seconds are promised here: nothing runs beside.
pytestmark = [pytest.mark.browser, pytest.mark.alone]
READY_MS = 90_000
BACK_WITHIN_MS, SAID_WITHIN_MS = 3_000, 1_000
LOST = "#mus-connection.is-lost"
KERNEL = """JSON.parse(
    document.getElementById('jupyter-config-data')?.textContent ?? '{}').kernelId"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def cable(server):
    with Cable(urlsplit(server.url).port) as laid:
        yield laid


@pytest.fixture
def phone(browser, cable, server):
    context = browser.new_context(locale="da")
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{cable.port}{server.scan_path}")
    page.locator('form:has(input[value="alone"]) button').click()
    page.locator("button.probe").wait_for(timeout=READY_MS)
    page.evaluate("musCaughtUp()")
    page.evaluate("window.stillHere = true")
    yield page
    context.close()


def press(phone) -> None:
    phone.locator("button.probe").click()
    phone.get_by_text("pressed").wait_for(timeout=READY_MS)


def is_same_page(phone, kernel_id: str) -> bool:
    return phone.evaluate("window.stillHere") and phone.evaluate(KERNEL) == kernel_id


@pytest.mark.parametrize("away_s", [0.1, 4, 12])
def test_a_cut_line_is_said_at_once_and_mended_soon_after_the_network_is_back(
    phone, cable, away_s
):
    kernel_id = phone.evaluate(KERNEL)
    words = phone.evaluate(
        "JSON.parse(document.getElementById('mus-page').textContent)"
    )

    cable.cut()
    phone.locator(LOST).get_by_text(words["lost"]).wait_for(timeout=SAID_WITHIN_MS)
    lost = phone.evaluate("document.documentElement.dataset.musConnection")
    phone.wait_for_timeout(away_s * 1000)
    cable.mend()
    phone.get_by_text(words["again"]).wait_for(timeout=BACK_WITHIN_MS)
    found = phone.evaluate("document.documentElement.dataset.musConnection")

    assert (lost, found) == ("lost", "ok")
    press(phone)
    assert is_same_page(phone, kernel_id)
    expect(phone.locator(LOST)).to_have_count(0, timeout=5_000)


def test_a_line_that_goes_silent_is_noticed_and_mended(phone, cable):
    kernel_id = phone.evaluate(KERNEL)

    cable.silence()
    phone.locator(LOST).wait_for(timeout=25_000)
    cable.mend()

    expect(phone.locator(LOST)).to_have_count(0, timeout=BACK_WITHIN_MS + 2_500)
    press(phone)
    assert is_same_page(phone, kernel_id)


def test_a_widget_that_waits_in_vain_makes_the_page_look_at_its_line(phone, cable):
    cable.silence()
    phone.evaluate(
        """window.dispatchEvent(
            new CustomEvent("mus:connection", { detail: { lost: true } }))"""
    )

    phone.locator(LOST).wait_for(timeout=6_000)


def test_what_the_kernel_said_while_the_line_was_cut_is_there_afterwards(
    phone, cable, server
):
    guest = Visitor(server)
    for cookie in phone.context.cookies():
        guest.client.cookies.set(cookie["name"], cookie["value"])
    kernel_id = phone.evaluate(KERNEL)
    cable.cut()
    phone.locator(LOST).wait_for(timeout=SAID_WITHIN_MS)

    with guest.channels(kernel_id) as line:
        states = json.loads(widget_states(line))["states"]
        probe = next(id for id, it in states.items() if "said" in it["state"])
        press = {"method": "custom", "content": {"call": "press"}}
        line.send(message("comm_msg", {"comm_id": probe, "data": press}))
        wait_for(line, "comm_msg")
    assert phone.get_by_text("pressed").count() == 0
    cable.mend()

    phone.get_by_text("pressed").wait_for(timeout=BACK_WITHIN_MS)
    assert is_same_page(phone, kernel_id)


def test_a_page_without_its_kernel_fetches_a_new_one_by_itself(phone, server):
    kernel_id = phone.evaluate(KERNEL)

    phone.evaluate(
        """(id) => {
            const form = new FormData();
            form.append("_xsrf", document.cookie.match(/_xsrf=([^;]*)/)[1]);
            void fetch(`/voila/api/shutdown/${id}`, { method: "POST", body: form });
        }""",
        kernel_id,
    )

    phone.wait_for_function(
        f"(old) => ![old, undefined].includes({KERNEL})", arg=kernel_id
    )
    phone.locator("button.probe").wait_for(timeout=READY_MS)
    press(phone)
