"""The workbooks that come with the example, imported as a clerk would import them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.desk import Desk
from app.exchange.applying import Applied, apply
from app.exchange.decisions import usual_decisions
from app.exchange.dryrun import DryRun, dry_run
from app.paths import resources_dir

PLACES = ("北山街道公益饮水点台账.xlsx", "暖心点位一览表.xls")
ROSTERS = (
    "附件2：新就业群体摸底排查登记表（金祝社区）（定稿）(1).xlsx",
    "快递站点人员花名册（宝石社区）.xlsx",
)
RECEIVED = date(2024, 11, 25)  # the day by which the communities send their sheets


def workbook(name: str) -> Path:
    """Where one of the shipped workbooks lies."""
    return resources_dir() / "example" / name


def import_workbook(desk: Desk, name: str) -> tuple[DryRun, Applied]:
    """Import a shipped workbook with the usual decisions; people are registered on the day the sheets were due."""
    run = dry_run(desk, workbook(name), today=RECEIVED)
    for row in run.rows:
        if run.register == "people" and row.values.get("name"):
            row.values["registered_on"] = RECEIVED
    return run, apply(desk, run, usual_decisions(run))
