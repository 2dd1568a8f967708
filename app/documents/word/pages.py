"""Sections of a Word document: paper, margins, the grid of 22 lines, and numbered feet (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.section import Section

from app.documents.blocks import Document, Numbering, Page, Role
from app.documents.word.turned import turned_number
from app.documents.word.xml import element, field, mm_twips, paragraph, run

LINE_TWIPS = 579  # 28.95 pt: 22 lines fill 225 mm; the same as in the styles
NUMBER_PT, SMALL_PT, MARK_PT = 14.0, 10.5, 8.0
DASH_BELOW_MM = 7.0  # the dash of the page number under the type area


def set_up(section: Section, page: Page, *, marked: bool = False) -> None:
    """Give a section its paper, margins and, on the official page, the grid that Word shows as 每页22行.

    marked: whether the mark of a print stands under the page number.
    """
    made: Any = section._sectPr  # python-docx offers no grid  # noqa: SLF001
    made.clear()
    size: dict[str, str | int] = {"w": mm_twips(page.width_mm), "h": mm_twips(page.height_mm)}
    if page.width_mm > page.height_mm:
        size["orient"] = "landscape"
    made.append(element("w:type", {"val": "nextPage"}))
    made.append(element("w:pgSz", size))
    made.append(
        element(
            "w:pgMar",
            {
                "top": mm_twips(page.top_mm), "right": mm_twips(page.right_mm), "bottom": mm_twips(page.bottom_mm),
                "left": mm_twips(page.left_mm), "header": mm_twips(min(15.0, page.top_mm / 2)),
                "footer": mm_twips(_foot_mm(page, marked=marked)), "gutter": 0,
            },
        )
    )  # fmt: skip
    made.append(element("w:cols", {"space": 425}))
    upright = page.numbering is Numbering.DASHED and not page.turned
    grid: dict[str, str | int] = {"type": "lines", "linePitch": LINE_TWIPS} if upright else {"linePitch": 312}
    made.append(element("w:docGrid", grid))


def number_pages(section: Section, page: Page, document: Document) -> None:
    """Put page numbers and the mark of the print at the foot: odd ones right and even ones left when they are dashed."""
    for foot, even in ((section.footer, False), (section.even_page_footer, True)):
        foot.is_linked_to_previous = False
        body: Any = foot._element  # noqa: SLF001 - the part's own paragraphs are replaced
        for old in list(body):
            body.remove(old)
        for line in _foot(page, even=even, mark=document.footer):
            body.append(line)


def _foot(page: Page, *, even: bool, mark: str) -> Sequence[Any]:
    lines = [_number(page, even=even)]
    if mark:
        left = element("w:jc", {"val": "left"})
        lines.append(paragraph("Footer", run(mark, Role.SONG, MARK_PT), look=(left,)))
    return lines


def _number(page: Page, *, even: bool) -> Any:
    match page.numbering:
        case Numbering.NONE:
            return paragraph("Footer")
        case Numbering.DASHED if page.turned:
            return paragraph("Footer", turned_number(page, DASH_BELOW_MM, NUMBER_PT, even=even))
        case Numbering.DASHED:
            return _dashed(even=even)
        case _:
            before, _, rest = page.numbering.partition("{page}")
            between, _, after = rest.partition("{pages}")
            said = [
                run(before, pt=SMALL_PT), *_sized("PAGE", SMALL_PT), run(between, pt=SMALL_PT),
                *_sized("NUMPAGES", SMALL_PT), run(after, pt=SMALL_PT),
            ]  # fmt: skip
            return paragraph("Footer", *said, look=(element("w:jc", {"val": "center"}),))


def _dashed(*, even: bool) -> Any:
    """``— 1 —``, one character from the outer edge."""
    side = "left" if even else "right"
    look = (
        element("w:ind", {f"{side}Chars": 100, side: round(NUMBER_PT * 20)}),
        element("w:jc", {"val": side}),
    )
    return paragraph("Footer", run("— "), *field("PAGE"), run(" —"), look=look)


def _sized(code: str, pt: float) -> list[Any]:
    runs = field(code)
    for one in runs:
        one.insert(0, element("w:rPr", None, element("w:sz", {"val": round(pt * 2)})))
    return runs


def _foot_mm(page: Page, *, marked: bool) -> float:
    """How far the foot's last line stands from the edge of the paper."""
    if marked:
        return min(5.0, page.bottom_mm / 3)
    if page.numbering is Numbering.DASHED:
        # The dash runs through the middle of a line of 14 pt.
        return page.bottom_mm - DASH_BELOW_MM - NUMBER_PT / 2 / 72 * 25.4
    return min(10.0, page.bottom_mm / 2)
