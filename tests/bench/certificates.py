"""A class's certificates as one PDF, beside ReportLab drawing the same words at the same places without asking anything."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.documents.certificate import CertificateText
from app.documents.faces import load
from app.documents.pdf import render
from app.documents.words import chinese_date
from app.workshop.paper import certificate_document
from tests.bench.measuring import Bench, Comparison

_WIDTH, _HEIGHT, _MM = 842.0, 595.0, 72 / 25.4
_SENTENCE = (
    "{text.name} 同志（公民身份号码：{text.id_number}），于2024年11月5日至2024年11月21日参加"
    "{text.organizer}{text.class_name}学习，修满规定课程，共{text.hours}学时，成绩合格，准予结业。"
)
_REASON = "line breaking by Chinese rules, a glyph check of every character and the border are ours alone"


def comparisons(bench: Bench) -> Iterator[Comparison]:
    """All certificates of a large class."""
    texts = [_text(number) for number in range(1, bench.certificates + 1)]
    yield Comparison(
        f"{bench.certificates:,} certificates",
        lambda: render(certificate_document(texts), io.BytesIO()),
        "bare ReportLab, the same words",
        partial(_bare, texts),
        4,
        _REASON,
    )


def _text(number: int) -> CertificateText:
    return CertificateText(
        number=f"XFXY-2024-01-{number:04d}",
        name="王李张刘陈"[number % 5] + "伟芳娜敏静丽强磊军洋"[number % 10],
        class_name="第2期短视频制作班",
        organizer="北山街道“三新”学堂",
        started_on=date(2024, 11, 5),
        ended_on=date(2024, 11, 21),
        hours="12",
        issuer="北山街道“三新”学堂",
        issued_on=date(2024, 11, 30),
        id_number=f"3301**********{number % 10_000:04d}",
        course="短视频制作",
    )


def _bare(texts: Sequence[CertificateText]) -> None:
    """A page for each: strings put where ours stand, lines cut when they are full."""
    for face in ("SerifBold", "Serif", "Kai"):
        load(face)
    rl_config.useA85 = 0
    canvas = Canvas(io.BytesIO(), pagesize=(_WIDTH, _HEIGHT), pageCompression=1)
    for text in texts:
        canvas.setFont("SerifBold", 44)
        canvas.drawCentredString(_WIDTH / 2, _HEIGHT - 45 * _MM, text.title)
        canvas.setFont("Serif", 12)
        canvas.drawRightString(255 * _MM, _HEIGHT - 64 * _MM, f"编号：{text.number}")
        canvas.setFont("Kai", 18)
        for place, line in enumerate(_lines(_SENTENCE.format(text=text), 213 * _MM)):
            canvas.drawString(42 * _MM, _HEIGHT - 90 * _MM - place * 34, line)
        canvas.drawCentredString(212 * _MM, _HEIGHT - 150 * _MM, text.issuer)
        canvas.drawCentredString(212 * _MM, _HEIGHT - 162 * _MM, chinese_date(text.issued_on))
        canvas.showPage()
    canvas.save()


def _lines(sentence: str, room: float) -> list[str]:
    lines = [""]
    for character in sentence:
        if stringWidth(lines[-1] + character, "Kai", 18) > room:
            lines.append("")
        lines[-1] += character
    return lines
