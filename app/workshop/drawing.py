"""A design with somebody's values becomes blocks at places of a page."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.documents.blocks import (
    Align,
    Block,
    Document,
    DocumentKind,
    FixedPicture,
    FixedRule,
    FixedText,
    Numbering,
    Page,
    PageBreak,
    Role,
    SealZone,
)
from app.documents.qr import cut_for_code, qr_shape
from app.errors import UserError
from app.workshop.elements import Design, Element, ElementKind
from app.workshop.fitting import text_blocks
from app.workshop.ornaments import frame_blocks, line_blocks
from app.workshop.placeholders import fill
from app.workshop.sheets import put_together

_GREY = (0.62, 0.62, 0.62)


@dataclass(frozen=True)
class Holder:
    """Whose paper it is: values of the placeholders, the portrait as JPEG, and what messages call the paper."""

    values: Mapping[str, str]
    photo: bytes = b""
    where: str = "证书"


@dataclass(frozen=True)
class Overprint:
    """套打: only what differs from holder to holder, everything moved by mm to where a printer puts the form."""

    right: float = 0.0
    down: float = 0.0


def page_of(design: Design) -> Page:
    """The design's page."""
    return Page(design.width, design.height, 0.0, 0.0, 0.0, 0.0, numbering=Numbering.NONE)


def document_of(
    title: str, papers: Sequence[tuple[Design, Holder]], overprint: Overprint | None = None
) -> Document:
    """One paper on a page in the given order; small cards of one design together on A4 sheets.

    Raises ValidationFailed when a text does not fit, ValueError without papers.
    """
    if not papers:
        raise ValueError("a batch holds at least one paper")
    first = papers[0][0]
    drawn = [blocks_of(design, holder, overprint) for design, holder in papers]
    if first.cut and overprint is None and all(design == first for design, _ in papers):
        return put_together(title, first.width, first.height, drawn)
    blocks: list[Block] = []
    for (design, _), page in zip(papers, drawn, strict=True):
        if blocks:
            blocks.append(PageBreak(page_of(design)))
        blocks += page
    return Document(DocumentKind.CERTIFICATE, title, tuple(blocks), page=page_of(first))


def blocks_of(design: Design, holder: Holder, overprint: Overprint | None = None) -> list[Block]:
    """What one paper is drawn of, background first, in the order of the elements."""
    blocks: list[Block] = []
    if design.background and overprint is None:
        picture = base64.b64decode(design.background)
        blocks.append(FixedPicture(0.0, 0.0, design.width, design.height, picture))
    for element in design.elements:
        if overprint is None or element.variable:
            blocks += element_blocks(moved(element, overprint), holder)
    return blocks


def moved(element: Element, overprint: Overprint | None) -> Element:
    """The element where 套打 prints it."""
    if overprint is None:
        return element
    return replace(element, x=element.x + overprint.right, y=element.y + overprint.down)


def element_blocks(element: Element, holder: Holder) -> Sequence[Block]:
    """What one element is drawn of."""
    match element.kind:
        case ElementKind.TEXT:
            return text_blocks(element, fill(element.text, holder.values), holder.where)
        case ElementKind.FRAME:
            return _ornament(element)
        case ElementKind.LINE:
            return _ornament(element)
        case ElementKind.SEAL:
            return [SealZone(element.x, element.y, element.w, element.style == "mark")]
        case ElementKind.QR:
            return _code(element, holder)
        case ElementKind.PHOTO:
            return _photo(element, holder.photo)
        case ElementKind.PICTURE:
            return _picture(element, base64.b64decode(element.picture)) if element.picture else []


@lru_cache(maxsize=64)
def _ornament(element: Element) -> tuple[Block, ...]:
    """Kept, because all papers of a batch have the same."""
    return tuple(frame_blocks(element) if element.kind is ElementKind.FRAME else line_blocks(element))


def _code(element: Element, holder: Holder) -> Sequence[Block]:
    text = cut_for_code(fill(element.text, holder.values).strip())
    if not text:
        raise UserError(f"{holder.where}的二维码“{element.name}”没有内容。", "请在模板里填写二维码的内容。")
    return [qr_shape(text, element.x, element.y, min(element.w, element.h))]


def _picture(element: Element, jpeg: bytes) -> Sequence[Block]:
    return [FixedPicture(element.x, element.y, element.w, element.h, jpeg)]


def _photo(element: Element, jpeg: bytes) -> Sequence[Block]:
    """The portrait, or a place to stick one on."""
    if jpeg:
        return _picture(element, jpeg)
    x, y, right, bottom = element.x, element.y, element.right, element.bottom
    size = min(10.5, element.w * 0.4)
    return [
        FixedRule(x, y, right, y, 0.4, _GREY),
        FixedRule(right, y, right, bottom, 0.4, _GREY),
        FixedRule(right, bottom, x, bottom, 0.4, _GREY),
        FixedRule(x, bottom, x, y, 0.4, _GREY),
        FixedText(
            x + element.w / 2,
            y + element.h / 2 - size * 0.18,
            "照片",
            Role.SONG,
            size,
            Align.CENTER,
            ink=_GREY,
        ),
    ]
