"""The pages of what is done for riders: visits and deeds, activities, gifts, hotline cards, pledges."""

from __future__ import annotations

from ui.tabs.page import Section, list_page

_GIFTS, _CARDS, _PLEDGES = "物资", "热线卡", "倡议"

CARE = Section(
    "关爱",
    "mdi6.hand-coin-outline",
    (
        list_page("visits", "走访", "还没有走访：新增一次，再添加见到的人和他们的需求。"),
        list_page(
            "activities",
            "活动",
            "还没有活动：先按计划新增一场，开展后点“登记开展”，再添加参加人和提供的服务。",
        ),
        list_page(
            "activity_services",
            "进站服务",
            "还没有服务：在活动的卡片里登记谁提供了什么服务、服务了多少人次。",
        ),
        list_page("gift_items", "库存", "还没有物资：先新增一种，再登记入库，结存自动计算。", _GIFTS),
        list_page("gift_intakes", "入库", "还没有入库：选物资，填数量、单价和来源。", _GIFTS),
        list_page("gift_issues", "发放", "还没有发放：新增一条，或在“人员”里选中多人点“发放物资”。", _GIFTS),
        list_page(
            "hotline_cards",
            "发卡",
            "还没有热线卡：先登记印好的一批，再在“人员”里选中多人点“发热线卡”。",
            _CARDS,
        ),
        list_page("card_batches", "印制批次", "还没有批次：登记印制日期、热线号码和起止号。", _CARDS),
        list_page("pledges", "倡议", "还没有倡议：新增一份，例如“微笑倡议”，再登记签名。", _PLEDGES),
        list_page("pledge_signatures", "签名", "还没有签名：逐人登记，或按签名表填人数。", _PLEDGES),
        list_page("deeds", "先进事迹", "还没有先进事迹：新增一件，写明来源和后续表彰。"),
    ),
)
