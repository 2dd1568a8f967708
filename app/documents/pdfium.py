"""PDFium keeps state of its own for the whole program."""

from __future__ import annotations

import threading

# Whoever calls it holds this: one call at a time, also while a print runs on the worker.
ONE_AT_A_TIME = threading.RLock()
