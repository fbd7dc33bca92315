"""Invented civil servants: a name, a number that is valid in form, a post with the rank that goes with it.

Every serial lies from 900 to 999, which no office gives out, so that no number is anyone's.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeVar

from tests.generator.places import UNITS, Place
from tests.generator.posts import BY_TIER, CONTRACT_POSTS, SENIOR, SETTLED, YOUNG, Post

T = TypeVar("T")

FIRST_BIRTH: Final = date(1966, 1, 1)
LAST_BIRTH: Final = date(2000, 12, 31)
BIRTHDAYS: Final = (LAST_BIRTH - FIRST_BIRTH).days + 1
SERIALS: Final = 100  # 900 to 999
PAIRS: Final = BIRTHDAYS * SERIALS
STRIDE: Final = 789_673  # near the golden section of PAIRS and prime to it: neighbours get far-apart birthdays
CONTRACT_SINCE: Final = 2019  # the first year in which people were appointed by contract

MEN: Final = (
    "Abdul", "Ahmad", "Aldi", "Amiruddin", "Andi", "Arifin", "Asrul", "Bahtiar", "Baharuddin", "Burhan",
    "Darwis", "Dedi", "Eko", "Fadli", "Fajar", "Hamka", "Hardin", "Harun", "Hasan", "Hendra", "Ilham",
    "Irwan", "Ismail", "Jamal", "Jufri", "Kadir", "La Ode", "La Ode Muhammad", "Lukman", "Mahmud", "Mansur",
    "Muh. Ikhsan", "Muh. Rizal", "Muhammad", "Muslimin", "Nasir", "Nur Alim", "Rahmat", "Ridwan", "Rusdin",
    "Ruslan", "Sahrul", "Saiful", "Samsul", "Sofyan", "Sudirman", "Sulaiman", "Syarifuddin", "Taufik",
    "Usman", "Wahyu", "Yusran", "Yusuf", "Zainal", "Zulkifli", "I Made", "I Wayan", "Ma'ruf", "Yohanes", "José",
)  # fmt: skip
WOMEN: Final = (
    "Aisyah", "Ani", "Asmawati", "Astuti", "Darmawati", "Dewi", "Dian", "Erni", "Fatmawati", "Fitriani",
    "Hardianti", "Hasnawati", "Hastuti", "Herlina", "Ida", "Indah", "Irma", "Israwati", "Jumriani", "Kartini",
    "Lestari", "Lisdawati", "Marlina", "Marwah", "Maya", "Megawati", "Mirna", "Muliati", "Nining", "Nirwana",
    "Nur", "Nur'aini", "Nurhayati", "Nurjannah", "Rahmawati", "Ratna", "Rina", "Risnawati", "Rosmini", "Salma",
    "Sartika", "Siti", "Sitti", "Sri", "Suharni", "Sukmawati", "Suriani", "Tenri", "Wa Ode", "Wa Ode Siti",
    "Wahyuni", "Yanti", "Yuliana", "Yusniar", "Zahra", "Ni Luh", "Ni Made", "Andi Tenri", "Maria", "Thérèse",
)  # fmt: skip
MIDDLES: Final = {
    False: ("", "", "", "Ali", "Nur", "Indra", "Jaya", "Eka", "Tri", "Fitra", "Dwi", "Adi"),
    True: ("", "", "", "Nur", "Aprilia", "Eka", "Tri", "Ayu", "Dwi", "Indah", "Sri"),
}
FAMILIES: Final = (
    "Abdullah", "Alamsyah", "Arsyad", "Asis", "Azis", "Bahar", "Basri", "Daming", "Djafar", "Effendi", "Gani",
    "Hakim", "Halim", "Hamid", "Hamzah", "Harjo", "Hasanuddin", "Hidayat", "Ibrahim", "Idris", "Jaya", "Kasim",
    "Konggu", "Kurniawan", "Lagaligo", "Latif", "Lamuse", "Laonda", "Lasaru", "Makmur", "Mando", "Mokoginta",
    "Mulyadi", "Mustafa", "Nawir", "Nento", "Pagala", "Palangga", "Pasaribu", "Pratama", "Putra", "Rahim",
    "Ramli", "Rauf", "Razak", "Rere", "Sabara", "Saleh", "Samad", "Sangia", "Santoso", "Saranani", "Silondae",
    "Sinapoy", "Sudarmo", "Suleman", "Supu", "Surachman", "Syam", "Tamburaka", "Tawulo", "Tekaka", "Tombili",
    "Umar", "Wahid", "Wijaya", "Yahya", "Yunus", "Zakaria", "Toondu", "Lakawa", "Pombili", "Moita", "Ranomeeto",
)  # fmt: skip
NO_PILGRIMS: Final = frozenset({"I Made", "I Wayan", "Yohanes", "José", "Ni Luh", "Ni Made", "Maria", "Thérèse"})


class Person(NamedTuple):
    """A respondent; `nip` is empty for one who is known by name and unit only."""

    name: str
    nip: str
    employment: str
    rank: str
    position: str
    position_class: str
    unit: Place


def pick(rng: random.Random, options: Sequence[T]) -> T:
    """One of the *options*; three times as fast as `choice`, which a million rows notice."""
    return options[int(rng.random() * len(options))]


def person(rng: random.Random, index: int, year: int, unit: Place) -> Person:
    """The *index*-th person of a series, in service at *unit* before *year* (2020 or later).

    Birthday and serial are taken from the index alone, so the numbers of a series never repeat (for the
    first fifteen million), whatever the seed.
    """
    turn, pair = divmod(index, PAIRS)
    serial, day = divmod(pair * STRIDE % PAIRS, BIRTHDAYS)
    birth = FIRST_BIRTH + timedelta(days=day)
    female = rng.random() < 0.48
    if unit.kind in CONTRACT_POSTS and rng.random() < 0.25:
        post = pick(rng, CONTRACT_POSTS[unit.kind])
        employment = "PPPK"
        start = f"{CONTRACT_SINCE + int(rng.random() * (year - CONTRACT_SINCE)):04}{21 + turn % 4}"
        since = year
    else:
        since = _year_of_start(rng, birth.year, year)
        post = pick(rng, BY_TIER[unit.kind][_tier(year - since)])
        employment = "CPNS" if since >= year - 1 else "PNS"
        start = f"{since:04}{(pair + turn) % 12 + 1:02}"
    number = f"{birth:%Y%m%d}{start}{2 if female else 1}{900 + serial}"
    nip = "" if rng.random() < 0.07 else number
    name = _name(rng, post, female=female, senior=year - since > 15)
    title = post.title.format(name=unit.short)
    return Person(name, nip, employment, pick(rng, post.ranks), title, post.position_class, unit)


def any_unit(rng: random.Random) -> Place:
    """A unit of the city, each as likely as the next."""
    return pick(rng, UNITS)


def _year_of_start(rng: random.Random, born: int, year: int) -> int:
    """First year of service: at 19 to 35, and before *year*."""
    latest = min(born + 35, year - 1)
    return born + 19 + int(rng.random() * (latest - born - 18))


def _tier(years: int) -> int:
    if years < 8:
        return YOUNG
    return SETTLED if years < 16 else SENIOR


def _name(rng: random.Random, post: Post, *, female: bool, senior: bool) -> str:
    first = pick(rng, WOMEN if female else MEN)
    middle = pick(rng, MIDDLES[female])
    parts = [first, middle, pick(rng, FAMILIES)] if middle and " " not in first else [first, pick(rng, FAMILIES)]
    if senior and first not in NO_PILGRIMS and rng.random() < 0.2:
        parts.insert(0, "Hj." if female else "H.")
    name = " ".join(parts)
    degree = pick(rng, post.suffixes)
    return f"{name}, {degree}" if degree and rng.random() < 0.7 else name


def plain_name(rng: random.Random) -> str:
    """The name of a citizen who complains."""
    return f"{pick(rng, WOMEN if rng.random() < 0.4 else MEN)} {pick(rng, FAMILIES)}"
