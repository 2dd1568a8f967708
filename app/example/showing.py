"""The example without a window: ledger, imports, papers and a picture of every page, all in one folder."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from app import settings
from app.actions.hotline_printing import print_hotline_cards
from app.actions.printing import print_ledger
from app.actions.receipt_printing import print_receipts
from app.actions.summary import draft, render
from app.bootstrap import Application, start
from app.commandline.commands import OK, PROBLEMS, Outcome, area_named, print_certificates
from app.commandline.window import window_process
from app.desk import Actor
from app.example.building import CLERK, FILE, build, is_example, newest_class, remove, sit_down, taken
from app.example.sheets import PLACES, ROSTERS, import_workbook
from app.example.streets import stand_on_map
from app.exchange.readrow import State
from app.files import safe_write
from app.ledgererrors import explain
from app.measures.period import Month
from app.registers.lists import Filter, Op, Query, page
from app.registers.people import PEOPLE
from db.errors import LedgerError
from db.place import PlaceLock

MONTH = Month(2024, 11)
SIGNED_ON = date(2024, 12, 3)
_FEW = 20  # people on the lists of the example
_LIMIT = 180.0  # seconds for the pictures
_ROSTER_OF = "金祝社区"


def example(arguments: Namespace) -> Outcome:
    """``example``: build the example anew and leave everything a clerk's month brings forth in the folder."""
    folder: Path = arguments.out
    folder.mkdir(parents=True, exist_ok=True)
    place = arguments.ledger or str(folder / FILE)
    lines = [f"台账：{_fresh(place, ours=arguments.ledger is None)}"]
    application = start(place, actor=Actor(None, CLERK))
    try:
        sit_down(application)
        lines += _imports(application)
        lines += _papers(application, folder)
    finally:
        application.close()
    pictures = folder / "截图"
    shown = window_process(
        ["--screenshots", str(pictures), "--ledger", place], _LIMIT, QT_QPA_PLATFORM="offscreen"
    )
    taken = sorted(pictures.glob("*.png"))
    lines += [f"截图：{picture}" for picture in taken]
    if shown.returncode or not taken:
        return Outcome((*lines, "截图没有生成完整。"), PROBLEMS)
    return Outcome(tuple(lines), OK)


def _fresh(place: str, *, ours: bool) -> str:
    """A new example in place of an earlier one, which must not be open elsewhere.

    ours: the place is the example's own. Elsewhere a ledger that is no example is never taken away.
    """
    path = Path(place)
    if "://" not in place and path.exists():
        if ours:
            _refuse_open(path)  # never opened itself: an older one would be upgraded and backed up first
        else:
            application = start(path, must_exist=True)
            try:
                if not is_example(application.desk):
                    raise taken()
            finally:
                application.close()
        remove(path)
    build(place)
    return place


def _refuse_open(path: Path) -> None:
    try:
        PlaceLock(path).release()
    except LedgerError as error:
        raise explain(error) from error


def _imports(application: Application) -> list[str]:
    lines = []
    for name in (*PLACES, *ROSTERS):
        run, applied = import_workbook(application.desk, name)
        lines.append(f"导入：{name}，新增{applied.created}，有问题{run.counts()[State.PROBLEM]}行")
    stand_on_map(application.desk)
    return lines


def _papers(application: Application, folder: Path) -> list[str]:
    desk = application.desk
    summary = folder / f"{MONTH.label}工作小结.pdf"
    render(desk, draft(desk, MONTH, signed_on=SIGNED_ON), summary)
    roster = folder / f"{_ROSTER_OF}人员台账.pdf"
    here = (
        Filter("area_id", Op.IS, (area_named(application, _ROSTER_OF),)),
        Filter("status", Op.IS, ("active",)),
    )
    columns = [field.name for field in PEOPLE.fields if field.table]
    printed = print_ledger(desk, PEOPLE, Query(filters=here, label=_ROSTER_OF), columns, today=MONTH.last)
    with safe_write(roster) as stream:
        stream.write(printed.data)
    diplomas = folder / "结业证书.pdf"
    awarded = print_certificates(desk, newest_class(desk), diplomas, SIGNED_ON)
    handed = _handed_out(application, Query(filters=here), folder)
    return [f"工作小结：{summary}", f"台账打印：{roster}", f"结业证书：{awarded.lines[-1]}", *handed]


def _handed_out(application: Application, query: Query, folder: Path) -> list[str]:
    """What goes with a visit to a community: the list to sign for gifts, and the cards of the hotline."""
    desk = application.desk
    ids = [row.id for row in page(desk, PEOPLE, query, ["name"], size=_FEW)]
    gift = {"item": "防暑礼包", "amount": 1, "unit": "份", "occasion": "高温慰问", "rows": "20", "spare": 3}
    hotline = {"phone": settings.read(desk, "hotline"), "hours": "工作日 8:30—17:30", "named": True}
    papers = {
        "领取签收表.pdf": print_receipts(desk, PEOPLE.key, ids, gift, today=MONTH.last),
        "服务热线卡.pdf": print_hotline_cards(desk, PEOPLE.key, ids, hotline, today=MONTH.last),
    }
    for name, printed in papers.items():
        with safe_write(folder / name) as stream:
            stream.write(printed.data)
    return [f"{name.removesuffix('.pdf')}：{folder / name}" for name in papers]
