"""The sections of the monthly summary in sentences, each knowing the figures it states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.measures import wording
from app.measures.period import YEARLY, Reported
from app.measures.table import TableRow

Rows = Mapping[str, TableRow]
_CATEGORIES = ("P02", "P03", "P04", "P05", "P05a")
_TRAITS = ("P06", "P07", "P08", "P09")
_ACTIVITIES = tuple(f"A07{letter}" for letter in "abcdefghijkl")
_FACILITIES = ("F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08")


@dataclass(frozen=True)
class Sentence:
    """A sentence and the codes of the figures in it, by which each of them can be opened as a list."""

    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A paragraph; one with a lead (``强化组织覆盖。``) is a numbered point."""

    sentences: tuple[Sentence, ...]
    lead: str = ""

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return "".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True)
class Chapter:
    """A section: its heading without number, and its paragraphs."""

    heading: str
    passages: tuple[Passage, ...]


def opening(month: Reported) -> Passage:
    """The first paragraph, which states no figure."""
    return Passage(
        (
            Sentence(
                f"{month.short}，街道认真落实上级部署要求，聚焦“组织有力、服务有感、治理有为”，"
                "扎实推进新就业群体服务管理各项工作。现将有关情况小结如下："
            ),
        )
    )


def chapters(month: Reported, rows: Rows) -> tuple[Chapter, ...]:
    """The four sections of the month, from its figures alone."""
    work: tuple[Passage, ...] = (
        Passage(_organizations(rows), "强化组织覆盖。"),
        Passage((*_facilities(month, rows), *_care(rows)), "做优暖心服务。"),
        Passage(_training(rows), "抓实教育培训。"),
        Passage(_volunteering(rows), "引导融入治理。"),
    )
    if asked := _requests(rows):
        work += (Passage(asked, "回应诉求关切。"),)
    return (
        Chapter("基本情况", (Passage(_base(month, rows)),)),
        Chapter("主要工作", work),
        Chapter("存在问题", (Passage(_problems(rows)),)),
        Chapter(f"{month.spoken.next}工作打算", _plans(month.next(), rows)),
    )


def _base(month: Reported, rows: Rows) -> tuple[Sentence, ...]:
    total = rows["P01"]
    if not total.this_month:
        return (Sentence(f"截至{month.last.month}月{month.last.day}日，台账中没有在册人员。", ("P01",)),)
    count = f"截至{month.last.month}月{month.last.day}日，辖区登记在册新就业群体{total.this_month}人"
    kinds = _listed(rows, _CATEGORIES, "、")
    changes = [wording.stock_change(total)]
    if total.year_change is not None and total.spoken != YEARLY:
        against = wording.change_in_percent(total.year_change)
        changes.append("与上年同期持平" if against == "持平" else f"较上年同期{against}")
    sentences = [
        Sentence(
            f"{count}，其中{kinds}；{'，'.join(filter(None, changes))}。".replace("；。", "。"),
            ("P01", *_CATEGORIES),
        ),
        _movement(rows),
    ]
    if traits := _listed(rows, _TRAITS, "、"):
        sentences.append(Sentence(f"在册人员中，{traits}。", _TRAITS))
    places = {"站点（网点）": rows["P12"], "平台企业": rows["P13"]}
    if named := _named(places):
        sentences.append(Sentence(f"辖区现有{named}。", ("P12", "P13")))
    return tuple(sentences)


def _movement(rows: Rows) -> Sentence:
    came, went = rows["P10"].this_month, rows["P11"].this_month
    this = rows["P10"].spoken.this
    arrived = f"{this}新增登记{came}人" if came else f"{this}无新增登记"
    return Sentence(f"{arrived}，{f'注销{went}人' if went else '无人员注销'}。", ("P10", "P11"))


def _organizations(rows: Rows) -> tuple[Sentence, ...]:
    sentences = []
    if bodies := _listed(rows, ("O01", "O04", "O08", "O09"), "、"):
        functional = rows["O01a"].this_month
        among = f"（党组织中功能型{functional}个）" if functional else ""
        sentences.append(Sentence(f"现有{bodies}{among}。", ("O01", "O01a", "O04", "O08", "O09")))
    else:
        sentences.append(Sentence("尚未建立组织。", ("O01", "O04", "O08", "O09")))
    members, rate = rows["O05"], rows["O07"]
    if members.this_month:
        text = f"工会会员{members.this_month}人，{wording.stock_change(members)}".rstrip("，")
        if rate.this_month is not None:
            text += f"；入会率{rate.this_month}%，{wording.stock_change(rate)}".rstrip("，")
        sentences.append(Sentence(f"{text}。", ("O05", "O07")))
    sentences.append(Sentence(wording.flow(rows["O06"], "新吸收工会会员"), ("O06",)))
    if rows["O10"].this_month:
        sentences.append(Sentence(f"聘任兼职委员{rows['O10'].this_month}人。", ("O10",)))
    return tuple(sentences)


