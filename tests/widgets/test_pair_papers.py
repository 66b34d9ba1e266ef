from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from musworkshop.errors import InputError
from musworkshop.widgets.pair_papers import PairPapers
from tests.widgets import pair_samples as samples

pytestmark = pytest.mark.browser

TEXT = '{"version": 1, "title": "Kompetencehjulet"}'


class Papers:
    """Papers whose file of last year is opened here."""

    def __init__(self, **changes: Any) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuse = ""
        self.data = samples.pair_papers(**changes)
        handlers = {"open_last_year": self.open, "close_last_year": self.close}
        self.widget = PairPapers(data=self.data, calls=handlers, scope="seat")
        self.widget.kept = samples.kept()

    def open(self, request_id: str, text: str) -> None:
        self.calls.append(("open_last_year", {"text": text}))
        if self.refuse:
            raise InputError(self.refuse)
        self.widget.show({**self.data, "last_year": samples.LAST_YEAR})

    def close(self, request_id: str) -> None:
        self.calls.append(("close_last_year", {}))
        self.widget.show(self.data)


class Server:
    """Answers for the papers, and what was asked for."""

    def __init__(self, page, **answer: Any) -> None:
        self.asked: list[tuple[str, str, dict[str, list[str]]]] = []
        self.answer = {
            "body": b"%PDF-1.7",
            "content_type": "application/pdf",
            "headers": {
                "Content-Disposition": 'attachment; filename="hjul.pdf";'
                " filename*=UTF-8''kompetencehjul%20for%20%C3%A5ret.pdf"
            },
            **answer,
        }
        page.route("**/documents/pair/*", self.serve)

    def serve(self, route) -> None:
        request = route.request
        fields = parse_qs(request.post_data or "", keep_blank_values=True)
        self.asked.append((request.method, request.url, fields))
        route.fulfill(**self.answer)


@pytest.fixture
def put(stage):
    """Show papers on a page whose server answers as said."""

    def show(papers, **answer):
        stage.context.add_cookies(
            [{"name": "_xsrf", "value": "2|abc", "url": "http://gallery.example/"}]
        )
        page = stage.put(papers.widget)
        return page, Server(page, **answer)

    return show


def choose_file(page, name="hjul.json", content=None):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open last year's file").click()
    chooser.value.set_files(
        {
            "name": name,
            "mimeType": "application/json",
            "buffer": content or TEXT.encode(),
        }
    )


def test_a_paper_is_fetched_with_the_key_in_the_body_and_nothing_in_the_address(put):
    page, server = put(Papers())

    with page.expect_download() as download:
        page.get_by_role("button", name="Fetch PDF").click()

    assert download.value.suggested_filename == "kompetencehjul for året.pdf"
    assert download.value.path().read_bytes() == b"%PDF-1.7"
    ((method, url, fields),) = server.asked
    assert (method, url) == (
        "POST",
        "http://gallery.example/documents/pair/kompetencehjul.pdf",
    )
    assert fields == {
        "secret": [samples.SECRET],
        "language": ["da"],
        "last_year": [""],
        "_xsrf": ["2|abc"],
    }
    said = page.locator(".mus-status:visible").first
    expect(said).to_contain_text("Fetched: kompetencehjul for året.pdf")


def test_the_own_file_is_fetched_in_the_same_way(put):
    page, server = put(Papers())

    with page.expect_download():
        page.get_by_role("button", name="Fetch filen").click()

    assert server.asked[0][1].endswith("/documents/pair/kompetencehjul.json")


def test_a_refusal_says_the_servers_sentence(put):
    page, _server = put(
        Papers(), status=403, content_type="text/plain; charset=utf-8", body="Ikke nu."
    )

    page.get_by_role("button", name="Fetch Word").click()

    expect(page.get_by_role("alert").filter(has_text="Ikke nu.")).to_be_visible()
    expect(page.get_by_role("button", name="Fetch Word")).to_be_enabled()


def test_a_fault_that_is_no_sentence_is_not_shown_as_one(put):
    page, _server = put(
        Papers(), status=500, content_type="text/html", body="<h1>Traceback</h1>"
    )

    page.get_by_role("button", name="Fetch Word").click()

    alert = page.get_by_role("alert").filter(has_text="could not be fetched")
    expect(alert).to_be_visible()
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_without_connection_it_says_so(stage):
    page = stage.put(Papers().widget)
    page.route("**/documents/pair/*", lambda route: route.abort())

    page.get_by_role("button", name="Fetch PDF").click()

    alert = page.get_by_role("alert").filter(has_text="There is no connection")
    expect(alert).to_be_visible()


def test_last_years_file_is_opened_and_goes_with_the_papers(put):
    papers = Papers()
    page, server = put(papers)

    choose_file(page)
    expect(page.get_by_text(samples.LAST_YEAR["shown"])).to_be_visible()
    expect(page.get_by_text(samples.LAST_YEAR["sentence"])).to_be_visible()
    expect(page.get_by_role("heading", name="Last year's wheel")).to_be_focused()
    with page.expect_download():
        page.get_by_role("button", name="Fetch PDF").click()

    assert papers.calls == [("open_last_year", {"text": TEXT})]
    assert server.asked[0][2]["last_year"] == [TEXT]
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Kompetencehjulet" not in stored


def test_last_years_file_is_put_away_again(put):
    papers = Papers()
    page, server = put(papers)
    choose_file(page)

    page.get_by_role("button", name="Put last year's away").click()
    expect(page.get_by_role("button", name="Open last year's file")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Fetch PDF").click()

    assert papers.calls[-1] == ("close_last_year", {})
    assert server.asked[0][2]["last_year"] == [""]


def test_the_same_file_can_be_chosen_again_after_a_refusal(put):
    papers = Papers()
    papers.refuse = "Denne fil er ikke fra et kompetencehjul."
    page, _server = put(papers)
    choose_file(page)
    alert = page.get_by_role("alert").filter(has_text=papers.refuse)
    expect(alert).to_be_visible()
    papers.refuse = ""

    choose_file(page)

    expect(page.get_by_text(samples.LAST_YEAR["shown"])).to_be_visible()
    expect(alert).to_have_count(0)


def test_a_file_that_is_too_big_is_not_read(put):
    papers = Papers()
    page, _server = put(papers)

    choose_file(page, content=b"x" * 200_001)

    alert = page.get_by_role("alert").filter(has_text="at most 200 kB")
    expect(alert).to_be_visible()
    assert papers.calls == []


def test_a_file_that_is_no_text_says_so(put):
    papers = Papers()
    page, _server = put(papers)

    choose_file(page, name="billede.png", content=b"\x89PNG\xff\xfe\x00")

    alert = page.get_by_role("alert").filter(has_text="not a text")
    expect(alert).to_be_visible()
    assert papers.calls == []


def test_who_can_fetch_it_stands_first(put):
    page, _server = put(Papers())

    first = page.locator(".mus-column > *:visible").first

    expect(first).to_have_text(samples.pair_papers()["who"])


def test_a_pair_without_a_file_of_its_own_is_offered_none(put):
    empty = {"name": "", "title": "", "about": ""}
    page, _server = put(Papers(own_file=empty))

    expect(page.get_by_role("heading", name="For next year")).to_have_count(0)


def test_nothing_is_shown_before_there_is_something_to_fetch(stage):
    page = stage.put(PairPapers(data={}))

    assert page.locator("#place").inner_text().strip() == ""
