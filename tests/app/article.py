"""An office that holds everything the article tells of, as records: rows R01 to R59 of what a ledger must produce."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from app.desk import Desk
from db import models
from tests.conftest import Office

BEFORE, DAY = date(2023, 9, 1), date(2024, 6, 3)
_PLACES = {"rest_stop": 264, "discount_canteen": 31, "water_point": 60, "parking_bay": 90, "resting_spot": 80}
_UNITS = (("compound", "recognised", 447), ("district", "recognised", 301), ("compound", "creating", 69),
          ("building", "creating", 18))  # fmt: skip
_PARTNERS = (("merchant", "other", 300), ("social_organization", "other", 143), ("co_builder", "shop", 525),
             ("co_builder", "authority", 91), ("co_builder", "community", 7))  # fmt: skip
_BODIES = (
    ("新就业群体党委", "party", "functional"), ("新就业群体妇联小组", "women", "group"), ("“金祝冲锋号”团小组", "league", "group"),
    ("新就业形态联合工会", "union", "joint"), ("北山义工队", "volunteer", "group"), ("小哥学院党支部", "party", "formal"),
    ("邮政妇联小组", "women", "group"), ("叮咚买菜妇联小组", "women", "group"), ("小哥学院功能性团支部", "league", "functional"),
    ("“烟火马腾”街事会", "deliberation", "group"), ("天天议事厅", "deliberation", "group"),
)  # fmt: skip


class Article:
    """Writes the records of the article into a ledger, in one operation."""

    def __init__(self, desk: Desk, office: Office) -> None:
        self._desk = desk
        self._office = office
        self._area = office.community

    def load(self) -> None:
        """Everything, as of the middle of 2024."""
        further = [
            self._office.make("areas", name=f"社区{n}", kind="community", parent_id=self._office.street)
            for n in range(10)
        ]
        self._communities = [self._area, self._office.other_community, *further]
        with self._desk.operation("save", "文章里的数字") as session:
            self._session = session
            self._people()
            self._bodies()
            self._places()
            self._units()
            self._partners()
            self._teams()
            self._classes()
            self._studies()
            self._visits()
            self._activities()
            self._given()
            self._deliberations()

    def _add(self, records: Iterator[Any]) -> list[int]:
        made = list(records)
        session: Session = self._session
        session.add_all(made)
        session.flush()
        return [one.id for one in made]

    def _people(self) -> None:
        """301 riders of three stations, all registered before the year."""
        self._stations = self._add(
            models.Station(name=f"站点{n}", platform_id=self._office.platform, area_id=self._area)
            for n in range(3)
        )
        people = [
            models.Person(number=f"RY-{n}", name="王某", category="rider", area_id=self._area, phones=f"1380000{n:04}",
                          station_id=self._stations[n % 3], registered_on=BEFORE)
            for n in range(301)
        ]  # fmt: skip
        self._riders = self._add(iter(people))
        self._add(
            models.Registration(person_id=one, area_id=self._area, from_on=BEFORE) for one in self._riders
        )
        self._add(
            models.Employment(person_id=one, category="rider", job_title="骑手", station_id=self._stations[n % 3],
                              from_on=BEFORE, to_on=DAY if not n else None)
            for n, one in enumerate(self._riders)
        )  # fmt: skip
        promoted = models.Employment(
            person_id=self._riders[0],
            category="rider",
            job_title="门店主管",
            station_id=self._stations[0],
            from_on=DAY,
        )
        self._add(iter([promoted]))
        roles = ("monitor", "promoter", "advocate")
        self._add(
            models.CivicRole(person_id=one, kind=roles[n % 3], from_on=DAY)
            for n, one in enumerate([*self._riders, self._riders[0]])
        )

    def _bodies(self) -> None:
        bodies = self._add(
            models.Organization(number=f"ZZ-{n}", name=name, line=line, kind=kind, established_on=DAY,
                                area_id=self._area)
            for n, (name, line, kind) in enumerate(_BODIES)
        )  # fmt: skip
        women, league, union, helpers = bodies[1:5]
        self._platforms = bodies[-2:]
        joined = [(women, 5), (league, 8), (union, 301), (helpers, 12)]
        self._add(
            models.Membership(organization_id=body, person_id=one, from_on=DAY)
            for body, count in joined
            for one in self._riders[:count]
        )
        committees = self._add(
            models.Organization(number=f"DW-{n}", name=f"社区党委{n}", line="party", kind="formal", area_id=one,
                                established_on=BEFORE)
            for n, one in enumerate(self._communities)
        )  # fmt: skip
        self._add(
            models.Post(organization_id=body, person_id=one, title="兼职委员", part_time=True, from_on=DAY)
            for body, one in zip(committees, self._riders, strict=False)
        )
        self._add(
            models.CheckIn(person_id=one, area_id=self._area, checked_on=DAY) for one in self._riders[:40]
        )

    def _places(self) -> None:
        kinds = [kind for kind, count in _PLACES.items() for _ in range(count)]
        places = self._add(
            models.Facility(number=f"ZD-{n}", name=f"点位{n}", kind=kind, area_id=self._area, opened_on=DAY)
            for n, kind in enumerate(kinds)
        )
        self._add(models.FacilityState(facility_id=one, status="open", from_on=DAY) for one in places)
        self._add(
            models.FacilityAgreement(facility_id=one, valid_from=DAY)
            for one, kind in zip(places, kinds, strict=True)
            if kind == "discount_canteen"
        )
        self._add(
            models.FacilityEquipment(facility_id=places[0], name=name, working=name != "共享雨伞")
            for name in ("手机充电", "饭菜加热", "饮用水", "共享雨伞")
        )

    def _units(self) -> None:
        stages = [(kind, stage) for kind, stage, count in _UNITS for _ in range(count)]
        self._friendly = self._add(
            models.FriendlyUnit(number=f"DY-{n}", name=f"单元{n}", kind=kind, area_id=self._area, stage=stage,
                                criteria="停车、充电、进出" if n < 20 else "", access="扫小哥码" if n < 30 else "站点备案直入",
                                guide_map=n < 25, shuttle=n < 2, bay_count=10 if n < 9 else None,
                                sign_on=DAY if n < 50 else None)
            for n, (kind, stage) in enumerate(stages)
        )  # fmt: skip
        self._add(
            models.UnitStep(unit_id=one, stage=stage, from_on=DAY)
            for one, (_, stage) in zip(self._friendly, stages, strict=True)
        )
        self._add(
            models.UnitMeasure(unit_id=self._friendly[0], problem=problem, content="改造", done_on=DAY)
            for problem in ("parking", "finding", "finding", "resting")
        )
        changed = models.UnitImprovement(
            unit_id=self._friendly[0], title="世贸丽晶城微改造", items=6, finished_on=DAY
        )
        self._add(iter([changed]))
        self._add(
            models.UnitFiling(
                unit_id=self._friendly[0], person_id=one, station_id=self._stations[0], from_on=DAY
            )
            for one in self._riders[:25]
        )

    def _partners(self) -> None:
        kinds = [(kind, sector) for kind, sector, count in _PARTNERS for _ in range(count)]
        partners = self._add(
            models.Partner(number=f"GJ-{n}", name=f"伙伴{n}", kind=kind, sector=sector, joined_on=DAY,
                           area_id=self._area)
            for n, (kind, sector) in enumerate(kinds)
        )  # fmt: skip
        alliance = self._add(
            iter([models.Alliance(number="LM-1", name="北集星·星耀曙光", founded_on=DAY, area_id=self._area)])
        )[0]
        self._add(
            models.AllianceMember(alliance_id=alliance, partner_id=one, from_on=DAY)
            for one, (kind, _) in zip(partners, kinds, strict=True)
            if kind == "co_builder"
        )
        self._add(
            models.JointProject(number=f"LJ-{n}", name=f"联建项目{n}", alliance_id=alliance, batch="首批", listed_on=DAY,
                                started_on=DAY, state="running", area_id=self._area)
            for n in range(8)
        )  # fmt: skip

    def _teams(self) -> None:
        kinds = ["elderly_help", "patrol", "patrol", *["general"] * 14]
        teams = self._add(
            models.Team(number=f"DW-{n}", name=f"队伍{n}", kind=kind, area_id=self._area, founded_on=DAY)
            for n, kind in enumerate(kinds)
        )
        self._add(
            models.DailyTotal(team_id=teams[0], served_on=date(2024, 5, 1) + timedelta(days=n), output=output,
                              quantity=quantity, area_id=self._area)
            for output, quantity, days in (("meals", 1_000, 30), ("leaflets", 100, 20))
            for n in range(days)
        )  # fmt: skip
        channels = ("chat", "snap", "west_lake_code", "chat")
        self._add(
            models.Clue(number=f"XS-{n}", reported_on=DAY, channel=channels[n % 4], content="停车",
                        kind="parking" if n % 2 else "environment", area_id=self._area)
            for n in range(200)
        )  # fmt: skip
        self._add(
            models.ServedElder(name="李某", team_id=teams[0], area_id=self._area, from_on=DAY)
            for _ in range(46)
        )
        saved = models.Deed(
            number="SJ-1", happened_on=DAY, person_id=self._riders[1], title="救人", area_id=self._area
        )
        self._add(iter([saved]))

    def _classes(self) -> None:
        school = self._add(iter([models.Programme(name="“三新”学堂", area_id=self._area)]))[0]
        terms = self._add(models.Term(programme_id=school, name=f"第{n}期", from_on=DAY) for n in (1, 2))
        categories = ("red_thought", "degree_skill", "personality", "governance")
        courses = self._add(
            models.Course(number=f"KC-{n}", name=f"课程{n}", category=categories[n % 4]) for n in range(15)
        )
        runs = self._add(
            models.ClassRun(number=f"BC-{n}", name=f"班次{n}", course_id=courses[n % 15], area_id=self._area,
                            term_id=terms[n % 2], status="finished", from_on=DAY - timedelta(days=30))
            for n in range(19)
        )  # fmt: skip
        lessons = self._add(models.ClassSession(class_run_id=run, held_on=DAY) for run in runs)
        self._add(
            models.Headcount(session_id=one, count=290 if n < 9 else 289) for n, one in enumerate(lessons)
        )
        finished = BEFORE + timedelta(days=60)
        first = self._add(
            iter([models.ClassRun(number="BC-首届", name="首届", course_id=courses[0], area_id=self._area,
                                  status="finished", from_on=BEFORE)])
        )[0]  # fmt: skip
        self._add(
            models.Enrolment(class_run_id=first, person_id=one, status="completed", completed_on=finished,
                             outcome="passed")
            for one in self._riders[:4]
        )  # fmt: skip
        self._attended(first, finished)

    def _attended(self, run: int, day: date) -> None:
        lesson = self._add(iter([models.ClassSession(class_run_id=run, held_on=day)]))[0]
        self._add(
            models.Attendance(session_id=lesson, person_id=one, mark="present") for one in self._riders[:4]
        )
        indexes = self._add(
            models.PartyIndex(number=f"PY-{n}", person_id=one, stage="probationary", admitted_on=DAY)
            for n, one in enumerate(self._riders[:3])
        )
        self._add(models.PartyStagePeriod(index_id=one, stage="probationary", from_on=DAY) for one in indexes)

    def _studies(self) -> None:
        studies = self._add(
            models.DegreeStudy(person_id=one, school="浙江开放大学", level="college", status="active",
                               applied_on=BEFORE, from_on=BEFORE, area_id=self._area)
            for one in self._riders[:130]
        )  # fmt: skip
        policy = models.FeePolicy(name="学费减免", from_on=BEFORE, area_id=self._area)
        self._add(iter([policy]))
        owed = self._add(
            models.Tuition(person_id=one, study_id=study, school_year=2024, due=300_000, area_id=self._area)
            for one, study in zip(self._riders[:20], studies, strict=False)
        )
        self._add(
            models.FeeReduction(number=f"JM-{n}", person_id=self._riders[n], tuition_id=one, policy_id=policy.id,
                                applied_on=DAY, requested=120_000, state="approved", approved=120_000,
                                approved_on=DAY, area_id=self._area)
            for n, one in enumerate(owed)
        )  # fmt: skip
        self._add(
            models.Prize(
                contest="国际大学生创新大赛",
                level="provincial",
                won_on=day,
                team="小哥学院",
                area_id=self._area,
            )
            for day in (date(2023, 10, 20), date(2024, 10, 20))
        )

    def _visits(self) -> None:
        visits = self._add(
            models.Visit(
                number=f"ZF-{n}", visited_on=DAY, station_id=one, visitors="李某", area_id=self._area
            )
            for n, one in enumerate(self._stations)
        )
        self._add(
            models.VisitedPerson(visit_id=visits[n % 3], person_id=one,
                                 need_kind="parking" if n < 5 else None)
            for n, one in enumerate(self._riders[:97])
        )  # fmt: skip

    def _activities(self) -> None:
        """Four visits by a group of helpers, two other events; three of them photographed, 80 riders at the meal."""
        kinds = ("team_visit",) * 4 + ("reunion_meal", "public_good")
        chains = ("organization", "service", "service", "governance", "service", "governance")
        aspects = ("关心关爱", "权益保障", "权益保障", "多元成长", "关心关爱", "融入治理")
        held = self._add(
            models.Activity(number=f"HD-{n}", kind=kind, title=f"活动{n}", state="held", held_on=DAY, area_id=self._area,
                            chain=chains[n], aspects=aspects[n], station_id=self._stations[0],
                            riders=80 if kind == "reunion_meal" else 0)
            for n, kind in enumerate(kinds)
        )  # fmt: skip
        self._add(
            models.ActivityService(activity_id=held[n // 2], kind="policy" if n % 2 else "legal", provider="人社站",
                                   served=10)
            for n in range(8)
        )  # fmt: skip
        self._add(models.PlacePhoto(activity_id=one, picture="", width=4, height=3) for one in held[3:])

    def _given(self) -> None:
        """A gift for every rider, 500 maps, a hotline card for 300, and 120 signatures."""
        pack, street_map = self._add(
            models.GiftItem(number=f"WZ-{kind}", name=kind, kind=kind, area_id=self._area)
            for kind in ("pack", "service_map")
        )
        self._add(
            models.GiftIntake(item_id=one, received_on=DAY, quantity=quantity)
            for one, quantity in ((pack, 310), (street_map, 500))
        )
        self._add(
            models.GiftIssue(number=f"FF-{n}", item_id=pack, issued_on=DAY, person_id=one, area_id=self._area)
            for n, one in enumerate(self._riders)
        )
        maps = models.GiftIssue(
            number="FF-D",
            item_id=street_map,
            issued_on=DAY,
            quantity=500,
            receiver="各站点",
            area_id=self._area,
        )
        self._add(iter([maps]))
        batch = self._add(
            iter([models.CardBatch(number="KP-1", printed_on=DAY, hotline="0571-00000000", first_serial=1,
                                   last_serial=400, area_id=self._area)])
        )[0]  # fmt: skip
        self._add(
            models.HotlineCard(batch_id=batch, serial=n, code=f"{n:04}", person_id=one, issued_on=DAY)
            for n, one in enumerate(self._riders[:300], start=1)
        )
        pledge = self._add(
            iter([models.Pledge(number="CY-1", title="微笑倡议", started_on=DAY, area_id=self._area)])
        )
        signed = models.PledgeSignature(pledge_id=pledge[0], signed_on=DAY, quantity=120)
        self._add(iter([signed]))

    def _deliberations(self) -> None:
        """A meeting of each platform, what was said there, and requests by the hotline and the city's code."""
        platforms = self._platforms
        meetings = self._add(
            models.Deliberation(number=f"YS-{n}", held_on=DAY, topic="停车", platform_id=one, hosts="北山街道、金祝社区",
                                station_id=self._stations[0], riders=15 + n, area_id=self._area)
            for n, one in enumerate(platforms)
        )  # fmt: skip
        self._add(
            models.Opinion(deliberation_id=meetings[0], content=f"意见{n}", raised_by="王某",
                           state="adopted" if n < 5 else "pending", decided_on=DAY if n < 5 else None,
                           closed_on=DAY if n < 3 else None)
            for n in range(9)
        )  # fmt: skip
        channels = ("hotline",) * 6 + ("west_lake_code",) * 4
        self._add(
            models.Request(number=f"SQ-{n}", received_on=DAY, channel=channel, category="parking", problem="parking",
                           anonymous=True, title="停车", area_id=self._area)
            for n, channel in enumerate(channels)
        )  # fmt: skip
