"""Invented people in invented villages, for demonstrations, tests and measurements.

The area codes 439901 to 439998 are not assigned, telephone numbers beginning with 100 are not
given to mobile telephones, and the villages do not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from desktop.domain.ids import check_character

TOWNSHIPS: dict[str, tuple[str, ...]] = {
    "云坪镇": ("柳溪村", "石门坎村", "大枫树村", "东岭社区"),
    "清河乡": ("竹山湾村", "上屋场村", "三眼井村"),
    "望江镇": ("白鹭洲村", "新桥头村", "茶盘岭村", "月塘村"),
}
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万"
)
_DOUBLE = ("欧阳", "上官", "司马", "诸葛")
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰凤琴云莲荣爱春菊珍红香梅建国志文德"
    "福生贵才根水山田喜旺顺庆满仁义礼智信孝忠廉和睦安康宁远达发富昌盛兴隆新年"
)
_RARE = ("䶮", "㛃", "𬱖", "𫍯", "堃", "喆", "犇", "翀")


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """One invented borrower."""

    name: str
    id_number: str
    customer_no: str
    phone: str
    township: str
    village: str
    group: str

    @property
    def address(self) -> str:
        return f"{self.township}{self.village}{self.group}"


def invent_person(random: Random, number: int) -> SamplePerson:
    """Return person ``number``; about one in sixty has a rare character in the name."""
    township = random.choice(list(TOWNSHIPS))
    return SamplePerson(
        name=_name(random),
        id_number=_id_number(random, number),
        customer_no=f"81{number * 7 + 10_000_019:08d}",
        phone=f"100{random.randrange(10**8):08d}" if random.random() < 0.75 else "",
        township=township,
        village=random.choice(TOWNSHIPS[township]),
        group=f"{random.randint(1, 12)}组",
    )


def _name(random: Random) -> str:
    surname = random.choice(_DOUBLE) if random.random() < 0.01 else random.choice(_SURNAMES)
    given = random.choice(_GIVEN) if random.random() < 0.75 else ""
    last = random.choice(_RARE) if random.random() < 1 / 60 else random.choice(_GIVEN)
    return surname + given + last


def _id_number(random: Random, number: int) -> str:
    """Return a number nobody has: ``number`` makes the birthday and sequence unlike others'."""
    area = 439_901 + number % 98
    birth = date(1938, 1, 1) + timedelta(days=random.randrange(24_000))
    body = f"{area}{birth:%Y%m%d}{random.randrange(999) + 1:03d}"
    whole = body + check_character(body)
    # Three zeros at the end are what Excel leaves of a number it rounded.
    return _id_number(random, number) if whole.endswith("000") else whole
