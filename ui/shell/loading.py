"""The use cases that pages and worker share, imported whole by one thread before two threads need them."""

from __future__ import annotations


def load_use_cases() -> None:
    """Import the core of ``app``: about half a second the first time, nothing afterwards.

    Its modules refer to one another. Two threads that import different ones for the first time at once would each see the
    other's half done, and fail; so the worker does it while the window only waits for its ledger.
    """
