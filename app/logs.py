"""The program's log: a rotating file in UTF-8 from which every identity number and phone number is taken out."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.paths import data_dir

NAME = "xinfeng"
_FILE = "xinfeng.log"
_BYTES, _FILES = 1_000_000, 5
_HIDDEN = "***"
# Identity numbers (15, 17, 18 digits, also grouped), mobiles (also grouped or with +86), fixed lines with area code.
_NUMBERS = re.compile(
    r"""(?<![0-9A-Za-z])(?:
        [1-9]\d{5}[ -]?(?:19|20)?\d{2}[01]\d[0-3]\d[ -]?\d{2,3}[ -]?[0-9Xx]?
        | (?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}
        | 0\d{2,3}-?[2-9]\d{6,7}
        | \d{11,18}[Xx]?
    )(?![0-9A-Za-z])""",
    re.VERBOSE,
)
_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}


def scrub(text: str) -> str:
    """The text with every identity number and phone number replaced by ``***``."""
    return _NUMBERS.sub(_HIDDEN, text.translate(_FULL_WIDTH))


class ScrubbingFormatter(logging.Formatter):
    """Formats a record, its traceback included, and scrubs what comes out."""

    def format(self, record: logging.LogRecord) -> str:
        """The line that is written."""
        moment = self.formatTime(record)
        return f"{moment} {scrub(super().format(record))}"


def log() -> logging.Logger:
    """The logger of the program."""
    return logging.getLogger(NAME)


@contextlib.contextmanager
def writing(folder: Path | None = None) -> Iterator[Path]:
    """Write the log while the block runs; gives the file's path.

    folder: the user's data folder when not given. A folder that cannot be written leaves the program without a log
    rather than without work.
    """
    place = (folder or data_dir() / "logs") / _FILE
    logger = log()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            place, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(ScrubbingFormatter("%(levelname)s %(threadName)s %(message)s"))
    level, spreads = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield place
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = spreads
        handler.close()
