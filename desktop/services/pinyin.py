"""Pinyin of names, to be found by typing two letters.

Surnames read otherwise than the dictionary's first reading have their own table.
"""

from __future__ import annotations

import os
from functools import lru_cache

_SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "区": "ou", "翟": "zhai",
    "乐": "yue", "覃": "qin", "盖": "ge", "朴": "piao", "繁": "po", "种": "chong", "尉": "wei",
    "任": "ren", "华": "hua", "宁": "ning", "员": "yun", "召": "shao", "黑": "he", "折": "she",
    "洗": "xian", "冼": "xian", "缪": "miao", "秘": "bi", "臧": "zang", "逄": "pang", "纪": "ji",
    "郇": "xun", "洪": "hong", "隗": "wei", "訾": "zi", "万": "wan", "贾": "jia", "沈": "shen",
    "䶮": "yan",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def _syllable(character: str) -> str:
    # Loaded when a name is first written, and without the phrases: names hold none, and they
    # take 0.3 s (https://pypinyin.readthedocs.io, environment variables).
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, errors="ignore")
    return str(found[0][0]) if found else character.lower()


def name_pinyin(name: str) -> tuple[str, str]:
    """Return a name's full pinyin and its initials: 张三 -> (``zhangsan``, ``zs``)."""
    if not name:
        return "", ""
    syllables = [_SURNAMES.get(name[0]) or _syllable(name[0]), *map(_syllable, name[1:])]
    return "".join(syllables), "".join([syllable[:1] for syllable in syllables])
