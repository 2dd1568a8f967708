"""Fixtures of the window's tests."""

from tests.windows import (
    bare_window,
    garbage_on_the_main_thread,
    settle,
    shown_window,
    state,
    theme,
    told,
    window,
)

__all__ = [
    "bare_window",
    "garbage_on_the_main_thread",
    "settle",
    "shown_window",
    "state",
    "theme",
    "told",
    "window",
]
