"""``python -m ui``: the window."""

import gc
import sys

# The window collects garbage at times of its own (ui.main); while the program loads there is none.
gc.disable()

from ui.main import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
