"""Certificates: who may have one, gap-free numbers also when two clerks issue at once, snapshots, voiding, replacing."""

import io
import json
import threading
from datetime import date

import pdfplumber
import pytest
import sqlalchemy as sa
from sqlmodel import select

from app import settings
from app.actions.certificate_printing import print_certificates, print_stubs
from app.actions.certificate_states import replace, void
from app.actions.certificate_texts import from_snapshot
from app.actions.certificates import eligibility, issue, preview
from app.actions.undo import undo
from app.bootstrap import start
from app.desk import Actor, Desk
from app.errors import MissingGlyphs, NotFound, UserError, ValidationFailed
from app.measures.figures import figure
from app.measures.period import Month
from app.rules.completion import Demand, Progress, attendance_percent, obstacles, progress, shortfalls
from db.models import (
    Attendance,
    Certificate,
    ClassRun,
    ClassSession,
    Course,
    Enrolment,
    NumberSeries,
    Person,
    Print,
)

DAY = date(2024, 11, 25)
ID_NUMBER = "330106199001010018"


class Class:
    """A class of five sessions of two hours with learners put in on request."""

    def __init__(self, desk, office, number="BC-000001"):
        self.desk = desk
        self.office = office
        with desk.operation("save", "准备班次") as session:
            course = session.exec(select(Course)).first() or Course(number="KC-1", name="短视频制作")
            session.add(course)
            session.flush()
            run = ClassRun(number=number, name="第2期短视频制作班", course_id=course.id, area_id=office.street,
                           status="finished", from_on=date(2024, 9, 10), to_on=date(2024, 11, 20), credit_hours=10,
                           pass_percent=80, issuer="北山街道“小哥学院”")  # fmt: skip
            session.add(run)
            session.flush()
            self.id = run.id
            lessons = [
                ClassSession(class_run_id=run.id, held_on=date(2024, 10, day), credit_hours=2)
                for day in (8, 10, 15, 17, 22)
            ]
            session.add_all(lessons)
            session.flush()
            self.lessons = [lesson.id for lesson in lessons]

    def learner(self, name, marks="ppppp", *, status="completed", outcome="passed", **values):
        """marks: p present, l late, x proxy, a absent, a blank for none; returns the enrolment's id."""
        words = {"p": "present", "l": "late", "x": "proxy", "a": "absent"}
        with self.desk.reading() as session:
            known = session.execute(sa.select(sa.func.count()).select_from(Person)).scalar_one()
        person = self.office.person(name, phones=f"1380000{known:04d}", **values)
        with self.desk.operation("save", "准备学员") as session:
            enrolment = Enrolment(class_run_id=self.id, person_id=person, status=status, outcome=outcome,
                                  completed_on=date(2024, 11, 20) if status == "completed" else None)  # fmt: skip
            session.add(enrolment)
            for lesson, mark in zip(self.lessons, marks, strict=True):
                if mark != " ":
                    session.add(Attendance(session_id=lesson, person_id=person, mark=words[mark]))
            session.flush()
            return enrolment.id


@pytest.fixture
def class_run(desk, office):
    settings.save(desk, {"office_name": "北山街道", "unit_code": "XFXY"})
    return Class(desk, office)


def stored(desk):
    with desk.reading() as session:
        return list(session.exec(select(Certificate).order_by(Certificate.id)).all())


def words_of(printed):
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        return ["".join((page.extract_text() or "").split()) for page in pdf.pages]


