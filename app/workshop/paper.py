"""Certificates as papers: each with the design it is issued with."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.blocks import Document
from app.documents.certificate import CertificateText, check_words
from app.workshop.drawing import Overprint, document_of
from app.workshop.elements import Design
from app.workshop.shipped import first_of
from app.workshop.values import holder_of
from db.models import TemplateKind


def certificate_document(
    texts: Sequence[CertificateText],
    designs: Design | Sequence[Design] | None = None,
    overprint: Overprint | None = None,
) -> Document:
    """One certificate on a page, in the given order. designs: one for all, or one for each; by the title without any.

    Raises ValidationFailed for a forbidden word or a text that does not fit, and ValueError for an empty batch.
    """
    for text in texts:
        check_words(text)
    if designs is None:
        chosen = [standard_for(text) for text in texts]
    elif isinstance(designs, Design):
        chosen = [designs] * len(texts)
    else:
        chosen = list(designs)
    papers = [(design, holder_of(text)) for design, text in zip(chosen, texts, strict=True)]
    return document_of(texts[0].title if texts else "", papers, overprint)


def standard_for(text: CertificateText) -> Design:
    """The first shipped design of a certificate's kind, for one that was issued before designs could be chosen."""
    return first_of(_KINDS.get(text.title, TemplateKind.HONOUR)).design


_KINDS = {
    "结业证书": TemplateKind.COMPLETION,
    "聘书": TemplateKind.APPOINTMENT,
    "荣誉证书": TemplateKind.HONOUR,
    "纪念证": TemplateKind.KEEPSAKE,
    "感谢信": TemplateKind.THANKS,
    "会员卡": TemplateKind.MEMBERSHIP,
}
