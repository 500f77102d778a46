"""Work in other processes beside this one, for who has cores to spare.

Such a process begins as a copy of this one, so that nothing has to be sent to it, and sends what it
has made. Where it cannot, for whatever reason, all is made here: what goes wrong is said as ever.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Made = TypeVar("Made")

FEWEST: Final = 200
"""Fewer things than that are made sooner than a process has started."""


def each(make: Callable[[Item], Made], items: Sequence[Item], workers: int) -> list[Made]:
    """What is made of each item, by up to so many processes."""
    count = min(workers, len(items) // FEWEST)
    if count < 2:
        return _each(make, items)
    shares = [items[start::count] for start in range(count)]  # neighbours may be alike
    made: list[Any] = [None] * len(items)
    with ExitStack() as stack:
        others = [
            stack.enter_context(beside(partial(_each, make, share), FEWEST, workers))
            for share in shares[1:]
        ]
        made[::count] = _each(make, shares[0])
        for start, result in enumerate(others, 1):
            made[start::count] = result()
    return made


def _each(make: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    return [make(item) for item in items]


@contextmanager
def beside(make: Callable[[], Made], size: int, workers: int) -> Iterator[Callable[[], Made]]:
    """Begins to make so many things, if several processes may, in one that ends with the context;
    what is given waits for them, or makes them if there is no such process.
    """
    begun = _begin(make) if workers > 1 and size >= FEWEST else None
    if begun is None:
        yield make
        return
    process, receiving = begun

    def result() -> Made:
        try:
            made: Made = receiving.recv()
        except (EOFError, OSError):
            return make()
        return made

    try:
        yield result
    finally:
        process.kill()
        process.join()
        receiving.close()


def _begin(make: Callable[[], object]) -> tuple[BaseProcess, Connection] | None:
    """A copy of this process that makes something, and where that will come from; nothing where
    there can be none: that of a process with several threads might wait for ever.
    """
    import threading  # and what is imported below, takes long, and few runs need it

    if not hasattr(os, "fork") or threading.active_count() > 1:
        return None
    from multiprocessing import get_context

    context = get_context("fork")
    try:
        receiving, sending = context.Pipe(duplex=False)
        with sending:
            process = context.Process(target=_send, args=(make, receiving, sending))
            process.start()
    except OSError:
        return None
    return process, receiving


def _send(make: Callable[[], object], receiving: Connection, sending: Connection) -> None:
    """What the copy does."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who has begun it ends it
    receiving.close()
    with suppress(Exception):
        sending.send(make())
