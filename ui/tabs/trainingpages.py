"""The pages of training: classes and their timetable, the plan, degree studies with tuition, certificates, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tabs.page import Page, Section, list_page

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tabs.tab import Tab

_PLAN, _STUDIES, _PAPERS = "教学计划", "学历提升", "证书"


def _class_run_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.class_runs import ClassRunTab

    return ClassRunTab(window, page)


def _timetable_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.timetable import TimetableTab

    return TimetableTab(window, page)


def _reductions_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.reductions import ReductionsTab

    return ReductionsTab(window, page)


def _certificates_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.certificates import CertificatesTab

    return CertificatesTab(window, page)


def _templates_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.templates import TemplatesTab

    return TemplatesTab(window, page)


def _statistics_tab(window: MainWindow, page: Page) -> Tab:
    from ui.tabs.trainingstatistics import TrainingStatisticsTab

    return TrainingStatisticsTab(window, page)


TRAINING = Section(
    "培训",
    "mdi6.school-outline",
    (
        Page(
            "class_runs",
            "班次",
            _class_run_tab,
            register="class_runs",
            first="还没有班次：先在“教学计划”里登记学院和课程，再新增班次。",
        ),
        Page("timetable", "课表", _timetable_tab),
        list_page("courses", "课程", "还没有课程：新增一门，例如“交通安全”。", _PLAN),
        list_page("programmes", "学院", "还没有学院：新增一所，例如“小哥学院”“三新”学堂。", _PLAN),
        list_page("terms", "期次", "还没有期次：新增一期；以后可以“沿用计划开新一期”。", _PLAN),
        list_page("degree_studies", "学历学习", "还没有学历提升记录：登记在读大专、本科的人员。", _STUDIES),
        list_page("tuitions", "学费", "还没有学费：在“学历学习”里选择人员，登记学费。", _STUDIES),
        Page(
            "fee_reductions",
            "学费减免",
            _reductions_tab,
            register="fee_reductions",
            first="还没有减免申请：在“学费”里选择人员，申请减免。",
            group=_STUDIES,
        ),
        list_page("fee_policies", "减免政策", "还没有减免政策：登记文号、比例和预算。", _STUDIES),
        Page(
            "certificates",
            "证书",
            _certificates_tab,
            register="certificates",
            first="还没有证书：班次结业后，在“班次”里发证。",
            group=_PAPERS,
        ),
        Page("certificate_templates", "证书模板", _templates_tab, group=_PAPERS),
        list_page("seal_requests", "用印申请", "还没有用印申请：发证时提交，或在这里新增一件。", _PAPERS),
        list_page("prizes", "获奖", "还没有获奖记录：新增一项。"),
        Page("training_statistics", "培训统计", _statistics_tab),
    ),
)
