"""A picture of the street map: which files are taken, how it is kept, and the sentences that refuse the rest."""

from __future__ import annotations

from pathlib import Path

from app.errors import UnreadableFile
from app.reasons import reason_of

MOST_FILE_BYTES = 30 * 1024 * 1024
MOST_PIXELS = 60_000_000  # a QImage of more takes more memory than Qt allows
LEAST_SIDE = 400  # pixels: less shows no street names
KEPT_SIDE = 3000  # pixels of the longer side, to which a larger one is made smaller
KEPT_BYTES = 2_000_000  # as JPEG
_PNG, _JPEG, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF"
_ADVICE = "原来的地图没有改动，请换一张图片。"


def is_jpeg(data: bytes) -> bool:
    """Whether data begins as a JPEG does."""
    return data.startswith(_JPEG)


def read_picture_file(path: Path) -> bytes:
    """The bytes of a PNG or JPEG. Raises ``UnreadableFile`` for another or too large a file."""
    try:
        size = path.stat().st_size
        if size > MOST_FILE_BYTES:
            limit = MOST_FILE_BYTES // 1024 // 1024
            raise _refusal(f"图片“{path.name}”有{size // 1024 // 1024}MB，超过了{limit}MB，请缩小后再选。")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"图片“{path.name}”打不开（{reason_of(error.errno)}）。", _ADVICE) from error
    if not data:
        raise _refusal(f"图片“{path.name}”是空的。")
    if data.startswith(_PDF):
        raise _refusal(f"“{path.name}”是PDF文件，请先另存为PNG或JPEG图片。")
    if not data.startswith((_PNG, _JPEG)):
        raise _refusal(f"“{path.name}”不是PNG或JPEG图片，请另存为这两种格式后再选。")
    return data


def check_pixels(name: str, width: int, height: int) -> None:
    """Raise ``UnreadableFile`` for a picture that cannot be shown, or of too many or too few pixels."""
    if width <= 0 or height <= 0:
        raise broken(name)
    if width * height > MOST_PIXELS:
        raise _refusal(
            f"图片“{name}”有{width}×{height}像素，太大了，请缩小到{MOST_PIXELS // 10_000_000}千万像素以内再选。"
        )
    if min(width, height) < LEAST_SIDE:
        raise _refusal(
            f"图片“{name}”只有{width}×{height}像素，看不清路名，请选短边不少于{LEAST_SIDE}像素的。"
        )


def broken(name: str) -> UnreadableFile:
    """The refusal of a picture that cannot be shown."""
    return _refusal(f"图片“{name}”打不开，文件可能不完整或已损坏。")


def _refusal(sentence: str) -> UnreadableFile:
    return UnreadableFile(sentence, _ADVICE)
