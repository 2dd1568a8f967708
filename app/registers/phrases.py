"""常用语: sentences and paragraphs that an office uses again in its summaries."""

from app.registers.spec import Field, Kind, Register
from app.rules.phrases import said_once, worded_well
from db.models import Phrase

PLACES = (
    ("base", "基本情况"),
    ("work", "主要工作"),
    ("problems", "存在问题"),
    ("plans", "工作打算"),
    ("any", "各处通用"),
)

PHRASES = Register(
    key="phrases",
    label="常用语",
    unit="条",
    model=Phrase,
    icon="mdi6.comment-quote-outline",
    title="text",
    sort="place",
    rules=(said_once, worded_well),
    fields=(
        Field("place", "用在哪里", choices=PLACES, table=True, filter=True, width=10),
        Field("lead", "小标题", table=True, width=18, help="如：抓好防暑降温。不填则为普通段落"),
        Field("text", "文字", kind=Kind.LONG_TEXT, table=True, width=60),
    ),
)
