"""Stories that need an event loop, told by tests that have none."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import Any

PATIENCE_SECONDS = 10


def in_a_loop(story: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Run an async test in a thread of its own: the test's thread may hold the browser's loop already."""

    @wraps(story)
    def told(*args: Any, **kwargs: Any) -> None:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, asyncio.wait_for(story(*args, **kwargs), PATIENCE_SECONDS)).result()

    return told


async def until(is_so: Callable[[], Any]) -> None:
    """Let the loop go on until something is so; the story's patience is the limit."""
    while not is_so():
        await asyncio.sleep(0.005)
