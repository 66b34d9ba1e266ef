"""What every widget shares: plain data in, calls out, the reader's language.

A browser sends ``{"call": name, "id": uuid, "args": {...}}`` and is answered with
``{"re": uuid, "ok": value}`` or ``{"re": uuid, "error": sentence}``. Nothing that a
browser sends can raise here, and nothing it sends can change a trait.
"""

from __future__ import annotations

import inspect
import json
import logging
import re
import secrets
import typing
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets
from pydantic import TypeAdapter, ValidationError

from musworkshop import text
from musworkshop.errors import InputError, MusWorkshopError
from musworkshop.settings import Settings
from musworkshop.text import N_, _

Handler = Callable[..., object]

_HERE = Path(__file__).parent
_LOG = logging.getLogger(__name__)
_PARTS = {"kit": ["kit.mjs", "ring.mjs"]}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

#: Sentences of kit.mjs, wire.mjs and field.mjs, which stand in every widget.
KIT_TEXTS = {
    "draft_saved": N_("Draft saved"),
    "saved": N_("Saved"),
    "saving": N_("Saving …"),
    "not_connected": N_("Not connected. Your text is kept on this device."),
    "connected_again": N_("Connected again"),
    "gave_up": N_("There is no connection just now. Please try again in a moment."),
    "reload": N_("Load the page again"),
    "reload_hint": N_("Your text stays on this device and is here again afterwards."),
    "characters_left": N_("{n} characters left"),
    "characters_over": N_("{n} characters too many. Please shorten the text."),
    "empty_text": N_("Write something first."),
    "sees": N_("Who can see it:"),
    "time_left": N_("Time left"),
    "minutes_left": N_("left"),
}


@cache
def _served_at() -> str:
    return Settings().assets


@cache
def assets(
    name: str, *, kit: tuple[str, ...] = ("kit", "wire", "field")
) -> tuple[str, str]:
    """Return the module and the stylesheet of a widget, the shared parts in front.

    Parameters
    ----------
    name : str
        Name of the widget's files without suffix, such as ``card_writer``.
    kit : tuple of str
        Shared modules the widget uses; a widget that only shows needs ``("kit",)``.

    Returns
    -------
    tuple of str
        Text of the ES module and text of the stylesheet. One text each, because a
        module loaded from memory cannot import its neighbours. Under our own server,
        an address of what its browsers keep, and no styles: the page has them.
    """
    if _served_at():
        return f"{_served_at()}#{name}", ""
    modules = [m for part in kit for m in _PARTS.get(part, [f"{part}.mjs"])]
    modules.append(f"{name}.mjs")
    styles = [f"{part}.css" for part in (*kit, name)]
    styles = [file for file in styles if (_HERE / file).exists()]
    return (
        "\n".join((_HERE / file).read_text(encoding="utf-8") for file in modules),
        "\n".join((_HERE / file).read_text(encoding="utf-8") for file in styles),
    )


class MusWidget(anywidget.AnyWidget):
    """Show plain data and hand on what people do.

    Parameters
    ----------
    data : mapping, optional
        What is shown, as JSON; each widget documents its shape.
    calls : mapping of str to callable, optional
        Called as ``handler(request_id, **args)``; returns JSON, raises a
        `MusWorkshopError` with a sentence for the person.
    scope : str, optional
        Seat id; texts on their way are kept in the browser under it.
    name : str, optional
        Tells two widgets of one class on one page apart; the class name by default.
    """

    #: Key to English sentence; a widget adds its own, translated when it is made.
    TEXTS: ClassVar[dict[str, str]] = {}

    data = traitlets.Dict().tag(sync=True)  # what is shown; the class says its shape
    texts = traitlets.Dict().tag(sync=True)  # key -> sentence in the reader's language
    scope = traitlets.Unicode().tag(sync=True)  # seat id
    name = traitlets.Unicode().tag(sync=True)  # one of a kind on its page

    def __init__(
        self,
        *,
        data: Mapping[str, Any] | None = None,
        calls: Mapping[str, Handler] | None = None,
        scope: str = "",
        name: str = "",
    ) -> None:
        self._calls = dict(calls or {})
        self._language = text.language()
        super().__init__(
            data=dict(data or {}),
            texts=self._sentences(),
            scope=scope,
            name=name or type(self).__name__,
        )
        self.on_msg(self._receive)

    def show(self, data: Mapping[str, Any]) -> None:
        """Show `data`; send nothing when it is what already stands there."""
        if data != self.data:
            self.data = dict(data)

    def belong_to(self, scope: str) -> None:
        """Serve a seat, in the language now in use; the widget was made before."""
        self.scope = scope
        if self._language != text.language():
            self._language = text.language()
            self.texts = self._sentences()

    def get_ready_for_calls(self) -> None:
        """Make the checks of all calls; otherwise the first of each makes its own."""
        for handler in self._calls.values():
            _adapters(handler)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Ignore state from the browser: it speaks through calls only."""

    def _sentences(self) -> dict[str, str]:
        return {key: _(msgid) for key, msgid in {**KIT_TEXTS, **self.TEXTS}.items()}

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        """Answer one custom message; every call gets an answer."""
        call = content if isinstance(content, dict) else {}
        request_id = call.get("id")
        if not isinstance(request_id, str) or not _UUID.fullmatch(request_id):
            _LOG.warning("a message without a call id came to %s", self.name)
            return
        # A kernel handles each message in a context of its own.
        text.use_language(self._language)
        self.send({"re": request_id, **self.answer(request_id, call)})

    def answer(self, request_id: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """Carry out a call as a browser makes it.

        Returns
        -------
        dict
            Its result under ``ok``, or under ``error`` a sentence for the person.
        """
        name = content.get("call")
        if name == "ping" or (name == "wake" and name not in self._calls):
            return {"ok": True}
        try:
            handler = self._calls.get(name) if isinstance(name, str) else None
            if handler is None:
                raise InputError(
                    _("This page is out of date. Please load the page again.")
                )
            args = _checked(handler, content.get("args"))
            result = handler(request_id, **args)
            json.dumps(result)
        except MusWorkshopError as error:
            return {"error": str(error)}
        except Exception:
            error_id = secrets.token_hex(4)
            _LOG.exception("call %s of %s failed: error %s", name, self.name, error_id)
            sentence = _(
                "Something went wrong here. Your text is still on this device; try"
                " again. If it happens again, tell the facilitator: error {error_id}."
            )
            return {"error": sentence.format(error_id=error_id)}
        return {"ok": result}


def _checked(handler: Handler, args: object) -> dict[str, Any]:
    """Return `args` once they fit the handler's names and types."""
    unfit = InputError(_("This page sent something unexpected. Please load it again."))
    if not isinstance(args, dict) or not all(isinstance(key, str) for key in args):
        raise unfit
    try:
        inspect.signature(handler).bind("", **args)
    except TypeError as error:
        raise unfit from error
    try:
        for key, adapter in _adapters(handler).items():
            if key in args:
                adapter.validate_python(args[key], strict=True)
    except ValidationError as error:
        raise unfit from error
    return args


def _adapters(handler: Handler) -> dict[str, TypeAdapter[Any]]:
    """Return a check for each annotated parameter of the handler."""
    target = getattr(handler, "func", handler)  # functools.partial
    return _adapters_of(getattr(target, "__func__", target))


@cache
def _adapters_of(target: Handler) -> dict[str, TypeAdapter[Any]]:
    try:
        hints = typing.get_type_hints(target)
    except (NameError, TypeError):
        return {}
    return {key: TypeAdapter(hint) for key, hint in hints.items() if key != "return"}
