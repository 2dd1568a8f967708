"""Papers about people: 登记表, 本人信息报告 and 《个人信息处理告知书》."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from app import settings
from app.actions.disclosure import Shown, shown_on
from app.actions.printing import BIRTH, Printed, print_ready
from app.cards.card import Block, Whole, read_card
from app.desk import Desk
from app.documents.notice import NoticeText, notice_document
from app.documents.personform import PersonText, person_document
from app.documents.report import Listed, Report, report_document
from app.documents.words import chinese_date
from app.errors import UserError
from app.history import journal
from app.history.journal import Happened
from app.registers import find_register
from app.values.masking import mask_in_text

MOST = 200  # forms or notices in one print
_ALL = 5_000  # rows of one register that a report may hold
_ON_FORM = ("memberships", "posts", "enrolments", "certificates", "team_members", "civic_roles")
BIRTH_EXACTNESS = "birth_precision"
_LINES = 5  # of a box on the form
_UNKNOWN = ("未登记", "未提供")


def print_forms(desk: Desk, ids: Sequence[int], purpose: str = "", *, today: date | None = None) -> Printed:
    """登记表 of people, one on a page, in the order given.

    purpose: why identity number and phones are printed in full; it is written into the journal. Without one they are
    masked. Raises UserError, ``NotFound`` and, before a number is used, ``MissingGlyphs``.
    """
    day = today or date.today()
    shown = shown_on(desk, "person_form", purpose)
    cards = [_card(desk, one, only=_ON_FORM, few=_LINES, whole=shown.whole, on=day) for one in _some(ids)]
    forms = [_form(card, shown, day) for card in cards]
    if not shown.whole:
        forms = [_without_numbers(form) for form in forms]
    document = person_document(forms, _office(desk))
    return print_ready(desk, "person_form", document, f"登记表{len(cards)}份", day=day, shown=shown)


def print_report(desk: Desk, ids: Sequence[int], purpose: str = "", *, today: date | None = None) -> Printed:
    """Everything that is held about one person, to be handed to that person.

    purpose: why numbers are in full (on request of the person); it is written into the journal. Masked without one.
    """
    day = today or date.today()
    shown = shown_on(desk, "person_report", purpose)
    card = _card(desk, ids[0], only=None, few=_ALL, whole=shown.whole, on=day)
    register = find_register("people")
    chapters = journal.history(desk, register, ids[0], size=_ALL)
    chosen = settings.read_all(desk)
    office = chosen["office_name"] or "本单位"
    listed = (_own(card, shown, day), _life(card), *map(_block, card.blocks), _changes(chapters))
    report = Report(
        card.name,
        card.number,
        chinese_date(day),
        f"根据本人申请，现将{office}台账中截至{chinese_date(day)}保存的本人信息列出如下，请核对。",
        tuple(_hidden(one, shown) for one in listed),
        (
            f"以上信息由{office}为{chosen['notice_purposes']}而处理。",
            f"{_retention(chosen['retention_months'], chosen['disposal_months'])}。",
            "发现有误或者不完整的，可以要求更正、补充；认为不应继续处理的，可以要求删除或撤回同意。",
        ),
    )
    what = f"本人信息报告：{card.name}（{card.number}）"
    return print_ready(desk, "person_report", report_document(report), what, day=day, shown=shown)


def print_notices(desk: Desk, ids: Sequence[int], _: str = "", *, today: date | None = None) -> Printed:
    """The notice for people to sign, with their names, or once without a name."""
    chosen = settings.read_all(desk)
    names = [_card(desk, one, only=(), few=0, whole=False, on=today).name for one in _some(ids, none=True)]
    text = NoticeText(
        office=_office(desk),
        version=chosen["notice_version"],
        purposes=chosen["notice_purposes"],
        kinds=chosen["notice_kinds"],
        retention=_retention(chosen["retention_months"], chosen["disposal_months"]),
        contact=chosen["contact_phone"] or "＿＿＿＿＿＿＿",
    )
    what = f"告知书{len(names)}份" if names else "空白告知书"
    return print_ready(desk, "notice", notice_document(text, names), what, day=today)


def _some(ids: Sequence[int], *, none: bool = False) -> Sequence[int]:
    if not ids and not none:
        raise UserError("没有选中要打印的人。", "请先在表中选择。")
    if len(ids) > MOST:
        raise UserError(f"一次最多打印{MOST}份，选中了{len(ids)}份。", "请分批打印。")
    return ids


def _office(desk: Desk) -> str:
    return str(settings.read(desk, "office_name") or "＿＿＿＿＿＿")


def _retention(left: int, put_away: int) -> str:
    return f"在册期间保存；离开本辖区{left}个月后封存，不再使用，封存{put_away}个月后清理，法律法规另有规定的除外"


def _card(
    desk: Desk, person_id: int, *, only: Sequence[str] | None, few: int, whole: bool, on: date | None
) -> Whole:
    return read_card(desk, find_register("people"), person_id, whole=whole, few=few, only=only, on=on)


def _form(card: Whole, shown: Shown, day: date) -> PersonText:
    text = {name: "" if said in _UNKNOWN else said for name, said in card.texts.items()}
    blocks = {block.register.key: block for block in card.blocks}
    registered = date.fromisoformat(text["registered_on"])
    return PersonText(
        number=text["number"],
        name=text["name"],
        registered_on=chinese_date(registered),
        gender=text["gender"],
        birth=_born(text, shown, day),
        birth_label="出生日期" if shown.whole else shown.born_label,
        ethnicity=text["ethnicity"],
        politics=text["politics"],
        education=text["education"],
        id_kind=text["id_kind"],
        id_number=text["id_no"],
        phone=text["phones"],
        native_place=text["native_place"],
        residence=text["residence"],
        emergency=" ".join(filter(None, (text["emergency_contact"], text["emergency_phone"]))),
        category=text["category"],
        engagement=text["engagement"],
        platform=text["platform_id"],
        station=text["station_id"],
        area=text["area_id"],
        plate=text["vehicle_plate"],
        story=_story(card),
        bodies="\n".join(
            [
                *_lines(blocks["posts"], "organization_id", "title", "from_on", "to_on"),
                *_lines(blocks["memberships"], "organization_id", "status", "from_on", "to_on"),
            ][:_LINES]
        ),
        training="\n".join(
            [
                *_lines(blocks["enrolments"], "class_run_id", "status", "completed_on"),
                *_lines(blocks["certificates"], "number", "state", "issued_on"),
            ][:_LINES]
        ),
        service="\n".join(
            [
                *(said for label, said in card.facts if label == "志愿服务"),
                *_lines(blocks["team_members"], "team_id", "role", "from_on", "to_on"),
                *_lines(blocks["civic_roles"], "kind", "appointed_by", "from_on", "to_on"),
            ][:_LINES]
        ),
        skills=text["skills"],
        needs=text["needs"],
        notice=_notice(text),
        photo=card.picture,
    )


def _without_numbers(form: PersonText) -> PersonText:
    """The form with the numbers hidden that somebody wrote into a note."""
    told: dict[str, Any] = {one.name: getattr(form, one.name) for one in fields(form)}
    told |= {name: mask_in_text(text) for name, text in told.items() if isinstance(text, str)}
    return PersonText(**told)


def _born(text: Mapping[str, str], shown: Shown, on: date) -> str:
    birth, precision = text["birth_date"], text["birth_precision"]
    born = date.fromisoformat(birth) if birth else None
    return shown.born(_birth(birth, precision), born, on, about=precision == "年")


def _birth(day: str, precision: str) -> str:
    if not day:
        return ""
    whole = chinese_date(date.fromisoformat(day))
    year, month = whole.partition("年")[0] + "年", whole.partition("月")[0] + "月"
    return {"年": year, "年月": month}.get(precision, whole)


def _story(card: Whole) -> str:
    lines = []
    for one in card.story[-_LINES:]:
        detail = f"，{one.detail}" if one.detail else ""
        lines.append(f"{chinese_date(one.on)}　{one.text}{detail}")
    return "\n".join(lines)


def _lines(block: Block, *names: str) -> list[str]:
    """The rows of a block in a few words each: ``美团联合工会　在会　2024-03-06起``."""
    found = []
    for row in block.rows:
        cells = dict(zip(block.columns, row.cells, strict=True))
        words = [cells.get(name, "") for name in names if name not in ("from_on", "to_on")]
        if "from_on" in names:
            words.append(
                f"{cells['from_on']}至{cells['to_on']}" if cells["to_on"] else f"{cells['from_on']}起"
            )
        found.append("　".join(word for word in words if word))
    return found


def _notice(text: dict[str, str]) -> str:
    told = ""
    if text["notice_version"] and text["notified_on"]:
        day = chinese_date(date.fromisoformat(text["notified_on"]))
        told = f"{day}告知（{text['notice_version']}版{text['notice_way']}）"
    consents = [f"{label}：{'同意' if text[name] == '是' else '未同意'}" for name, label in _CONSENTS]
    return "；".join(part for part in (told, *consents) if part)


_CONSENTS = (("photo_consent", "拍照"), ("publish_consent", "公开"))


def _own(card: Whole, shown: Shown, on: date) -> Listed:
    rows = []
    for field in card.register.fields:
        text, label = card.texts[field.name], field.label
        if field.name in (BIRTH, BIRTH_EXACTNESS) and not shown.whole:
            text, label = (_born(card.texts, shown, on) if field.name == BIRTH else ""), shown.born_label
        if text:
            rows.append((label, text))
    return Listed("登记信息", ("项目", "内容"), (16, 60), tuple(rows))


def _hidden(listed: Listed, shown: Shown) -> Listed:
    if shown.whole:
        return listed
    return replace(listed, rows=tuple(tuple(map(mask_in_text, row)) for row in listed.rows))


def _life(card: Whole) -> Listed:
    rows = [(one.on.isoformat(), one.text, one.detail) for one in card.story]
    return Listed("从业轨迹", ("日期", "内容", "说明"), (12, 34, 34), tuple(rows))


def _block(block: Block) -> Listed:
    fields = [block.register.field(name) for name in block.columns]
    more = f"共{block.total}{block.register.unit}，列出最近{len(block.rows)}{block.register.unit}。"
    return Listed(
        block.label,
        tuple(field.label for field in fields),
        tuple(field.width for field in fields),
        tuple(row.cells for row in block.rows),
        note=more if block.total > len(block.rows) else "",
    )


def _changes(chapters: Sequence[Happened]) -> Listed:
    """Who changed which fields of the card, when: the labels, not once more the contents."""
    rows = []
    for one in chapters:
        labels = dict.fromkeys(field.label for change in one.changes for field in change.fields)
        rows.append((f"{one.operation.at:%Y-%m-%d %H:%M}", one.operation.clerk, "、".join(labels)))
    return Listed("修改记录", ("时间", "经办人", "改动的项目"), (16, 14, 50), tuple(rows))
