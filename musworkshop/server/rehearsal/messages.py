"""Jupyter's messages on a kernel's websocket, in both of its spellings."""

from __future__ import annotations

import json
import struct
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

#: The spelling in binary frames; without it, messages are plain JSON.
V1 = "v1.kernel.websocket.jupyter.org"
_PROTOCOL_VERSION = "5.3"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it came from a kernel."""

    channel: str
    kind: str
    #: Id of the message this one answers; "" for none.
    parent_id: str
    content: dict[str, Any]


def encode(
    kind: str,
    content: dict[str, Any],
    *,
    session_id: str,
    subprotocol: str | None,
    metadata: dict[str, Any] | None = None,
) -> tuple[bytes | str, str]:
    """Return a message for the shell channel as a frame, and its id.

    Parameters
    ----------
    kind : str
        Message type, such as ``comm_msg``.
    content : dict
        What JSON can hold.
    session_id : str
        The same for all messages of one page.
    subprotocol : str or None
        What the server has chosen: `V1`, or None for plain JSON.
    metadata : dict, optional
    """
    message_id = uuid.uuid4().hex
    header = {
        "msg_id": message_id,
        "username": "",
        "session": session_id,
        "date": datetime.now(UTC).isoformat(),
        "msg_type": kind,
        "version": _PROTOCOL_VERSION,
    }
    parts: tuple[dict[str, Any], ...] = (header, {}, metadata or {}, content)
    if subprotocol == V1:
        return _pack(b"shell", *(json.dumps(part).encode() for part in parts)), (
            message_id
        )
    names = ("header", "parent_header", "metadata", "content")
    plain = dict(zip(names, parts, strict=True))
    return json.dumps({**plain, "channel": "shell", "buffers": []}), message_id


def decode(frame: bytes | str) -> Message:
    """Return the message of a frame; buffers are left out."""
    if isinstance(frame, str):
        plain = json.loads(frame)
        channel, header = plain["channel"], plain["header"]
        parent, content = plain.get("parent_header") or {}, plain["content"]
    else:
        parts = _unpack(frame)
        channel, header = parts[0].decode(), json.loads(parts[1])
        parent, content = json.loads(parts[2] or b"{}"), json.loads(parts[4] or b"{}")
    return Message(
        channel=channel,
        kind=header["msg_type"],
        parent_id=parent.get("msg_id", ""),
        content=content,
    )


def _pack(*parts: bytes) -> bytes:
    """Return the parts behind their number and their offsets, 8 bytes each."""
    number = len(parts) + 1
    offsets = [8 * (number + 1)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return struct.pack(f"<{number + 1}Q", number, *offsets) + b"".join(parts)


def _unpack(frame: bytes) -> list[bytes]:
    (number,) = struct.unpack_from("<Q", frame)
    offsets = struct.unpack_from(f"<{number}Q", frame, 8)
    return [frame[begin:end] for begin, end in pairwise(offsets)]
