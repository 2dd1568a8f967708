"""培训: programmes with their terms, courses, and class runs with sessions and learners."""

from app.actions.completion import complete_run
from app.actions.enrolling import enrol_one, seats_added
from app.actions.planning import copy_term
from app.actions.training import cancel, copy_sessions, open_enrolment, start_class
from app.registers.lessons import CLASS_SESSIONS, ENROLMENTS, REVIEW, SOURCE
from app.registers.prepare import fill_pinyin
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.dates import at_least, in_order
from app.rules.lifecycles import CLASS_RUN, follows
from app.rules.training import (
    as_the_course,
    not_its_own_condition,
    percent_fits,
    sessions_inside,
    term_fits,
    term_once,
)
from db.models import ClassRun, Course, Programme, Term

COURSE_CATEGORIES = (
    ("red_thought", "红色思政"),
    ("degree_skill", "学历技能"),
    ("personality", "个性优化"),
    ("governance", "基层治理"),
    ("other", "其他"),
)
CLASS_RUN_STATUSES = (
    ("planned", "计划"),
    ("enrolling", "报名中"),
    ("running", "进行中"),
    ("finished", "已结束"),
    ("cancelled", "取消"),
)

CLASS_RUNS = Register(
    key="class_runs",
    label="班次",
    unit="个",
    model=ClassRun,
    icon="mdi6.school-outline",
    prefix="BC",
    sort="-from_on",
    bulk=("area_id", "place", "pass_percent", "issuer", "partner", "note"),
    prepares=(fill_pinyin, as_the_course),
    rules=(
        follows(CLASS_RUN, "status", CLASS_RUN_STATUSES),
        in_order("from_on", "开班日期", "to_on", "结束日期"),
        sessions_inside,
        percent_fits,
        term_fits,
        at_least(1, capacity="名额"),
        at_least(0, credit_hours="学时", cost="经费"),
    ),
    effects=(seats_added,),
    actions=(
        Action("open_enrolment", "开始报名", "mdi6.lock-open-outline", open_enrolment),
        Action(
            "enrol",
            "学员报名",
            "mdi6.account-plus-outline",
            enrol_one,
            asks=(
                Field("person_id", "人员", kind=Kind.LINK, link="people", required=True),
                SOURCE,
                REVIEW,
            ),
            many=False,
        ),
        Action(
            "copy_sessions",
            "按周排课",
            "mdi6.calendar-multiple",
            copy_sessions,
            asks=(
                Field("weeks", "再排几周", kind=Kind.INTEGER, required=True, help="把第一周的课次按周重复"),
            ),
            many=False,
        ),
        Action("start", "开班", "mdi6.play-circle-outline", start_class),
        Action(
            "complete",
            "核定结业",
            "mdi6.flag-checkered",
            complete_run,
            asks=(Field("on", "结业日期", kind=Kind.DATE, help="不填为班次的结束日期"),),
            many=False,
        ),
        Action("cancel", "取消班次", "mdi6.cancel", cancel, asks=(Field("reason", "取消原因"),), danger=True),
    ),
    children=(Child(CLASS_SESSIONS, "class_run_id", owned=True), Child(ENROLMENTS, "class_run_id")),
    fields=(
        Field("number", "班次编号", form=False, width=12),
        Field("name", "班次名称", section="基本信息", table=True, width=28),
        Field("course_id", "课程", section="基本信息", link="courses", table=True, filter=True, width=18),
        Field("term_id", "期次", section="基本信息", link="terms", table=True, filter=True, width=14),
        Field(
            "status", "状态", section="基本信息", choices=CLASS_RUN_STATUSES, table=True, filter=True, width=8
        ),
        Field("area_id", "主办区域", section="基本信息", link="areas", table=True, filter=True, width=14),
        Field("from_on", "开班日期", section="时间地点", table=True, filter=True, width=12),
        Field("to_on", "结束日期", section="时间地点", table=True, width=12, help="最后一天，当天仍上课"),
        Field("teacher", "主讲", section="时间地点", table=True, width=12),
        Field("place", "地点", section="时间地点", table=True, width=20),
        Field("capacity", "名额", section="时间地点", width=6),
        Field(
            "credit_hours",
            "学时",
            section="结业",
            table=True,
            width=6,
            help="学员应修满的学时；填0按课程的学时",
        ),
        Field("pass_percent", "出勤率要求（%）", section="结业", width=8, help="新开班次填0，按课程的要求"),
        Field("issuer", "颁证单位", section="结业", width=20),
        Field("partner", "合作单位", section="结业", width=20),
        Field("cost", "经费（元）", kind=Kind.MONEY, section="结业", width=10),
        Field("note", "备注", kind=Kind.LONG_TEXT, section="结业", width=24),
    ),
)

