"""The figures about activities (A07 to A14), gifts (A15 to A18), hotline cards (A19 to A21) and pledges (A22)."""

from __future__ import annotations

from app.measures.measure import Measure, MeasureKind, Section
from app.registers.gifts import GIFT_KINDS
from app.values.activities import ACTIVITY_KINDS, ASPECTS, CHAINS, SERVICE_KINDS
from db.models import ActivityKind, Chain, GiftKind, ServiceKind
from db.queries import activities as rows
from db.queries import gifts
from db.queries.counting import Counted

_HELD = "只计已开展的，以开展日期为准。"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _measure(
    code: str,
    name: str,
    unit: str,
    definition: str,
    register: str,
    *parts: Counted,
    kind: MeasureKind = MeasureKind.FLOW,
    base: tuple[Counted, ...] = (),
    registers: tuple[str, ...] = (),
    of: str = "",
    per: int = 1,
    adds_up: bool = True,
) -> Measure:
    return Measure(code, name, unit, kind, Section.CARE, definition, register, parts, base=base, of=of, per=per,
                   adds_up=adds_up, registers=registers)  # fmt: skip


def _of_kinds() -> tuple[Measure, ...]:
    return tuple(
        _measure(f"A07{letter}", word, "场", f"期内开展的{word}场次。{_HELD}", "activities",
                 rows.held(ActivityKind(kind)), of="A07")
        for letter, (kind, word) in zip(_LETTERS, ACTIVITY_KINDS, strict=False)
    )  # fmt: skip


def _of_services() -> tuple[Measure, ...]:
    return tuple(
        _measure(f"A11{letter}", word, "人次", f"期内活动中“{word}”服务的人次。{_HELD}", "activity_services",
                 rows.served(ServiceKind(kind)), of="A11")
        for letter, (kind, word) in zip(_LETTERS, SERVICE_KINDS, strict=False)
    )  # fmt: skip


def _of_gifts() -> tuple[Measure, ...]:
    """温暖礼包 first, which the monthly table tells."""
    return tuple(
        _measure(f"A15{letter}", word, "份", f"期内发放的{word}数量，以发放日期为准。", "gift_issues",
                 gifts.given(GiftKind(kind)), of="A15")
        for letter, (kind, word) in zip(_LETTERS, GIFT_KINDS, strict=False)
    )  # fmt: skip


_PACKS, *_OTHER_GIFTS = _of_gifts()


MEASURES = (
    _measure("A07", "开展活动", "场", f"期内开展的活动场次，走访、培训、志愿服务另计；计划、延期、取消的不计。{_HELD}", "activities", rows.HELD),
    *_of_kinds(),
    _measure("A08", "参加活动人次", "人次", f"期内活动中小哥参加的人次：列名的与未列名的人数之和。{_HELD}",
             "activity_people", rows.LISTED, rows.UNLISTED, registers=("activity_people", "activities")),
    _measure("A09", "参加活动人数", "人", f"期内列名参加活动的不同人数，参加几次只计一人。{_HELD}", "people",
             rows.DIFFERENT, adds_up=False),
    _measure("A10", "活动中提供服务", "项", f"期内活动中提供的服务项数，一场活动一个提供者一类服务为一项。{_HELD}",
             "activity_services", rows.SERVICES),
    _measure("A11", "活动服务人次", "人次", f"期内活动中各项服务的人次之和。{_HELD}", "activity_services", rows.SERVED),
    _measure("A12", "团圆饭用餐", "人次", f"期内团圆饭上小哥的人次：列名的与未列名的人数之和。{_HELD}", "activity_people",
             rows.MEAL_LISTED, rows.MEAL_UNLISTED, registers=("activity_people", "activities")),
    _measure("A14", "活动经费", "元", f"期内开展的活动登记的经费，发放的物资另计。{_HELD}", "activities", rows.COST, per=100),
    _measure("A15", "发放物资", "份", "期内发放的物资数量之和，以发放日期为准。", "gift_issues", gifts.GIVEN),
    _PACKS,
    _measure("A16", "领取物资人数", "人", "期内逐人登记领取物资的不同人数，领几次只计一人。", "people", gifts.RECEIVERS,
             adds_up=False),
    _measure("A17", "礼包结存", "份", "期末温暖礼包的结存：到期末为止入库减去发放。", "gift_intakes",
             gifts.PACKS_EVER_IN, gifts.PACKS_EVER_OUT, kind=MeasureKind.STOCK,
             registers=("gift_intakes", "gift_issues")),
    _measure("A19", "发放热线卡", "张", "期内发出的服务热线卡数，补发的也计。", "hotline_cards", gifts.CARDS_ISSUED),
    _measure("A20", "持有热线卡人数", "人", "期末在册人员中持有在用的热线卡的人数，挂失、收回的不计。", "people",
             gifts.CARD_HOLDERS, kind=MeasureKind.STOCK),
    _measure("A21", "热线卡覆盖率", "%", "期末持有在用的热线卡的人数除以在册人数。", "people", gifts.CARD_HOLDERS,
             kind=MeasureKind.RATE, base=(gifts.ON_THE_BOOKS,)),
    _measure("A22", "倡议签名", "人次", "期内各项倡议的签名数，一人签几份倡议计几人次。", "pledge_signatures",
             gifts.SIGNATURES),
)  # fmt: skip
# Looked up when asked for, not part of the monthly table.
DETAILS = (
    *_of_services(),
    _measure("A12p", "留有照片的活动", "场", f"期内开展的活动中留有照片的场次。{_HELD}", "activities", rows.WITH_PHOTO, of="A07"),
    *(
        _measure(f"A13{letter}", f"{word}活动", "场", f"期内开展的活动中归入{word}的场次，一场只归一链。{_HELD}", "activities",
                 rows.of_chain(Chain(chain)), of="A07")
        for letter, (chain, word) in zip("abc", CHAINS, strict=True)
    ),
    *(
        _measure(f"A13{letter}", f"{word}活动", "场", f"期内开展的活动中归入“{word}”的场次，可以归入几个方面，各计一次。{_HELD}",
                 "activities", rows.of_aspect(word), of="A07")
        for letter, (word, _) in zip("defg", ASPECTS, strict=True)
    ),
    *_OTHER_GIFTS,
    _measure("A16a", "领取温暖礼包人数", "人", "期内逐人登记领取温暖礼包的不同人数。", "people", gifts.PACK_RECEIVERS, of="A16",
             adds_up=False),
    _measure("A17a", "礼包入库", "份", "期内入库的温暖礼包数量，以入库日期为准。", "gift_intakes", gifts.PACKS_IN),
    _measure("A18", "发放物资价值", "元", "期内发放的物资按发放时单价计的金额。", "gift_issues", gifts.WORTH, per=100),
    _measure("A20a", "未持热线卡人数", "人", "期末在册人员中没有在用的热线卡的人数；打开明细可以直接发卡。", "people",
             gifts.WITHOUT_CARD, kind=MeasureKind.STOCK),
    _measure("A19a", "印制热线卡", "张", "期内印制的服务热线卡数，以印制日期和号段为准。", "card_batches", gifts.CARDS_PRINTED),
)  # fmt: skip
