"""Synthetic persons: names by chance, phones from one unused-looking range, identity numbers nobody can have."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.rules.identity import check_character
from db.models import Gender, IdKind, LegalBasis, Precision

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_RARE_SURNAMES = ("欧阳", "上官", "司马", "单", "仇", "查", "解", "区", "朴", "盖")
_MEN = "伟强磊洋勇军杰涛超明刚平辉鹏飞波斌宇浩凯健俊帆鑫旭龙林峰建华志文武江海山云松柏川岩泽亮"
_WOMEN = "芳娜敏静丽艳娟霞秀玲桂红梅琳素云莲真雪荣爱香月莺媛瑞凡佳嘉琼勤珍贞莉兰凤洁琰倩婷姣婉娴"
_EITHER = "子晨雨欣一诺思安乐天宁春秋小晓家永新东南青如程海文清源平凡知远"
_SHORT = "珂岑昱钊翊沐澄煜珩"  # seldom alone behind a frequent surname, so that nobody well known comes out
_RARE_NAMES = (("陆㛃", Gender.FEMALE), ("钱䶮", Gender.MALE), ("沈𬱖", Gender.FEMALE), ("周堃", Gender.MALE),
               ("吴喆", Gender.MALE), ("郑玥䶮", Gender.FEMALE))  # fmt: skip
_UYGHUR_GIVEN = (("阿依古丽", Gender.FEMALE), ("古丽娜尔", Gender.FEMALE), ("努尔买买提", Gender.MALE),
                 ("艾尔肯", Gender.MALE), ("库尔班", Gender.MALE), ("阿迪力", Gender.MALE))  # fmt: skip
_UYGHUR_FATHERS = ("吐尔逊", "艾合买提", "沙塔尔", "依明", "阿布都热合曼")
# Codes of whole provinces: no card is issued under them, yet the number passes its check.
_PROVINCES = {"330000": "浙江", "340000": "安徽", "360000": "江西", "410000": "河南", "420000": "湖北",
              "520000": "贵州", "330100": "浙江杭州", "320000": "江苏", "430000": "湖南"}  # fmt: skip
_ROADS = ("曙光路", "体育路", "保俶路", "玉古路", "教工路", "杭大路", "黄龙路", "天目山路")
_EDUCATION = ("71", "71", "71", "61", "61", "41", "44", "47", "31", "31", "21", "81", "")
_PHONES_FROM = 19800000000


@dataclass
class Persons:
    """Makes persons; no phone and no identity number comes twice."""

    chance: random.Random
    _made: int = 0
    _phones: int = 0
    _names: set[str] = field(default_factory=set)

    def make(self, on: date) -> dict[str, Any]:
        """The columns of somebody registered on that day that do not depend on work."""
        self._made += 1
        name, gender, ethnicity = self._name()
        birth = date(on.year - self.chance.choices(range(18, 58), self._age_weights())[0], 1, 1)
        birth += timedelta(days=self.chance.randrange(-360, 0))
        province = self.chance.choice(tuple(_PROVINCES))
        values: dict[str, Any] = {
            "name": name,
            "gender": gender,
            "ethnicity": ethnicity,
            "phones": self.phone(),
            "birth_date": birth,
            "native_place": "新疆" if ethnicity == "05" else _PROVINCES[province],
            "education": self.chance.choice(_EDUCATION),
            "politics": self._politics(birth, on),
        }
        if self.chance.random() < 0.55:
            values |= {"id_kind": IdKind.RESIDENT, "id_no": self._id_no(province, birth, gender)}
        elif self.chance.random() < 0.4:
            values |= {"birth_date": birth.replace(day=1), "birth_precision": Precision.MONTH}
        return values | self._contact(on)

    def phone(self) -> str:
        """The next number of the range."""
        self._phones += 1
        return str(_PHONES_FROM + self._phones)

    def _age_weights(self) -> list[int]:
        return [4 + age // 2 if age < 10 else max(2, 22 - age // 2) for age in range(40)]

    def _politics(self, birth: date, on: date) -> str:
        if on.year - birth.year < 28 and self.chance.random() < 0.22:
            return "03"
        return self.chance.choices(("13", "01", "02", ""), (85, 5, 1, 9))[0]

    def _contact(self, on: date) -> dict[str, Any]:
        informed = self.chance.random() < 0.8
        return {
            "residence": f"{self.chance.choice(_ROADS)}{self.chance.randint(1, 400)}号",
            "source": self.chance.choice(("社区报送", "站点走访", "本人登记")),
            "legal_basis": LegalBasis.STATUTORY_DUTY,
            "notice_version": "2023-1" if informed else "",
            "notified_on": on if informed else None,
            "photo_consent": informed and self.chance.random() < 0.6,
            "publish_consent": informed and self.chance.random() < 0.4,
            "last_verified_on": on,
            "clothing_size": self.chance.choice(("", "", "M", "L", "XL")),
        }

    def _name(self) -> tuple[str, Gender, str]:
        if self._made % 150 == 17 and self._made // 150 < len(_RARE_NAMES):
            return (*_RARE_NAMES[self._made // 150], "01")
        if self._made % 90 == 41:
            given, gender = self.chance.choice(_UYGHUR_GIVEN)
            return f"{given}·{self.chance.choice(_UYGHUR_FATHERS)}", gender, "05"
        gender = Gender.MALE if self.chance.random() < 0.83 else Gender.FEMALE
        while True:
            name = self._surname() + self._given(gender)
            if name not in self._names or self.chance.random() < 0.2:
                self._names.add(name)
                return name, gender, self.chance.choices(("01", "15", "06", "03", ""), (90, 2, 2, 1, 5))[0]

    def _surname(self) -> str:
        if self.chance.random() < 0.02:
            return self.chance.choice(_RARE_SURNAMES)
        return _SURNAMES[min(int(self.chance.expovariate(0.035)), len(_SURNAMES) - 1)]

    def _given(self, gender: Gender) -> str:
        if self.chance.random() < 0.15:
            return self.chance.choice(_SHORT)
        own = _MEN if gender == Gender.MALE else _WOMEN
        return self.chance.choice(own + _EITHER) + self.chance.choice(own)

    def _id_no(self, province: str, birth: date, gender: Gender) -> str:
        serial = self._made % 500 * 2 + (gender == Gender.MALE)
        first17 = f"{province}{birth:%Y%m%d}{serial:03d}"
        return first17 + check_character(first17)
