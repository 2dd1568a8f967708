"""Building the example ledger from its parts."""

from __future__ import annotations

import random
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import select

from app.actions.setup import needs_set_up
from app.bootstrap import Application, start
from app.desk import Actor, Desk
from app.errors import UserError
from app.example.activities import Activities
from app.example.awards import award
from app.example.bodies import Bodies
from app.example.book import Book
from app.example.cards import Cards
from app.example.classes import Classes
from app.example.curriculum import ACADEMY
from app.example.degrees import Degrees
from app.example.development import Development
from app.example.doubles import Double, Doubles
from app.example.joining import Joining
from app.example.lives import Story
from app.example.meetings import meet
from app.example.office import EXAMPLE_MARK, FOUNDED, found_office
from app.example.partners import Partners
from app.example.partywork import PartyWork
from app.example.persons import Persons
from app.example.places import Places
from app.example.recognition import recognise
from app.example.reported import report
from app.example.requests import Requests
from app.example.rounds import Rounds
from app.example.service import serve
from app.example.sheets import PLACES, import_workbook
from app.example.streets import draw_streets, stand_on_map
from app.example.superior import keep_form
from app.example.teams import Teams
from app.example.units import Units
from app.example.visits import Visits
from app.example.workshop import furnish
from db.base import table_of
from db.models import ClassRun, ClassRunStatus, Setting

CLERK = "街道经办员"
_SEED = 2024
FILE = "示例台账.db"


def build(place: Path | str) -> list[Double]:
    """Make the example office in an empty ledger: fourteen months to November 2024, the same each time.

    place: a path or URL at which no ledger is yet. Returns the people who are in it twice. Raises ``UserError`` when the
    ledger cannot be opened.
    """
    book = Book(random.Random(_SEED), FOUNDED)
    office = found_office(book)
    draw_streets(book)
    persons = Persons(book.chance)
    people = Story(book, office, persons).tell()
    doubles = Doubles(book, office, persons, people).tell()
    bodies = Bodies(book, office, people)
    bodies.tell()
    Places(book, office, persons).tell()
    Units(book, office, persons).tell()
    classes = Classes(book, office, people, [one.life for one in bodies.joined])
    runs = classes.tell()
    Degrees(book, office, bodies.joined, classes.programmes[ACADEMY]).tell()
    Teams(book, office, people).tell()
    PartyWork(book, office, people, bodies).tell()
    Development(book, people, bodies, runs).tell()
    Joining(book, people, bodies, runs).tell()
    Visits(book, office, people).tell()
    Cards(book, office, persons, people).tell()
    Rounds(book, office).tell()
    requests = Requests(book, office, people)
    requests.tell()
    meet(book, office, requests.told)
    Partners(book, office, persons, people).tell()
    Activities(book, office, people).tell()
    application = start(place, actor=Actor(None, CLERK))
    try:
        if not needs_set_up(application.desk):
            raise taken()
        book.write(application.desk, office.street)
        sit_down(application)
        award(application.desk, runs)
        furnish(application.desk, runs)
        recognise(application.desk, office)
        serve(application.desk)
        keep_form(application.desk)
        report(application.desk, office)
        return doubles
    finally:
        application.close()


def is_example(desk: Desk) -> bool:
    """Whether a ledger was made as an example."""
    with desk.reading() as session:
        return session.exec(select(Setting).where(Setting.key == EXAMPLE_MARK)).first() is not None


def taken() -> UserError:
    """Why no example is built where a ledger is."""
    return UserError("这里已经有一本台账，示例没有写进去。", "请换一个位置，或先把原来的台账移走。")


def open_example(folder: Path | str) -> Path:
    """The example ledger under a folder, with the places of the shipped workbooks; built once and kept afterwards.

    The rosters of two communities are left to be imported.
    """
    path = Path(folder) / FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f"未完成-{FILE}")
        remove(half)
        build(half)
        application = start(half, actor=Actor(None, CLERK))
        try:
            sit_down(application)
            for name in PLACES:
                import_workbook(application.desk, name)
            stand_on_map(application.desk)
        finally:
            application.close()
        half.replace(path)
        remove(half)
    return path


def sit_down(application: Application) -> None:
    """Let the example's clerk work at its desk."""
    application.sit_down(application.clerks()[0])


def remove(path: Path) -> None:
    """Remove a closed example ledger with the files SQLite and the lock keep beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}.lock"):
        path.with_name(name).unlink(missing_ok=True)


def newest_class(desk: Desk) -> str:
    """The number of the class that finished last, whose certificates wait to be issued."""
    runs = table_of(ClassRun)
    newest = sa.select(runs.c.number).where(runs.c.status == ClassRunStatus.FINISHED)
    with desk.reading() as session:
        return str(session.execute(newest.order_by(runs.c.to_on.desc()).limit(1)).scalar_one())
