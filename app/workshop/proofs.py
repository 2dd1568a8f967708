"""志愿服务记录证明 as a paper: the first page in a design, the list of services on official pages behind it."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.blocks import OFFICIAL_PAGE, Block, Document, DocumentKind, PageBreak
from app.documents.recordcertificate import CERTIFICATE, ProofText, list_blocks, proof_document
from app.workshop.drawing import blocks_of, page_of
from app.workshop.elements import Design
from app.workshop.values import proof_holder


def designed_proofs(proofs: Sequence[tuple[ProofText, Design | None]]) -> Document:
    """Each certificate in its design, then its list; without designs they are official paper throughout.

    Raises ValueError for none, ValidationFailed when a text does not fit its box.
    """
    if all(design is None for _, design in proofs):
        return proof_document([text for text, _ in proofs])
    blocks: list[Block] = []
    first = OFFICIAL_PAGE
    for text, design in proofs:
        page = OFFICIAL_PAGE if design is None else page_of(design)
        if blocks:
            blocks.append(PageBreak(page))
        else:
            first = page
        if design is None:
            blocks += proof_document([text]).blocks
            continue
        blocks += blocks_of(design, proof_holder(text))
        blocks += [PageBreak(OFFICIAL_PAGE), *list_blocks(text)]
    return Document(DocumentKind.OFFICIAL, CERTIFICATE, tuple(blocks), page=first)
