"""Breaking a title into lines by meaning, in the shape of a trapezoid or a diamond (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import ceil

from app.documents.blocks import Role
from app.documents.faces import text_width
from app.documents.lines import NO_END, NO_START, TOKEN

# Words a title is not broken inside.
# fmt: off
WORDS = (
    "关于", "工作委员会", "办公室", "工作", "情况", "服务", "管理", "群体", "就业", "小结", "总结", "统计", "报告", "街道", "社区",
    "建设", "办事处", "开展", "推进", "加强", "进一步", "组织", "培训", "志愿", "活动", "方案", "通知", "计划", "会议", "材料",
    "年度", "季度", "上半年", "下半年", "新业态", "新就业", "快递员", "外卖员", "骑手", "网约车", "司机", "党委", "党工委", "党支部",
    "工会", "联合", "妇联", "共青团", "小哥", "学院", "学堂", "诉求", "办理", "关爱", "阵地", "覆盖", "治理", "基层", "申请",
    "审批", "登记", "花名册", "台账", "信息", "人员", "名单", "汇总", "典型", "经验", "实施", "意见", "办法", "制度", "先进",
    "评选", "表彰", "结业", "证书", "问题", "整改", "落实", "专项", "行动",
)
# fmt: on
# A line that ends after one of these reads as a whole.
GOOD_ENDS = (
    "的",
    "、",
    "和",
    "与",
    "及",
    "月",
    "年",
    "街道",
    "社区",
    "群体",
    "工作",
    "情况",
    "》",
    "”",
    "）",
    "于",
)
INSIDE_WORD, NEUTRAL = 60.0, 12.0


def break_title(text: str, width: float) -> list[str]:
    """Lines no wider than ``width`` (in units of the type size); a line break typed by the author is kept."""
    lines: list[str] = []
    for part in text.split("\n"):
        lines += _break_part(part, width)
    return lines


def _break_part(text: str, width: float) -> list[str]:
    total = text_width(Role.TITLE, text)
    if total <= width:
        return [text]
    tokens = TOKEN.findall(text)
    widths = [text_width(Role.TITLE, token) for token in tokens]
    for count in range(ceil(total / width), 5):
        best = _best(tokens, widths, count, width)
        if best:
            return best
    # Longer than any title: fill the lines one by one.
    return _fill(tokens, widths, width)


def _best(tokens: list[str], widths: list[float], count: int, width: float) -> list[str]:
    """The best way to make ``count`` lines, or nothing when no way fits."""
    text = "".join(tokens)
    starts = [sum(len(token) for token in tokens[:n]) for n in range(len(tokens) + 1)]
    costs = [0.0, *(_break_cost(text, starts[at]) for at in range(1, len(tokens)))]
    least, found = float("inf"), []
    for breaks in combinations(range(2, len(tokens) - 1), count - 1):
        edges = (0, *breaks, len(tokens))
        sizes = [sum(widths[a:b]) for a, b in pairwise(edges)]
        if max(sizes) > width or min(sizes) < 2:
            continue
        cost = _shape_cost(sizes) + sum(costs[at] for at in breaks)
        if cost < least:
            least = cost
            found = [text[starts[a] : starts[b]].strip() for a, b in pairwise(edges)]
    return found


def _shape_cost(sizes: list[float]) -> float:
    """Small for a trapezoid or a diamond, larger for a block, largest for an hourglass."""
    spread = max(sizes) - min(sizes)
    cost = 3.0 * abs(spread / max(sizes) - 0.25) * 10
    if spread < 1:
        cost += 10
    if len(sizes) > 2 and min(sizes[1:-1]) < min(sizes[0], sizes[-1]):
        cost += 40
    return cost


def _break_cost(text: str, at: int) -> float:
    before, after = text[:at], text[at:]
    if after[0] in NO_START or before[-1] in NO_END:
        return 1000.0
    for word in WORDS:
        for cut in range(1, len(word)):
            if before.endswith(word[:cut]) and after.startswith(word[cut:]):
                return INSIDE_WORD
    return 0.0 if before.endswith(GOOD_ENDS) else NEUTRAL


def _fill(tokens: list[str], widths: list[float], width: float) -> list[str]:
    lines, room = [""], width
    for token, size in zip(tokens, widths, strict=True):
        if size > room and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += token
        room -= size
    return lines