def test_who_may_have_a_certificate_and_why_not(desk, class_run):
    class_run.learner("安一")
    class_run.learner("白二", "pplpa")
    class_run.learner("陈三", "pppxa")
    class_run.learner("丁四", outcome="none")
    class_run.learner("方五", outcome="failed")
    class_run.learner("高六", "  p  ", status="partial")
    class_run.learner("韩七", status="applied")
    found = {one.name: one for one in eligibility(desk, class_run.id)}
    assert list(found) == ["安一", "白二", "陈三", "丁四", "方五", "高六"]  # who only applied is no learner
    assert [name for name, one in found.items() if one.eligible] == ["安一", "白二"]
    assert (found["白二"].attended, found["白二"].sessions, found["白二"].hours) == (4, 5, 8)
    assert found["陈三"].reasons == (
        "出勤3/5次，出勤率60.0%，低于要求的80%",
        "已修6学时，不足应修10学时的80%",
    )
    assert found["丁四"].reasons == ("成绩尚未评定",)
    assert found["方五"].reasons == ("成绩不合格",)
    assert found["高六"].reasons[0] == "学员状态不是“结业”"


def test_a_batch_gets_consecutive_numbers_in_the_order_of_names(desk, class_run):
    chosen = [class_run.learner(name) for name in ("周一", "安二", "李三")]
    issued = issue(desk, class_run.id, chosen, DAY)
    assert issued.numbers == ("XFXY-2024-01-0001", "XFXY-2024-01-0002", "XFXY-2024-01-0003")
    assert [one.person_name for one in stored(desk)] == ["安二", "李三", "周一"]
    later = issue(desk, class_run.id, [class_run.learner("王四")], date(2025, 1, 6))
    assert later.numbers == ("XFXY-2024-01-0004",)  # the class keeps its series over the year
    assert figure(desk, "T08", Month(2024, 11)).value == 3


def test_every_class_has_a_series_of_its_own(desk, office, class_run):
    other = Class(desk, office, "BC-000002")
    issue(desk, class_run.id, [class_run.learner("安一")], DAY)
    assert issue(desk, other.id, [other.learner("白二")], DAY).numbers == ("XFXY-2024-02-0001",)


def test_nobody_gets_two_and_one_refused_holds_the_batch(desk, class_run):
    first, second = class_run.learner("安一"), class_run.learner("白二")
    issue(desk, class_run.id, [first], DAY)
    with pytest.raises(ValidationFailed, match="安一：已发证书（编号XFXY-2024-01-0001）"):
        issue(desk, class_run.id, [first, second], DAY)
    assert len(stored(desk)) == 1
    assert issue(desk, class_run.id, [second], DAY).numbers == ("XFXY-2024-01-0002",)


def test_a_preview_takes_no_number(desk, class_run):
    chosen = [class_run.learner("安一")]
    (text,) = preview(desk, class_run.id, chosen, DAY)
    assert (text.name, text.hours, text.issuer, text.number) == (
        "安一",
        "10",
        "北山街道“小哥学院”",
        "预览，未编号",
    )
    assert issue(desk, class_run.id, chosen, DAY).numbers == ("XFXY-2024-01-0001",)


def test_what_stops_a_batch_uses_no_number(desk, class_run):
    chosen = [class_run.learner("安一")]
    with pytest.raises(ValidationFailed, match="不能早于班次结束日期"):
        issue(desk, class_run.id, chosen, date(2024, 11, 19))
    odd = class_run.learner("白\ue000")
    with pytest.raises(MissingGlyphs):
        issue(desk, class_run.id, [*chosen, odd], DAY)
    with desk.operation("save", "改班次名称") as session:
        session.get_one(ClassRun, class_run.id).name = "全国短视频班"
    with pytest.raises(ValidationFailed, match="全国"):
        issue(desk, class_run.id, chosen, DAY)
    settings.save(desk, {"unit_code": "小哥"})
    with desk.operation("save", "改班次名称") as session:
        session.get_one(ClassRun, class_run.id).name = "短视频班"
    with pytest.raises(UserError, match="证书单位代码"):
        issue(desk, class_run.id, chosen, DAY)
    with pytest.raises(UserError, match="没有选中学员"):
        issue(desk, class_run.id, [], DAY)
    assert stored(desk) == []
    with desk.reading() as session:
        assert [row for row in session.exec(select(NumberSeries)).all() if "2024" in row.series] == []


