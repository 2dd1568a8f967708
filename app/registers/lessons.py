"""课次 with 考勤 and 未实名人次, and 学员: the child records of class runs."""

from app.actions.enrolling import admit, enrol_people, seat_freed, settle
from app.actions.studies import owe_for_class
from app.registers.asking import ACCEPTED
from app.registers.spec import Action, Child, Field, Kind, Register
from app.rules.clashes import learner_free, lesson_clashes
from app.rules.clock import clock_times
from app.rules.dates import at_least, in_order
from app.rules.eligibility import eligible
from app.rules.lifecycles import ENROLMENT, follows
from app.rules.training import (
    enrolled_once,
    inside_run,
    lesson_times,
    marked_is_enrolled,
    marked_once,
    result_told,
    run_takes,
)
from app.values.codes import EDUCATION
from db.models import Attendance, ClassSession, Enrolment, EnrolmentStatus, Headcount

ENROLMENT_STATUSES = (
    ("applied", "报名"),
    ("waiting", "候补"),
    ("rejected", "未通过"),
    ("enrolled", "录取"),
    ("active", "在读"),
    ("completed", "结业"),
    ("partial", "肄业"),
    ("withdrawn", "退班"),
    ("removed", "开除"),
)
OUTCOMES = (("none", "未评定"), ("passed", "合格"), ("failed", "不合格"))
MARKS = (
    ("present", "出勤"),
    ("late", "迟到"),
    ("leave", "请假"),
    ("absent", "缺席"),
    ("proxy", "代签"),
)

ATTENDANCES = Register(
    key="attendances",
    label="考勤",
    unit="人次",
    model=Attendance,
    icon="mdi6.clipboard-check-outline",
    title="mark",
    sort="id",
    rules=(marked_once, marked_is_enrolled),
    fields=(
        Field("session_id", "课次", link="class_sessions", form=False, table=True, width=12),
        Field("person_id", "学员", link="people", table=True, width=14),
        Field("mark", "考勤", choices=MARKS, table=True, width=8),
        Field("remark", "备注", table=True, width=20),
    ),
)

HEADCOUNTS = Register(
    key="headcounts",
    label="未实名人次",
    unit="条",
    model=Headcount,
    icon="mdi6.counter",
    title="description",
    sort="id",
    rules=(at_least(1, count="人数"),),
    fields=(
        Field("session_id", "课次", link="class_sessions", form=False, table=True, width=12),
        Field("count", "人数", table=True, width=8, help="计入人次，不计入人数"),
        Field("description", "说明", table=True, width=24, help="如：现场旁听的骑手"),
    ),
)

CLASS_SESSIONS = Register(
    key="class_sessions",
    label="课次",
    unit="场",
    model=ClassSession,
    icon="mdi6.calendar-clock-outline",
    title="held_on",
    sort="held_on",
    bulk=("teacher", "place", "credit_hours"),
    rules=(clock_times, inside_run, lesson_times, lesson_clashes, at_least(0, credit_hours="学时")),
    children=(Child(ATTENDANCES, "session_id"), Child(HEADCOUNTS, "session_id", owned=True)),
    fields=(
        Field("class_run_id", "班次", link="class_runs", form=False, table=True, filter=True, width=24),
        Field("held_on", "上课日期", table=True, filter=True, width=12),
        Field("starts_at", "开始时间", kind=Kind.TIME, table=True, width=8),
        Field("ends_at", "结束时间", kind=Kind.TIME, table=True, width=8),
        Field("topic", "内容", table=True, width=24),
        Field("teacher", "主讲", table=True, width=12),
        Field("place", "地点", table=True, width=20),
        Field("credit_hours", "学时", table=True, width=6),
    ),
)

SOURCE = Field("source", "报名来源", help="如：站点推荐、本人、工会")
REVIEW = Field("review", "只报名，等待审核", kind=Kind.YES_NO, help="不勾选即录取，名额已满的转为候补")
ENROL_PEOPLE = Action(
    "enrol_people",
    "报名培训",
    "mdi6.account-plus-outline",
    enrol_people,
    asks=(
        Field("class_run_id", "班次", kind=Kind.LINK, link="class_runs", required=True),
        SOURCE,
        REVIEW,
        ACCEPTED,
    ),
)
_ON = Field("on", "日期", kind=Kind.DATE, required=True)

ENROLMENTS = Register(
    key="enrolments",
    label="学员",
    unit="人",
    model=Enrolment,
    icon="mdi6.account-school-outline",
    title="status",
    sort="id",
    bulk=("source", "applied_on"),
    rules=(
        follows(ENROLMENT, "status", ENROLMENT_STATUSES),
        enrolled_once,
        eligible,
        learner_free,
        run_takes,
        in_order("applied_on", "报名日期", "completed_on", "结业日期"),
        in_order("applied_on", "报名日期", "left_on", "离班日期"),
        result_told,
    ),
    effects=(seat_freed,),
    actions=(
        Action(
            "admit",
            "审核录取",
            "mdi6.check-circle-outline",
            admit,
            asks=(
                Field(
                    "beyond", "没有名额也录取（加座）", kind=Kind.YES_NO, help="不勾选的，没有名额时转为候补"
                ),
            ),
        ),
        Action(
            "reject",
            "审核不通过",
            "mdi6.close-circle-outline",
            settle(EnrolmentStatus.REJECTED, "审核不通过"),
            asks=(_ON, Field("reason", "不通过原因", required=True)),
        ),
        Action(
            "tuition",
            "登记学费",
            "mdi6.cash-plus",
            owe_for_class,
            asks=(Field("due", "应缴（元）", kind=Kind.MONEY, required=True),),
        ),
        Action("wait", "转候补", "mdi6.account-clock-outline", settle(EnrolmentStatus.WAITING, "转候补")),
        Action(
            "withdraw",
            "登记退班",
            "mdi6.account-minus-outline",
            settle(EnrolmentStatus.WITHDRAWN, "退班"),
            asks=(_ON, Field("reason", "退班原因", required=True)),
        ),
        Action(
            "remove",
            "开除",
            "mdi6.account-cancel-outline",
            settle(EnrolmentStatus.REMOVED, "开除"),
            asks=(_ON, Field("reason", "开除原因", required=True)),
            danger=True,
        ),
    ),
    fields=(
        Field("class_run_id", "班次", link="class_runs", table=True, filter=True, width=24),
        Field("person_id", "学员", link="people", table=True, width=14),
        Field("status", "状态", choices=ENROLMENT_STATUSES, table=True, filter=True, width=8),
        Field("applied_on", "报名日期", table=True, width=12),
        Field("reviewed_on", "审核日期", width=12),
        Field("education", "文化程度", kind=Kind.CHOICE, choices=EDUCATION, width=12),
        Field("source", "报名来源", width=14, help="如：站点推荐、本人、工会"),
        Field("score", "成绩", table=True, width=8),
        Field("outcome", "结果", choices=OUTCOMES, table=True, width=8),
        Field("completed_on", "结业日期", table=True, filter=True, width=12),
        Field("left_on", "离班日期", width=12),
        Field("reason", "退班等原因", width=16),
    ),
)
