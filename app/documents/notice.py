"""《个人信息处理告知书》: what the office keeps of people and why (个人信息保护法 art. 7, 17), with room to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import (
    Blank,
    Block,
    Document,
    DocumentKind,
    Heading,
    Numbering,
    Page,
    PageBreak,
    Paragraph,
    Subtitle,
    Title,
)

TITLE = "个人信息处理告知书"
NOTICE_PAGE = Page(numbering=Numbering.NONE, top_mm=30.0, bottom_mm=20.0)
_TICKS = "□同意　□不同意"
_RIGHTS = (
    "您可以查阅、复制、更正、补充本人信息，要求删除，或撤回同意；提出后由本单位核实办理。"
    "不同意非必要事项的，不影响您享受服务。"
)


@dataclass(frozen=True)
class NoticeText:
    """What the notice says. version: printed under the title, and kept on the card of whoever was told."""

    office: str
    version: str
    purposes: str
    kinds: str
    retention: str
    contact: str


def notice_document(text: NoticeText, names: Sequence[str]) -> Document:
    """One notice for each name, and one without a name when there are none."""
    blocks: list[Block] = []
    for name in names or ("",):
        if blocks:
            blocks.append(PageBreak())
        blocks += _notice(text, name)
    return Document(DocumentKind.FORM, TITLE, tuple(blocks), page=NOTICE_PAGE)


def _notice(text: NoticeText, name: str) -> list[Block]:
    who = name or "＿＿＿＿＿＿"
    return [
        Title(TITLE),
        Subtitle(f"（{text.version}版）"),
        Paragraph(f"{who}：", indent=0),
        Paragraph(f"为做好新就业群体服务管理工作，{text.office}需要登记和使用您的个人信息。现将有关事项告知如下："),
        Heading(2, "（一）处理者和联系方式。", f"{text.office}，电话{text.contact}。"),
        Heading(2, "（二）处理目的和方式。", f"用于{text.purposes}。信息由经办人录入本单位计算机，不上传互联网，不用于商业用途。"),
        Heading(2, "（三）信息种类。", f"{text.kinds}。不收集银行卡号、宗教信仰和身份证影印件。"),
        Heading(2, "（四）保存期限。", f"{text.retention}。"),
        Heading(2, "（五）您的权利。", _RIGHTS),
        Heading(2, "（六）另行征求意见的事项。", "请在方框内打勾："),
        Paragraph(f"1.活动中拍摄并保存本人照片：{_TICKS}"),
        Paragraph(f"2.表彰、公示中公开本人姓名：{_TICKS}"),
        Blank(),
        Paragraph("本人已阅读并知悉上述内容。"),
        Paragraph("本人签名：＿＿＿＿＿＿＿＿　　　　　　年　　月　　日"),
    ]  # fmt: skip