def test_issuing_cannot_be_undone(desk, class_run):
    issued = issue(desk, class_run.id, [class_run.learner("安一")], DAY)
    with pytest.raises(UserError, match="不能撤销"):
        undo(desk, issued.changes.operation_id)


def test_two_clerks_issuing_at_once_get_consecutive_numbers(desk, class_run):
    chosen = [class_run.learner(f"学员{n}") for n in range(24)]
    barrier = threading.Barrier(4)
    numbers, errors = [], []

    def work(mine):
        barrier.wait()
        for enrolment in mine:
            try:
                numbers.extend(issue(desk, class_run.id, [enrolment], DAY).numbers)
            except ValidationFailed as error:
                errors.append(str(error))

    # Every enrolment is wanted by two of the four: one of them must be refused.
    shares = [chosen[:12], chosen[:12], chosen[12:], chosen[12:]]
    threads = [threading.Thread(target=work, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [f"XFXY-2024-01-{n:04d}" for n in range(1, 25)]
    assert len(errors) == 24
    assert all("已发证书" in error for error in errors)


def test_two_programs_on_one_postgresql_ledger(desk, class_run, backend, ledger_place):
    if backend == "sqlite":
        with pytest.raises(UserError, match="正由"):
            start(ledger_place)  # a SQLite ledger has one program at a time
        return
    chosen = [class_run.learner(f"学员{n}") for n in range(12)]
    programs = [start(ledger_place, actor=Actor(None, f"经办{n}")) for n in range(2)]
    barrier = threading.Barrier(2)
    numbers = []

    def work(program, mine):
        barrier.wait()
        for enrolment in mine:
            numbers.extend(issue(program.desk, class_run.id, [enrolment], DAY).numbers)

    threads = [threading.Thread(target=work, args=(one, chosen[n::2])) for n, one in enumerate(programs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for program in programs:
        program.close()
    assert sorted(numbers) == [f"XFXY-2024-01-{n:04d}" for n in range(1, 13)]


def test_the_paper_says_what_was_issued_and_reprints_the_same(desk, class_run, tmp_path):
    enrolment = class_run.learner("买买提·阿不都热依木", id_kind="resident", id_no=ID_NUMBER)
    issued = issue(desk, class_run.id, [enrolment, class_run.learner("安䶮")], DAY)
    target = tmp_path / "证书.pdf"
    first = print_certificates(desk, issued.ids, target, today=DAY)
    assert target.read_bytes() == first.data
    pages = words_of(first)
    assert len(pages) == 2
    assert "XFXY-2024-01-0001" in pages[0]
    assert "安䶮" in pages[0]
    assert "买买提·阿不都热依木" in pages[1]
    assert "3301**********0018" in pages[1]
    assert ID_NUMBER not in "".join(pages)
    assert "于2024年9月10日至11月20日" in pages[0] or "于2024年9月10日至2024年11月20日" in pages[0]
    assert "共10学时" in pages[0]
    with desk.operation("save", "改名") as session:
        for person in session.exec(select(Person)).all():
            person.name = "别人"
        session.get_one(ClassRun, class_run.id).name = "别的班"
    again = print_certificates(desk, issued.ids, today=DAY)
    assert again.data == first.data
    assert again.number != first.number
    with desk.reading() as session:
        prints = session.exec(select(Print).order_by(Print.id)).all()
    assert [one.kind for one in prints] == ["certificate"] * 2
    assert prints[0].sha256 == prints[1].sha256


def test_a_void_certificate_keeps_its_number(desk, class_run):
    enrolment = class_run.learner("安一")
    issued = issue(desk, class_run.id, [enrolment], DAY)
    with pytest.raises(ValidationFailed, match="请填写原因"):
        void(desk, issued.ids[0], "  ")
    void(desk, issued.ids[0], "姓名写错")
    with pytest.raises(UserError, match="已经作废"):
        void(desk, issued.ids[0], "再来一次")
    with pytest.raises(UserError, match="不能打印"):
        print_certificates(desk, issued.ids)
    assert figure(desk, "T08", Month(2024, 11)).value == 0
    assert issue(desk, class_run.id, [enrolment], DAY).numbers == ("XFXY-2024-01-0002",)
    assert [(one.state, one.reason) for one in stored(desk)] == [("void", "姓名写错"), ("valid", "")]


def test_a_lost_certificate_is_issued_again_with_the_same_words(desk, class_run):
    issued = issue(desk, class_run.id, [class_run.learner("安一")], DAY)
    with desk.operation("save", "改名") as session:
        session.exec(select(Person)).one().name = "安乙"
    new = replace(desk, issued.ids[0], "遗失", date(2024, 12, 9), lost=True)
    assert new.numbers == ("XFXY-2024-01-0002",)
    old, fresh = stored(desk)
    assert (old.state, old.reason, fresh.replaces_id, fresh.person_name) == (
        "replaced",
        "遗失",
        old.id,
        "安一",
    )
    text = from_snapshot(fresh.snapshot)
    assert text.remark == "补发，原证书编号：XFXY-2024-01-0001"
    assert (text.issued_on, text.number) == (date(2024, 12, 9), "XFXY-2024-01-0002")
    assert "补发，原证书编号：XFXY-2024-01-0001" in words_of(print_certificates(desk, new.ids))[0]
    with pytest.raises(UserError, match="已经换发"):
        replace(desk, old.id, "再补", date(2024, 12, 9))
    months = (Month(2024, 11), Month(2024, 12))
    assert [figure(desk, "T08", month).value for month in months] == [1, 0]


def test_a_corrected_name_is_printed_on_the_replacement(desk, class_run):
    issued = issue(desk, class_run.id, [class_run.learner("安一")], DAY)
    with desk.operation("save", "改名") as session:
        session.exec(select(Person)).one().name = "安乙"
    replace(desk, issued.ids[0], "姓名写错", DAY)
    assert [one.person_name for one in stored(desk)] == ["安一", "安乙"]
    assert json.loads(stored(desk)[1].snapshot)["remark"].startswith("换发")


def test_the_stub_list_has_every_number(desk, class_run):
    chosen = [class_run.learner(f"学员{n}") for n in range(3)]
    issued = issue(desk, class_run.id, chosen, DAY)
    void(desk, issued.ids[1], "写错")
    text = "".join(words_of(print_stubs(desk, issued.ids, today=DAY)))
    for number in issued.numbers:
        assert number in text
    assert "作废" in text
    assert "北山街道" in text


def test_areas_keep_certificates_apart(desk, office, class_run):
    enrolment = class_run.learner("安一")
    issued = issue(desk, class_run.id, [enrolment], DAY)
    narrow = Desk(desk.ledger, Actor(None, "社区王某", office.community))
    for use in (
        lambda: eligibility(narrow, class_run.id),
        lambda: issue(narrow, class_run.id, [enrolment], DAY),
        lambda: void(narrow, issued.ids[0], "x"),
        lambda: print_certificates(narrow, issued.ids),
    ):
        with pytest.raises(NotFound):
            use()


def test_completion_is_counted_in_whole_numbers():
    demand = Demand(80, 10)
    assert shortfalls(Progress(5, 4, 8), demand) == []
    assert attendance_percent(Progress(2501, 2000, 0)).compare(80) == 0  # shown as 80.0 %, yet below
    assert shortfalls(Progress(2501, 2000, 8), demand) == ["出勤2000/2501次，出勤率80.0%，低于要求的80%"]
    assert shortfalls(Progress(0, 0, 0), Demand(80, 0)) == ["班次没有课次，无法核算出勤率"]
    assert attendance_percent(Progress(0, 0, 0)) is None
    assert progress([(2, "present"), (2, "late"), (2, "proxy"), (2, "leave"), (2, None)]) == Progress(5, 2, 4)
    assert obstacles("completed", "passed", Progress(5, 5, 10), demand, "X-1") == ["已发证书（编号X-1）"]
