"""The pages of requests and deliberations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tabs.page import Page, Section, list_page

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs.tab import Tab

_MEETINGS = "议事协商"


def _due_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.due import DueTab

    return DueTab(window, page)


REQUESTS = Section(
    "诉求议事",
    "mdi6.comment-question-outline",
    (
        list_page("requests", "诉求", "还没有诉求：新增一件，办理期限按“办理时限”自动计算；办一步登记一步。"),
        Page("due/requests", "到期办理", _due_tab, fixed=(("line", "requests"),)),
        list_page(
            "deliberations",
            "会议",
            "还没有议事协商会：新增一场，再添加来源诉求、意见建议和议定事项。",
            _MEETINGS,
        ),
        list_page("opinions", "意见建议", "还没有意见建议：打开一场议事协商会，在里面添加。", _MEETINGS),
        list_page("resolutions", "议定事项", "还没有议定事项：打开一场议事协商会，在里面添加。", _MEETINGS),
        list_page(
            "request_limits",
            "办理时限",
            "还没有办理时限：点“采用常用时限”，再按本地规定修改；也可以逐条新增。",
        ),
    ),
)