COURSES = Register(
    key="courses",
    label="课程",
    unit="门",
    model=Course,
    icon="mdi6.book-open-page-variant-outline",
    prefix="KC",
    sort="name",
    prepares=(fill_pinyin,),
    rules=(at_least(0, credit_hours="学时"), percent_fits, not_its_own_condition),
    children=(Child(CLASS_RUNS, "course_id"),),
    fields=(
        Field("number", "课程编号", form=False, width=12),
        Field("name", "课程名称", table=True, width=24),
        Field("programme_id", "所属学院", link="programmes", table=True, filter=True, width=16),
        Field("category", "类别", choices=COURSE_CATEGORIES, table=True, filter=True, width=10),
        Field("credit_hours", "学时", table=True, width=6),
        Field("pass_percent", "出勤率要求（%）", table=True, width=8, help="结业所需，新班次照此"),
        Field("needs_union", "限工会会员", width=8, help="报名当天须是工会会员"),
        Field("needs_course_id", "先修课程", link="courses", width=18, help="须已结业的课程"),
        Field("description", "简介", kind=Kind.LONG_TEXT, width=30),
    ),
)

TERMS = Register(
    key="terms",
    label="期次",
    unit="期",
    model=Term,
    icon="mdi6.calendar-range",
    title="name",
    sort="-from_on",
    rules=(in_order("from_on", "开始日期", "to_on", "结束日期"), term_once),
    actions=(
        Action(
            "copy_term",
            "沿用计划开新一期",
            "mdi6.content-duplicate",
            copy_term,
            many=False,
            asks=(
                Field("name", "新期次名称", required=True, help="如：第3期；班次名称中的期次一并改"),
                Field("from_on", "开始日期", kind=Kind.DATE, required=True, help="课次排在同样的星期几"),
            ),
        ),
    ),
    children=(Child(CLASS_RUNS, "term_id"),),
    fields=(
        Field("programme_id", "所属学院", link="programmes", table=True, filter=True, width=18),
        Field("name", "期次名称", table=True, width=14, help="如：第2期"),
        Field("from_on", "开始日期", table=True, filter=True, width=12),
        Field("to_on", "结束日期", table=True, width=12, help="最后一天"),
        Field("note", "备注", kind=Kind.LONG_TEXT, width=24),
    ),
)

PROGRAMMES = Register(
    key="programmes",
    label="学院",
    unit="所",
    model=Programme,
    icon="mdi6.town-hall",
    sort="name",
    prepares=(fill_pinyin,),
    rules=(in_order("founded_on", "成立日期", "closed_on", "停办日期"),),
    children=(Child(TERMS, "programme_id", owned=True), Child(COURSES, "programme_id")),
    fields=(
        Field("name", "名称", table=True, width=24, help="如：小哥学院、“三新”学堂"),
        Field("area_id", "主办区域", link="areas", table=True, filter=True, width=14),
        Field("founded_on", "成立日期", table=True, filter=True, width=12),
        Field("closed_on", "停办日期", width=12, help="从这一天起不再办"),
        Field("partner", "合作单位", table=True, width=20, help="如：浙江开放大学"),
        Field("issuer", "颁证单位", width=24, help="班次没有另填时用这个"),
        Field("description", "简介", kind=Kind.LONG_TEXT, width=30),
    ),
)
