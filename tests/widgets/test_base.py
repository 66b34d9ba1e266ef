import functools
import json
import logging
import uuid

import pytest

from musworkshop.errors import NotAllowed
from musworkshop.text import use_language
from musworkshop.widgets.base import KIT_TEXTS, MusWidget, assets
from musworkshop.widgets.card_writer import CardWriter
from tests.widgets.gallery import receive, with_comm
from tests.widgets.samples import SAMPLES

ID = "0b0e7a52-6d4f-4c3f-9a51-0d6f6a3c2b11"


def ask(calls, call="add", args=None, **changes):
    """Send one call to a widget with these handlers; return its reply."""
    widget = with_comm(CardWriter(calls=calls))
    content = {"call": call, "id": ID, "args": {} if args is None else args, **changes}
    messages = receive(widget, content)
    assert len(messages) == 1, "every call is answered once"
    return messages[0]["content"]


def test_a_call_is_answered_with_what_its_handler_returns():
    seen = []

    def add(request_id: str, text: str) -> dict[str, str]:
        seen.append((request_id, text))
        return {"id": "c1"}

    assert ask({"add": add}, args={"text": "Hej"}) == {"re": ID, "ok": {"id": "c1"}}
    assert seen == [(ID, "Hej")], "the handler gets the id as idempotency key"


def test_an_error_of_the_product_is_answered_with_its_sentence():
    def add(request_id: str) -> None:
        raise NotAllowed("Only the scribe picks.")

    assert ask({"add": add}) == {"re": ID, "error": "Only the scribe picks."}


def test_an_unforeseen_error_is_logged_with_the_number_the_person_reads(caplog):
    def add(request_id: str) -> None:
        raise ZeroDivisionError("the text of the error")

    with caplog.at_level(logging.ERROR):
        reply = ask({"add": add})

    error_id = caplog.messages[0].split()[-1]
    assert len(error_id) == 8
    assert error_id in reply["error"]
    assert "ZeroDivision" not in reply["error"]
    assert "the text of the error" not in reply["error"]


@pytest.mark.parametrize(
    "changes",
    [
        {"call": "unknown"},
        {"call": None},
        {"call": ["add"]},
        {"call": "__init__"},
        {"args": None},
        {"args": ["text"]},
        {"args": {}},
        {"args": {"text": 7}},
        {"args": {"text": ["a"]}},
        {"args": {"text": "a", "more": "b"}},
        {"args": {"request_id": "other", "text": "a"}},
        {"args": {"text": "a", "n": True}},
        {"args": {"text": "a", "n": "1"}},
    ],
)
def test_a_call_of_the_wrong_shape_is_refused_without_reaching_the_handler(changes):
    def add(request_id: str, text: str, n: int = 0) -> None:
        raise AssertionError("reached")

    reply = ask({"add": add}, **{"args": {"text": "a"}, **changes})

    assert reply["re"] == ID
    assert "load" in reply["error"].lower()


@pytest.mark.parametrize(
    "content", [None, [], "add", 7, {}, {"id": 7}, {"id": "x"}, {"id": ID + "\n"}]
)
def test_a_message_that_is_no_call_is_left_without_answer(content):
    assert receive(with_comm(CardWriter()), content) == []


def test_a_result_that_is_not_json_is_an_error_and_not_a_crash():
    assert "error" in ask({"add": lambda request_id: object()})


def test_handlers_bound_beforehand_are_checked_like_others():
    def add(viewer: str, request_id: str, text: str) -> str:
        return viewer + text

    bound = {"add": functools.partial(add, "viewer:")}

    assert ask(bound, args={"text": "a"})["ok"] == "viewer:a"
    assert "error" in ask(bound, args={"text": 1})
    assert "error" in ask(bound, args={"viewer": "facilitator:", "text": "a"})


def test_a_ping_is_answered_by_every_widget_itself():
    assert ask({}, call="ping") == {"re": ID, "ok": True}
    assert ask({}, call="wake") == {"re": ID, "ok": True}


def test_state_from_the_browser_changes_nothing():
    widget = with_comm(CardWriter(data={"limit": 300}, scope="seat"))
    state = {"data": {"limit": 9}, "texts": {}, "scope": "other", "_esm": "alert(1)"}

    widget._handle_msg(
        {"content": {"data": {"method": "update", "state": state}}, "buffers": []}
    )

    assert (widget.data, widget.scope) == ({"limit": 300}, "seat")
    assert widget._esm == assets("card_writer", kit=KIT)[0]


KIT = ("kit", "wire", "field", "card_rows")


def test_equal_data_is_not_sent_again():
    widget = with_comm(CardWriter(data={"cards": [{"id": "1"}]}))
    widget.comm.taken()

    widget.show({"cards": [{"id": "1"}]})
    assert widget.comm.taken() == []

    widget.show({"cards": []})
    assert widget.comm.taken()[0]["state"] == {"data": {"cards": []}}


def test_answers_are_in_the_language_the_widget_was_made_in():
    use_language("en")
    widget = with_comm(CardWriter())
    use_language("da")  # another context, as a kernel's message loop may be

    content = {"call": "unknown", "id": str(uuid.UUID(ID)), "args": {}}
    reply = receive(widget, content)[0]["content"]["error"]

    assert reply == "This page is out of date. Please load the page again."


def test_all_sentences_change_language_together():
    use_language("en")
    widget = CardWriter()
    assert widget.texts["lay"] == "Lay on the table"

    use_language("da")
    widget.belong_to("a seat")

    assert set(widget.texts) == set(KIT_TEXTS) | set(CardWriter.TEXTS)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_widget_carries_one_module_without_imports(name):
    widget = SAMPLES[name]()
    assert isinstance(widget, MusWidget)

    lines = str(widget._esm).splitlines()

    assert sum(line.startswith("export default") for line in lines) == 1
    assert not [line for line in lines if line.startswith("import ")]
    assert not [line for line in lines if "export function render" in line]
    assert "innerHTML" not in str(widget._esm)
    assert json.dumps(widget.data)
