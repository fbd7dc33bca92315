"""Complaints row by row: one incident with one or more respondents, in the columns of a complaints file."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final, NamedTuple

from tests.generator.forms import AFTER, BEFORE, BY_SUPERIORS, CAN_ORDER, FOLLOWERS, FORMS, GATHERINGS
from tests.generator.narrative import Scene
from tests.generator.numbering import Register
from tests.generator.people import Person, any_unit, person, pick, plain_name
from tests.generator.places import Place
from tests.generator.seasons import Season, day_of

POOL: Final = 20_000  # people remembered for a second complaint; more would only cost memory


class Row(NamedTuple):
    """One record; the names of the fields are the headers of the file, dates are ISO text."""

    nomor_laporan: str
    nomor_surat: str
    tanggal_surat: str
    jalur: str
    tanggal_terima: str
    tanggal_kejadian: str
    tanggal_diketahui: str
    tempat: str
    kecamatan: str
    nama_terlapor: str
    nip: str
    status_asn: str
    golongan: str
    jabatan: str
    kelas_jabatan: str
    unit_kerja: str
    kode_pelanggaran: str
    pemilihan: str
    uraian: str
    bukti: str
    nama_pelapor: str
    kontak_pelapor: str


HEADER: Final[tuple[str, ...]] = Row._fields
_EMPTY: Final = Row(*[""] * len(HEADER))


@dataclass(frozen=True, slots=True)
class _Door:
    """How complaints come through one channel: its share, days on the way, and how often someone signs."""

    channel: str
    share: int
    days: int
    signed: float


_DOORS: Final = (
    _Door("temuan-bawaslu", 24, 7, 0.0),
    _Door("laporan-bawaslu", 26, 7, 0.97),
    _Door("informasi-awal", 8, 9, 0.1),
    _Door("sbt", 14, 16, 0.55),
    _Door("lapor", 11, 12, 0.55),
    _Door("langsung", 9, 20, 0.85),
    _Door("surat", 8, 14, 0.9),
)


class _Weighted:
    """Draws from options by weight with one random number."""

    def __init__(self, weights: dict[str, int]) -> None:
        self.options = tuple(code for code, weight in weights.items() for _ in range(weight))

    def draw(self, rng: random.Random) -> str:
        return pick(rng, self.options)


_CODES: Final = {True: _Weighted(BEFORE), False: _Weighted(AFTER)}
_ALL_DOORS: Final = tuple(door for door in _DOORS for _ in range(door.share))
_CHANNELS: Final = {True: _ALL_DOORS, False: tuple(door for door in _ALL_DOORS if door.channel != "sbt")}
# How many respondents a complaint has: 1.25 on average, two to eight where people were mobilised.
_SIZES: Final = (1,) * 181 + (2,) * 7 + (3,) * 5 + (4,) * 3 + (5,) * 2 + (6, 7)


class _Sender:
    """Keeps what lasts over many complaints: running numbers, and the people who are named again."""

    def __init__(self, rng: random.Random, again: float, *, first: int, one_holder: bool) -> None:
        self.rng = rng
        self.again = again
        self.one_holder = one_holder
        self.register = Register(rng, first)
        self.index = count(first)
        self.pool: list[Person] = []
        self.holders: dict[tuple[str, str], Person] = {}

    def respondents(self, code: str, size: int, year: int) -> list[Person]:
        """Who is named: one person, or colleagues of one unit; nobody twice, no post twice, no namesakes."""
        people = [self._one(code, year)]
        while len(people) < size:
            found = self._new(people[0].unit, year)
            post_taken = _led(found) and any(found.position == other.position for other in people)
            if not post_taken and all(found.name != other.name for other in people):
                people.append(found)
        return people

    def _one(self, code: str, year: int) -> Person:
        if self.pool and self.rng.random() < self.again:
            known = pick(self.rng, self.pool)
            if code not in BY_SUPERIORS or known.position_class in CAN_ORDER:
                return known
        found = self._new(any_unit(self.rng), year)
        while code in BY_SUPERIORS and found.position_class not in CAN_ORDER:
            found = self._new(any_unit(self.rng), year)
        return found

    def _new(self, unit: Place, year: int) -> Person:
        found = person(self.rng, next(self.index), year, unit)
        if self.one_holder and _led(found):
            found = self.holders.setdefault((unit.name, found.position), found)
        if found.employment != "CPNS":  # he would be PNS when named again, and a person of the pool never changes
            self._remember(found)
        return found

    def _remember(self, found: Person) -> None:
        if len(self.pool) < POOL:
            self.pool.append(found)
        else:
            self.pool[int(self.rng.random() * POOL)] = found


def _led(who: Person) -> bool:
    """True for a post that only one person of the unit holds."""
    return who.position_class in CAN_ORDER or who.position.startswith("Kepala ")


def rows(total: int, *, seed: int, again: float, first: int = 0, one_holder: bool = False) -> Iterator[Row]:
    """Exactly *total* rows in the order of their acts, the same for the same arguments.

    Args:
        total: How many rows, 1 or more.
        seed: Any number; another one gives other complaints.
        again: Share (0 to 1) of complaints that name someone who was named before.
        first: Running numbers go on after this one, so that two series can stand in one register.
        one_holder: A leading post has one holder, as in life; with very many rows that would leave too few people.
    """
    rng = random.Random(seed)  # noqa: S311 - invented data that must come out the same, not a secret
    sender = _Sender(rng, again, first=first, one_holder=one_holder)
    made = 0
    while made < total:
        day, season = day_of(made / total)
        batch = _complaint(sender, day, season, total - made)
        made += len(batch)
        yield from batch


def _complaint(sender: _Sender, day: date, season: Season, most: int) -> list[Row]:
    rng = sender.rng
    before = day < season.determination
    size = min(pick(rng, _SIZES), most)
    code = pick(rng, GATHERINGS[before]) if size > 1 else _CODES[before].draw(rng)
    people = sender.respondents(code, size, day.year)
    door = pick(rng, _CHANNELS[season.joint_system])
    scene = Scene(rng, code, day, season, people[0].unit)
    shared = _shared(sender, day, season, door, scene)
    shared = shared._replace(uraian=scene.summary(rng, door.channel, crowd=size > 1))
    return [
        _named(rng, shared, who, _codes(rng, who, pick(rng, FOLLOWERS[before]) if n else code))
        for n, who in enumerate(people)
    ]


def _later(rng: random.Random, day: date, door: _Door) -> tuple[date, date]:
    """When the act became known and when the office was told; one report in twenty comes after the week allowed."""
    known = day + timedelta(days=int(rng.random() ** 2 * 6))
    late = 5 if rng.random() < 0.05 else 0
    return known, known + timedelta(days=1 + late + int(rng.random() * door.days))


def _codes(rng: random.Random, who: Person, code: str) -> str:
    """The code and, in about two of five rows, one or two that go along with it."""
    extras = FORMS[code].extras
    if who.position_class not in CAN_ORDER:
        extras = tuple(extra for extra in extras if extra not in BY_SUPERIORS)
    if not extras or rng.random() > 0.42:
        return code
    if len(extras) > 1 and rng.random() < 0.15:
        return ";".join((code, *extras[:2]))
    return f"{code};{pick(rng, extras)}"


def _shared(sender: _Sender, day: date, season: Season, door: _Door, scene: Scene) -> Row:
    """The columns in which all rows of one complaint agree; those of the respondent stay empty."""
    rng = sender.rng
    known, received = _later(rng, day, door)
    letter = sender.register.letter(door.channel, season, known, received, scene.district)
    complainant = plain_name(rng) if rng.random() < door.signed else ""
    certain = season.registration <= day <= season.vote
    return _EMPTY._replace(
        nomor_laporan=letter.report,
        nomor_surat=letter.number,
        tanggal_surat=letter.dated,
        jalur=door.channel,
        tanggal_terima=received.isoformat(),
        tanggal_kejadian=day.isoformat(),
        tanggal_diketahui=known.isoformat() if rng.random() < 0.85 else "",
        tempat=scene.place if rng.random() < 0.95 else "",
        kecamatan="" if scene.online and rng.random() < 0.4 else scene.district,
        pemilihan="" if certain and rng.random() < 0.3 else season.election,
        bukti=scene.evidence(rng) if rng.random() < 0.88 else "",
        nama_pelapor=complainant,
        kontak_pelapor=_contact(rng, complainant),
    )


def _contact(rng: random.Random, name: str) -> str:
    if not name or rng.random() < 0.15:
        return ""
    if rng.random() < 0.6:
        return f"0811-0000-{int(rng.random() * 10_000):04}"
    letters = (sign for sign in name.lower().replace(" ", ".") if sign.isascii() and (sign.isalpha() or sign == "."))
    return f"{''.join(letters).replace('..', '.')}@example.id"


def _named(rng: random.Random, shared: Row, who: Person, codes: str) -> Row:
    """The row of one respondent; what a sender can leave out is left out now and then."""
    return shared._replace(
        nama_terlapor=who.name,
        nip=who.nip,
        status_asn=who.employment if not who.nip or who.employment == "CPNS" or rng.random() < 0.9 else "",
        golongan=who.rank if rng.random() < 0.9 else "",
        jabatan=who.position,
        kelas_jabatan=who.position_class if rng.random() < 0.94 else "",
        unit_kerja=who.unit.name,
        kode_pelanggaran=codes,
    )
