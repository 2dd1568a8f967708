"""Papers of the service map: A4, A3, the folded card, the coverage sheet of main roads, and the sign at a door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import quote

from app import settings
from app.actions.list_printing import PrintedList, print_list
from app.actions.mappicture import read_picture
from app.actions.printing import Printed, print_ready
from app.actions.rows import chosen
from app.desk import Desk
from app.documents.doorsign import SignText, door_signs
from app.documents.foldedmap import MOST as MOST_FOLDED
from app.documents.foldedmap import folded_map_document
from app.documents.mapdrawing import DrawnGround, DrawnMap, DrawnRoad
from app.documents.qr import cut_for_code
from app.documents.servicemap import LegendEntry, MapEntry, ServiceMap, drawn_places, service_map_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.measures.arithmetic import percent_text
from app.streetmap import kinds
from app.streetmap.coordinates import GCJ02, Point, from_wgs84, to_wgs84
from app.streetmap.coverage import WATER_POINT, road_coverage
from app.streetmap.plane import Bounds, bounds_of
from app.streetmap.reading import Place, StreetMap, street_map
from db.models import Facility

A4, A3, FOLDED = "a4", "a3", "folded"
MOST_ON_PAPER = 400
_SERVING = ("open", "trial")
_EDGE = 0.03  # of the map's size, white around what is drawn
_NAME_IN_LINK = 12  # characters: each takes nine bytes in a link


def print_service_map(
    desk: Desk, paper: str, wanted: Sequence[str] = (), *, today: date | None = None
) -> Printed:
    """The service map with the places open now. paper: ``a4``, ``a3`` or ``folded``; wanted: kinds, empty for all.

    Raises ``UserError`` without a place on the map, or with more than fit, and ``MissingGlyphs``.
    """
    shown = street_map(desk)
    places = [one for one in shown.places if one.status in _SERVING and (not wanted or one.kind in wanted)]
    if not places:
        raise UserError("地图上还没有开放的点位，没有可以打印的内容。", "请先在“未上图”里把点位放到地图上。")
    most = MOST_FOLDED if paper == FOLDED else MOST_ON_PAPER
    if len(places) > most:
        raise UserError(f"这种地图最多印{most}处，现有{len(places)}处。", "请先按类别筛选，分几张打印。")
    given = _service_map(desk, shown, places, today or date.today())
    document = (
        folded_map_document(given) if paper == FOLDED else service_map_document(given, large=paper == A3)
    )
    return print_ready(
        desk, "map", document, f"{given.title}：{len(places)}处", day=today, marked=paper != FOLDED
    )


def _service_map(desk: Desk, shown: StreetMap, places: Sequence[Place], day: date) -> ServiceMap:
    chosen_settings = settings.read_all(desk)
    ordered = sorted(places, key=lambda one: kinds.order(one.kind))
    corners = _corners(shown, ordered)
    link = chosen_settings["map_code"] == "link"
    entries = tuple(_entry(number, one, corners, link=link) for number, one in enumerate(ordered, start=1))
    office = str(chosen_settings["office_name"])
    drawn = DrawnMap(
        (corners.left, corners.top, corners.right, corners.bottom),
        tuple(DrawnRoad(road.name, road.grade, road.lines) for road in shown.roads),
        tuple((one.name, one.lines) for one in shown.outlines),
        drawn_places(entries),
        _ground(desk, shown),
    )
    return ServiceMap(
        f"{office}新就业群体服务地图",
        office,
        str(chosen_settings["contact_phone"]),
        f"截至{chinese_date(day)}",
        "示意图，道路和区域以实际为准",
        drawn,
        entries,
        _legend(entries),
    )


def _ground(desk: Desk, shown: StreetMap) -> DrawnGround | None:
    ground = shown.ground
    if ground is None:
        return None
    return DrawnGround(read_picture(desk), (ground.width, ground.height), ground.matrix, ground.fade / 100)


def _corners(shown: StreetMap, places: Sequence[Place]) -> Bounds:
    """What is drawn: the whole map, or without one what holds all places."""
    found = shown.bounds or bounds_of(place.at for place in places if place.at is not None)
    assert found is not None
    return found.grown(max(found.width, found.height, 100.0) * _EDGE)


def _entry(number: int, place: Place, corners: Bounds, *, link: bool) -> MapEntry:
    return MapEntry(
        number,
        place.name,
        kinds.label(place.kind),
        kinds.colour(place.kind),
        place.address,
        place.open_hours,
        place.services,
        code_text(place.name, place.address, place.open_hours, place.degrees if link else None),
        place.at if place.at is not None and corners.touches(Bounds(*place.at, *place.at)) else None,
    )


def _legend(entries: Sequence[MapEntry]) -> tuple[LegendEntry, ...]:
    found = []
    for (kind, colour), group in groupby(entries, key=lambda one: (one.kind, one.colour)):
        numbers = [one.number for one in group]
        told = f"{numbers[0]}—{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
        found.append(LegendEntry(kind, colour, told))
    return tuple(found)


def code_text(name: str, address: str, hours: str, degrees: Point | None) -> str:
    """What a place's QR code says: plain words, which need no network, or a link that opens the place in 高德地图.

    degrees: in WGS-84, for a link; None for words.
    """
    if degrees is None:
        return cut_for_code(
            "\n".join(part for part in (name, address, hours and f"开放时间：{hours}") if part)
        )
    longitude, latitude = from_wgs84(degrees, GCJ02)
    return f"https://uri.amap.com/marker?position={longitude:.6f},{latitude:.6f}&name={quote(name[:_NAME_IN_LINK])}"


def print_door_signs(desk: Desk, ids: Sequence[int], *, today: date | None = None) -> Printed:
    """The door signs of facilities, one on a page. Raises ``NotFound`` and ``MissingGlyphs``."""
    values = settings.read_all(desk)
    with desk.reading() as session:
        found = chosen(session, desk, Facility, ids, "阵地")
    document = door_signs([_sign(one, values) for one in found])
    told = found[0].name if len(found) == 1 else f"{len(found)}处"
    return print_ready(desk, "sign", document, f"门牌：{told}", day=today, marked=False)


def _sign(facility: Facility, values: dict[str, Any]) -> SignText:
    point = None
    if values["map_code"] == "link" and facility.longitude is not None and facility.latitude is not None:
        point = to_wgs84((facility.longitude, facility.latitude), facility.coordinate_system)
    return SignText(
        kinds.label(facility.kind),
        facility.name,
        kinds.colour(facility.kind),
        facility.open_hours,
        facility.services,
        "，".join(part for part in (facility.discount, facility.discount_evidence) if part),
        facility.address,
        str(values["office_name"]),
        str(values["contact_phone"]),
        facility.number,
        code_text(facility.name, facility.address, facility.open_hours, point),
    )


def print_road_coverage(
    desk: Desk, on: date, reach: int, wanted: Sequence[str] = (WATER_POINT,), *, today: date | None = None
) -> Printed:
    """主干道覆盖情况表 of a day: every main road with its places, the share within reach, and the gaps in words."""
    found = road_coverage(desk, on, reach, wanted)
    what = "、".join(kinds.label(kind) for kind in wanted)
    rows = tuple(
        (
            row.name,
            "有" if row.served else "无",
            str(len(row.places)),
            "、".join(place.name for place in row.places),
            "" if row.length_m is None else str(row.length_m),
            "" if row.share is None else percent_text(row.share),
            row.gaps_told,
        )
        for row in found.rows
    )
    heads = (("主干道", 26.0, ""), (f"有无{what}", 20.0, "c"), ("处数", 14.0, "r"), ("点位", 92.0, ""),
             ("长度（米）", 20.0, "r"), (f"{reach}米内覆盖", 22.0, "r"), ("缺口", 64.0, ""))  # fmt: skip
    title = f"主干道{what}覆盖情况表"
    return print_list(desk, PrintedList(title, heads, rows, on, "条", found.sentence(what)), today=today)
