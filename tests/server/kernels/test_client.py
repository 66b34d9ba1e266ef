"""The client for plain kernels begins at once and misses nothing."""

from __future__ import annotations

import asyncio
import os

from jupyter_client.manager import AsyncKernelManager

from musworkshop.server.kernels.warm.client import LeanClient


async def first_words() -> tuple[list[str], bool]:
    manager = AsyncKernelManager(transport="ipc", client_factory=LeanClient)
    await manager.start_kernel(env=dict(os.environ))
    client = manager.client()
    client.start_channels()
    said: list[str] = []
    try:
        await client.wait_for_ready(timeout=60)
        for word in ("one", "two", "three"):
            await client.execute_interactive(
                f"print({word!r})",
                output_hook=lambda m: said.append(m["content"].get("text", "")),
                timeout=30,
            )
        return [each.strip() for each in said if each], client._hb_channel is None
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


def test_the_first_cells_words_are_heard_without_a_heartbeat() -> None:
    said, has_no_heartbeat = asyncio.run(first_words())
    assert said == ["one", "two", "three"]
    assert has_no_heartbeat