def _facilities(month: Reported, rows: Rows) -> tuple[Sentence, ...]:
    if not (places := _listed(rows, _FACILITIES, "、")):
        return (Sentence("尚无开放的服务点位。", _FACILITIES),)
    day = f"{month.last.month}月{month.last.day}日"
    sentences = [Sentence(f"截至{day}，共有{places}。", _FACILITIES)]
    moved = [code for code in _FACILITIES if _difference(rows[code])]
    compared = [code for code in _FACILITIES if rows[code].last_month is not None]
    if moved:
        changes = "、".join(f"{rows[code].measure.name}{wording.stock_change(rows[code])}" for code in moved)
        sentences.append(Sentence(f"其中，{changes}。", tuple(moved)))
    elif compared:
        last = rows[compared[0]].spoken.last
        sentences.append(Sentence(f"各类点位数与{last}持平。", tuple(compared)))
    rate = rows["F12"]
    if rate.this_month is not None:
        change = "" if rate.this_month == rate.last_month else wording.stock_change(rate)
        text = "，".join(filter(None, (wording.coverage("社区", *rate.parts), change)))
        sentences.append(Sentence(f"驿站和饮水点{text}。", ("F12",)))
    return tuple(sentences)


def _care(rows: Rows) -> tuple[Sentence, ...]:
    """Activities, what was given out and hotline cards, as far as there were any in the period."""
    sentences = []
    held, came = rows["A07"], rows["A08"]
    if held.this_month:
        sentences.append(Sentence(wording.flow(held, "开展关爱活动"), ("A07",)))
        kinds = _listed(rows, _ACTIVITIES, "、")
        people = f"，小哥参加{came.this_month}人次" if came.this_month else ""
        sentences.append(Sentence(f"其中，{kinds}{people}。", (*_ACTIVITIES, "A08")))
    if rows["A15"].this_month:
        sentences.append(Sentence(wording.flow(rows["A15"], "发放物资"), ("A15",)))
    cards, rate = rows["A19"], rows["A21"]
    if cards.this_month and rate.this_month is not None:
        text = f"{cards.spoken.this}发放服务热线卡{cards.this_month}张，在册人员持卡率{rate.this_month}%。"
        sentences.append(Sentence(text, ("A19", "A21")))
    return tuple(sentences)


def _training(rows: Rows) -> tuple[Sentence, ...]:
    sessions = rows["T03"]
    this = sessions.spoken.this
    if not sessions.this_month:
        sentences = [Sentence(wording.flow(sessions, "开展培训"), ("T03",))]
    else:
        courses = f"{this}开课{rows['T01'].this_month}门、{rows['T02'].this_month}个班次"
        attended = wording.flow(rows["T05"], "参训").removeprefix(this)
        sentences = [
            Sentence(f"{courses}。", ("T01", "T02")),
            Sentence(wording.flow(sessions, "组织培训"), ("T03",)),
        ]
        if rows["T05"].this_month:
            people = rows["T04"].this_month
            named = f"参训人员（去重）{people}人；" if people else ""
            sentences.append(Sentence(f"{named}{attended}", ("T04", "T05")))
    if done := _named({"结业": rows["T07"], "颁发结业证书": rows["T08"]}):
        sentences.append(Sentence(f"{this}{done}。", ("T07", "T08")))
    return tuple(sentences)


def _volunteering(rows: Rows) -> tuple[Sentence, ...]:
    sentences = []
    if teams := _listed(rows, ("V01", "V02"), "，"):
        sentences.append(Sentence(f"现有{teams}。", ("V01", "V02")))
    sentences.append(Sentence(wording.flow(rows["V03"], "开展志愿服务活动"), ("V03",)))
    if rows["V04"].this_month:
        hours = wording.flow(rows["V05"], "服务时长").removeprefix(rows["V05"].spoken.this)
        sentences.append(Sentence(f"参与{rows['V04'].this_month}人次，{hours}", ("V04", "V05")))
    for code, verb in (("V06", "助老送餐"), ("V07", "发放宣传资料")):
        if rows[code].this_month or rows[code].year_total:
            sentences.append(Sentence(wording.flow(rows[code], verb), (code,)))
    return tuple(sentences)


