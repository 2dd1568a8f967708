"""What a clerk may choose before a ledger is printed: paper, rows on a page, empty rows, signatures, watermark, purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app import settings
from app.desk import Desk
from app.documents.blocks import Page
from app.documents.ledger import A3_LANDSCAPE, A4_LANDSCAPE, A4_PORTRAIT, SIGNATURES, LedgerStyle
from app.registers.spec import Choice, Field, Kind, Register

PAPERS: tuple[Choice, ...] = (
    ("auto", "自动（A4横向，栏多时A3）"),
    ("a4", "A4横向"),
    ("a3", "A3横向"),
    ("a4p", "A4纵向"),
)
ROWS: tuple[Choice, ...] = (
    ("0", "按行高排满"), ("20", "每页20行"), ("25", "每页25行"), ("30", "每页30行"),
)  # fmt: skip
SIGNED: tuple[Choice, ...] = (("last", "只在末页"), ("every", "每页"), ("none", "不印"))
BINDINGS: tuple[Choice, ...] = (("left", "左侧"), ("top", "上边"))
SCOPES: tuple[Choice, ...] = (("all", "列表中的全部"), ("chosen", "选中的"))
REMEMBERED = ("paper", "rows", "full_grid", "signatures", "binding")
_PAGES = {"a4": A4_LANDSCAPE, "a3": A3_LANDSCAPE, "a4p": A4_PORTRAIT}
_EDGE_MM, _BINDING_MM = 13.0, 25.0
_LONGEST_USE = 20


@dataclass(frozen=True)
class LedgerChoice:
    """The answers. title, on: empty for the usual ones. use: what the list is only to be used for; makes the watermark."""

    title: str = ""
    on: date | None = None
    paper: str = "auto"
    rows: int = 0
    full_grid: bool | None = None
    signatures: str = "last"
    binding: str = "left"
    use: str = ""
    purpose: str = ""

    def page(self) -> Page | None:
        """The page that was chosen; None to choose by the number of columns."""
        return _PAGES.get(self.paper)

    def bound(self, page: Page) -> Page:
        """The page with its wide edge where it is bound."""
        if self.binding == "left":
            return page
        return replace(page, left_mm=_EDGE_MM, right_mm=_EDGE_MM, top_mm=_BINDING_MM)

    def style(self, style: LedgerStyle, clerk: str, now: datetime) -> LedgerStyle:
        """The style with what was chosen."""
        use = self.use.strip()[:_LONGEST_USE]
        return replace(
            style,
            rows_per_page=self.rows,
            fill_blank=style.fill_blank if self.full_grid is None else self.full_grid,
            signatures=() if self.signatures == "none" else SIGNATURES,
            signatures_on_every_page=self.signatures == "every",
            watermark=f"仅供{use}使用　{clerk}　{now:%Y-%m-%d %H:%M}" if use else "",
        )


def choice_from(answers: Mapping[str, Any]) -> LedgerChoice:
    """The choice from the answers of the dialog."""
    return LedgerChoice(
        title=(answers.get("title") or "").strip(),
        on=answers.get("on"),
        paper=answers.get("paper") or "auto",
        rows=int(answers.get("rows") or 0),
        full_grid=answers.get("full_grid"),
        signatures=answers.get("signatures") or "last",
        binding=answers.get("binding") or "left",
        use=answers.get("use") or "",
        purpose=(answers.get("purpose") or "").strip(),
    )


def ledger_asks(desk: Desk, register: Register, chosen: int) -> tuple[Field, ...]:
    """The questions. chosen: how many rows are selected; with none there is nothing to choose between."""
    asks = [
        Field("title", "标题", section="内容"),
        Field("on", "统计截止日期", kind=Kind.DATE, section="内容"),
        Field("paper", "纸张", kind=Kind.CHOICE, choices=PAPERS, required=True, section="版面"),
        Field("rows", "每页行数", kind=Kind.CHOICE, choices=ROWS, required=True, section="版面", help="固定行数时字会缩小到放得下"),
        Field("full_grid", "末页补足空行", kind=Kind.YES_NO, section="版面"),
        Field("signatures", "签字栏", kind=Kind.CHOICE, choices=SIGNED, required=True, section="版面"),
        Field("binding", "装订", kind=Kind.CHOICE, choices=BINDINGS, required=True, section="版面"),
        Field("use", "水印：仅供……使用", section="版面", help="如“走访慰问”；不填不加水印"),
    ]  # fmt: skip
    if chosen:
        asks.insert(
            0, Field("scope", "打印", kind=Kind.CHOICE, choices=SCOPES, required=True, section="内容")
        )
    personal = any(field.mask is not None for field in register.fields)
    if personal and desk.actor.whole_numbers:
        asks.append(
            Field(
                "purpose", "完整号码的用途", section="号码", help="不填则隐去部分号码；填写的用途记入操作日志"
            )
        )
    return tuple(asks)


def ledger_preset(desk: Desk, register: Register, label: str, chosen: int) -> dict[str, Any]:
    """What the questions show at first. label: what the list is limited to."""
    return {
        "scope": "chosen" if chosen > 1 else "all",
        "title": usual_title(register, label),
        "on": date.today(),
        "paper": "auto",
        "rows": "0",
        "full_grid": bool(settings.read(desk, "full_grid")),
        "signatures": "last",
        "binding": "left",
    }


def usual_title(register: Register, label: str) -> str:
    """``人员台账（金祝社区）``."""
    return f"{register.label}台账" + (f"（{label}）" if label else "")
