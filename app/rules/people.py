"""Rules of the people register: names and numbers brought into form, identity compared, duplicates named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.errors import Problem
from app.rules.identity import normalise_id, read_resident_id
from app.rules.names import clean_name
from app.rules.phones import clean_phones
from db.models import Gender, IdKind, Person, PersonStatus, Precision

_CHECKED = (IdKind.RESIDENT, IdKind.HK_MACAO_RESIDENT, IdKind.TAIWAN_RESIDENT)
_GENDERS = {"男": Gender.MALE, "女": Gender.FEMALE}


def clean_person(person: Any, _: Session) -> None:
    """Bring name, numbers and phones into the stored form, and take birth date and sex from the identity number."""
    person.name, _problems = clean_name(person.name)
    person.id_no = normalise_id(person.id_no or "")
    if person.id_no and person.id_kind == IdKind.NONE:
        person.id_kind = IdKind.RESIDENT
    numbers, problems = clean_phones(person.phones or "")
    if not problems:
        person.phones = " ".join(numbers)
    if person.id_kind not in _CHECKED or not person.id_no:
        return
    identity, problem = read_resident_id(person.id_no)
    if identity is None or (problem is not None and problem.blocking):
        return
    person.id_no = identity.number
    if person.birth_date is None or person.birth_precision != Precision.DAY:
        person.birth_date, person.birth_precision = identity.birth, Precision.DAY
    if person.gender == Gender.UNKNOWN:
        person.gender = _GENDERS[identity.gender]


def contact_given(person: Any, _: Session) -> Sequence[Problem]:
    """A person can be reached in one way at least, and phone numbers are numbers."""
    _numbers, problems = clean_phones(person.phones or "")
    if problems:
        return problems
    if not person.phones and not person.other_contact:
        return (Problem("NO_CONTACT", "phones", "请填写联系电话；没有电话的，请填写其他联系方式。"),)
    return ()


def identity_agrees(person: Any, _: Session) -> Sequence[Problem]:
    """The identity number passes its check (GB 11643-1999) and agrees with birth date and sex."""
    if not person.id_no:
        return ()
    if person.id_kind not in _CHECKED:
        return ()
    identity, problem = read_resident_id(person.id_no)
    if identity is None:
        return (problem,) if problem is not None else ()
    found = [problem] if problem is not None else []
    if person.birth_date != identity.birth:
        message = f"出生日期与身份证号不一致，身份证号上是{identity.birth}，请核对。"
        found.append(Problem("BIRTH_DIFFERS", "birth_date", message, blocking=False))
    if person.gender != _GENDERS[identity.gender]:
        message = f"性别与身份证号不一致，身份证号上是{identity.gender}，请核对。"
        found.append(Problem("GENDER_DIFFERS", "gender", message, blocking=False))
    return found


def duplicates(person: Any, session: Session) -> Sequence[Problem]:
    """The same identity number is the same person; the same name and phone is worth a warning; a name alone is not."""
    others = select(Person).where(col(Person.id) != (person.id or 0))
    if person.id_no:
        same = session.exec(
            others.where(Person.id_no == person.id_no, Person.id_kind == person.id_kind)
        ).first()
        if same is not None:
            message = f"这个证件号码已登记为{_who(same)}，请打开那张卡片修改，不要重复登记。"
            return (Problem("ID_TAKEN", "id_no", message),)
    if not person.phones:
        return ()
    numbers = set(person.phones.split())
    for other in session.exec(others.where(Person.name == person.name).limit(50)).all():
        if numbers & set(other.phones.split()):
            message = f"已有同名同电话的{_who(other)}，请确认不是同一个人。"
            return (Problem("LIKELY_SAME", "name", message, blocking=False),)
    return _shared_phone(session, others, person.phones.split()[0])


def _shared_phone(session: Session, others: Any, number: str) -> Sequence[Problem]:
    first = sa.and_(col(Person.phones) >= number, col(Person.phones) < number + "~")
    other = session.exec(others.where(first)).first()
    if other is None:
        return ()
    message = f"这个电话也登记在{_who(other)}名下，合用电话可以继续保存。"
    return (Problem("PHONE_SHARED", "phones", message, blocking=False),)


def _who(other: Person) -> str:
    """Whose card it is; one that is 封存 is named by its number alone."""
    if other.status == PersonStatus.RESTRICTED:
        return f"一张已封存的卡片（{other.number}）"
    return f"{other.name}（{other.number}）"
