"""Documents rendered to memory and read back, so that tests measure the page itself."""

import io
from collections.abc import Callable

import pdfplumber
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from app.documents.blocks import Document
from app.documents.pdf import render

MM = 72 / 25.4


class Printed:
    """A rendered document: its bytes, its pages read by pdfplumber, pictures by pypdfium2."""

    def __init__(self, document: Document) -> None:
        stream = io.BytesIO()
        self.count = render(document, stream)
        self.data = stream.getvalue()
        self.plumber = pdfplumber.open(io.BytesIO(self.data))
        self.pages = self.plumber.pages

    def text(self, page: int = 0) -> str:
        return self.pages[page].extract_text()

    def all_text(self) -> str:
        return "\n".join(page.extract_text() for page in self.pages)

    def pdfium_text(self) -> str:
        with pypdfium2.PdfDocument(self.data) as pdf:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)

    def faces_of(self, text: str, page: int = 0) -> set[str]:
        """Names of the faces that draw the characters of ``text`` (the first place it stands)."""
        chars = self.pages[page].chars
        joined = "".join(char["text"] for char in chars)
        start = joined.index(text)
        return {char["fontname"].split("+")[1] for char in chars[start : start + len(text)]}

    def box(self, text: str, page: int = 0) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom in mm of the first place ``text`` stands."""
        chars = self.pages[page].chars
        joined = "".join(char["text"] for char in chars)
        start = joined.index(text)
        found = chars[start : start + len(text)]
        return (
            min(char["x0"] for char in found) / MM,
            min(char["top"] for char in found) / MM,
            max(char["x1"] for char in found) / MM,
            max(char["bottom"] for char in found) / MM,
        )

    def ink(
        self, area_mm: tuple[float, float, float, float], page: int = 0, but: tuple[str, ...] = ()
    ) -> bool:
        """Whether anything is drawn inside an area (x0, top, x1, bottom), leaving out the texts ``but``."""
        scale = 4.0
        with pypdfium2.PdfDocument(self.data) as pdf:
            picture = pdf[page].render(scale=scale).to_pil().convert("L")
        painter = ImageDraw.Draw(picture)
        for text in but:
            x0, top, x1, bottom = (value * MM * scale for value in self.box(text, page))
            painter.rectangle((x0 - 6, top - 6, x1 + 6, bottom + 6), fill=255)
        x0, top, x1, bottom = (round(value * MM * scale) for value in area_mm)
        part: Image.Image = picture.crop((x0, top, x1, bottom))
        return part.getextrema()[0] < 250


@pytest.fixture
def printed() -> Callable[[Document], Printed]:
    return Printed
