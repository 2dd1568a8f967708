"""``python -m ui``: the window; in a packaged program also the process that reads a workbook."""

import gc
import sys

from app.exchange import CHILD_FLAG


def run() -> int:
    """What was asked for on the command line. Returns the exit code."""
    if sys.argv[1:2] == [CHILD_FLAG]:
        # Before Qt, which would fill a good part of the memory that this process may take.
        from app.exchange.child import main as read_workbook_here

        return read_workbook_here()
    # The window collects garbage at times of its own (ui.main); while the program loads there is none.
    gc.disable()
    from ui.main import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