def _requests(rows: Rows) -> tuple[Sentence, ...]:
    """Requests and deliberations, where there is something to say."""
    sentences = []
    if rows["R01"].this_month or rows["R02"].this_month:
        sentences.append(Sentence(wording.flow(rows["R01"], "收到诉求"), ("R01",)))
        told = [f"{rows['R02'].spoken.this}办结{rows['R02'].this_month}件"] if rows["R02"].this_month else []
        told += [
            f"{word}{rows[code].this_month}%"
            for code, word in (("R04", "按时办结率"), ("R05", "满意率"))
            if rows[code].this_month is not None
        ]
        if told:
            called = f"（回访{rows['R05a'].this_month}件次）" if rows["R05a"].this_month else ""
            sentences.append(Sentence(f"{'，'.join(told)}{called}。", ("R02", "R04", "R05", "R05a")))
        if rows["R14"].this_month:
            late = f"，其中超过期限{rows['R14a'].this_month}件" if rows["R14a"].this_month else ""
            sentences.append(Sentence(f"尚未办结{rows['R14'].this_month}件{late}。", ("R14", "R14a")))
    if rows["R08"].this_month:
        sentences.append(Sentence(wording.flow(rows["R08"], "召开议事协商会"), ("R08",)))
        people = {
            "参加小哥": rows["R11"],
            "收集意见建议": rows["R12"],
            "采纳": rows["R12a"],
            "议定事项": rows["R09"],
        }
        if said := _named(people, "，"):
            sentences.append(Sentence(f"{said}。", ("R11", "R12", "R12a", "R09")))
    return tuple(sentences)


_FINDINGS = (
    ("W01", "{n}名在册人员超过核实期限，底数有待更新（责任单位：各社区）"),
    ("W02", "{n}个服务点位暂停开放（责任单位：点位所在社区）"),
    ("W03", "{n}个社区没有开放的驿站或饮水点（责任单位：街道社工办）"),
)
_REMEDIES = {
    "W01": "核实人员底数。{day}前，由各社区完成{n}名人员的上门或电话核实。",
    "W02": "恢复点位服务。{day}前，由点位所在社区逐一查明{n}个点位暂停原因，具备条件的恢复开放。",
    "W03": "补齐服务空白。{day}前，由街道社工办会同有关社区确定{n}个社区的驿站或饮水点选址。",
}


def _problems(rows: Rows) -> tuple[Sentence, ...]:
    found = [
        (code, text.format(n=rows[code].this_month)) for code, text in _FINDINGS if rows[code].this_month
    ]
    if not found:
        this = rows["W01"].spoken.this
        return (Sentence(f"经核对台账，{this}未发现需要说明的问题。", tuple(code for code, _ in _FINDINGS)),)
    marks = ("一是", "二是", "三是") if len(found) > 1 else ("",)
    ends = ["；"] * (len(found) - 1) + ["。"]
    return tuple(
        Sentence(f"{mark}{text}{end}", (code,))
        for mark, (code, text), end in zip(marks, found, ends, strict=False)
    )


def _plans(next_month: Reported, rows: Rows) -> tuple[Passage, ...]:
    day = f"{next_month.last.month}月{next_month.last.day}日"
    plans = []
    for code, _ in _FINDINGS:
        if rows[code].this_month:
            lead, _, text = _REMEDIES[code].format(n=rows[code].this_month, day=day).partition("。")
            plans.append(Passage((Sentence(text, (code,)),), f"{lead}。"))
    plans.append(
        Passage((Sentence(f"{day}前，由各社区完成{next_month.short}台账核对和报送。"),), "做好台账报送。")
    )
    return tuple(plans)


def _difference(row: TableRow) -> bool:
    return row.last_month is not None and row.this_month != row.last_month


def _listed(rows: Rows, codes: Sequence[str], separator: str) -> str:
    """``快递员12人、外卖骑手30人``: the figures that are not nought, under their own names."""
    return _named({rows[code].measure.name: rows[code] for code in codes}, separator)


def _named(rows: Mapping[str, TableRow], separator: str = "、") -> str:
    """The figures that are not nought, each after the words it is given."""
    return separator.join(
        f"{name}{wording.amount(row.measure, row.this_month)}" for name, row in rows.items() if row.this_month
    )
