"""Charts behind a summary: where the office wants them, and sealed with it."""

from datetime import date

from app import settings
from app.actions.returns import standing, submit
from app.actions.sealing import approve
from app.actions.summary import document_of, draft
from app.documents.chartblock import ChartFigure
from app.documents.pdf import pages_of
from app.measures.period import Month, Quarter
from app.surveys.charts import Shape
from app.surveys.papercharts import charts_again, charts_kept
from tests.conftest import Office

SQLITE_ALONE = True
NOVEMBER = Month(2024, 11)


def test_the_office_gets_charts_when_it_wants_them_and_a_seal_keeps_them(office: Office):
    desk = office.desk
    settings.save(desk, {"office_name": "北山街道"})
    for n, day in enumerate((date(2024, 10, 2), date(2024, 11, 5)), start=1):
        office.person(f"骑手{n}", phones=f"1380000000{n}", registered_on=day, area_id=office.community)
    assert draft(desk, NOVEMBER).charts == ()
    plain = pages_of(document_of(draft(desk, NOVEMBER)))
    settings.save(desk, {"summary_charts": True})
    drafted = draft(desk, NOVEMBER, date(2024, 12, 3))
    first = drafted.charts[0]
    assert (first.title, first.shape, first.points[-1].values) == ("在册人数（近14个月）", Shape.LINE, (2,))
    assert all(point.opens is None for chart in drafted.charts for point in chart.points)
    document = document_of(drafted)
    assert pages_of(document) > plain
    figures = [one for one in document.blocks if isinstance(one, ChartFigure)]
    assert [one.number for one in figures] == list(range(1, len(drafted.charts) + 1))
    assert draft(desk, Quarter(2024, 4)).charts[0].points[-1].label == "12月"
    submit(desk, drafted)
    approve(desk, NOVEMBER, "王某", "李主任")
    office.person("骑手3", phones="13800000003", registered_on=date(2024, 11, 6))
    settings.save(desk, {"summary_charts": False})
    assert standing(desk, NOVEMBER).draft.charts == drafted.charts
    assert charts_again(charts_kept(drafted.charts)) == drafted.charts
