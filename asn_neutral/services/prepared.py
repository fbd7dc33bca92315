"""What a checked row becomes before the register is asked: every word of it in the form that is kept.

All that needs neither the register nor the rows before is done here, where the row was checked; in a large file that
is a process of its own, and the one that writes has only to look up, number and chain.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from pydantic_core import to_json

from asn_neutral.domain.registration import appraise
from asn_neutral.domain.stages import Located, locate
from asn_neutral.intake.names import name_key, unit_key
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.row import CheckedRow
from asn_neutral.law.book import Book
from asn_neutral.law.terms import AGENCY_OF_CHANNEL, Remark
from asn_neutral.services.said import MARK_BYTES, Said, joined

_AGENCY: Final[Mapping[str, str]] = {str(channel): str(agency) for channel, agency in AGENCY_OF_CHANNEL.items()}
_REMARK_OF_DOUBT: Final = {
    "R_STATUS_NIP": Remark.NIP_KIND,
    "R_BELUM_DIANGKAT": Remark.BEFORE_APPOINTMENT,
    "R_GOLONGAN": Remark.RANK_KIND,
    "R_AKSARA_CAMPUR": Remark.MIXED_LETTERS,
}


class Prepared(NamedTuple):
    """A checked row ready to be numbered, in plain words and numbers, which travel quickly between processes.

    `number` is the one people call the row by (as the spreadsheet shows it), `agency` and `external` how its complaint
    is known, `year` the one in which complaint and case are numbered. `complaint` are the cells of a complaint's row
    between its id and its mark, `case` those of a case's row after its unit up to the forms of violation, `told` what
    the event of the case says besides its ids and remarks.
    """

    number: int
    agency: str
    external: str
    received_on: str
    year: int
    name: str
    nip: str | None
    name_key: str
    unit: str
    codes: tuple[str, ...]
    complaint: tuple[str | None, ...]
    complainant: tuple[str | None, str | None]
    case: tuple[str | None, ...]
    remarks: tuple[str, ...]
    told: str
    complaint_mark: bytes
    respondent_mark: bytes

    @property
    def election(self) -> str | None:
        """The election the complaint is counted to."""
        return self.complaint[9]

    @property
    def stage(self) -> str | None:
        """The stage of that election."""
        return self.complaint[10]

    @property
    def said_of_complaint(self) -> Said:
        """What the row says of the complaint, in the order of `COMPLAINT_FIELDS`."""
        channel, letter, letter_date, *middle, _election, _stage, summary, evidence = self.complaint
        return (self.external, letter, letter_date, channel, *middle, summary, evidence)

    @property
    def said_of_respondent(self) -> Said:
        """What the row says of its respondent, in the order of `RESPONDENT_FIELDS`."""
        return (self.name, self.nip, *self.case[:4], unit_key(self.unit), ";".join(self.codes))


class _Ruling(NamedTuple):
    """An appraisal in the words the register keeps, made once for all rows of the same forms in the same place."""

    election: str | None
    stage: str | None
    track: str
    level: str | None
    remarks: tuple[str, ...]
    told: str  # the same as JSON, without its braces


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """What an appraisal asks of the day of an act: its place among elections, and the state of the catalogue.

    There is one object for each, so that it can stand for itself in a memory; `law_day` is the first day on which the
    catalogue stood as it did on the day of the act.
    """

    located: Located
    law_day: date


class Preparer:
    """Prepares the rows of one file, under the law of *book* and with the *key* of the register."""

    def __init__(self, book: Book, key: bytes) -> None:
        self._marker = blake2b(key=key, digest_size=MARK_BYTES)
        changes = _changes(book)
        places: dict[tuple[Located, date], _Place] = {}

        @lru_cache(maxsize=50_000)
        def place(happened_on: date, election: str | None) -> _Place:
            located = locate(book.elections, happened_on, election)
            law_day = changes[bisect_right(changes, happened_on) - 1]
            return places.setdefault((located, law_day), _Place(located, law_day))

        @lru_cache(maxsize=50_000)
        def ruling(codes: tuple[str, ...], place: _Place) -> _Ruling:
            return _ruling(book, codes, place)

        self._place = place
        self._ruling = ruling

    def prepare(self, number: int, row: CheckedRow, doubts: Sequence[Problem] = ()) -> Prepared:
        """*row*, the row *number* of its file, with what was doubtful about it."""
        (
            external, letter_number, letter_day, channel, received_on, happened_on, known_on, place, district, name,
            nip, employment, rank, position, position_class, unit, forms, election, summary, evidence,
            complainant_name, complainant_contact,
        ) = row  # fmt: skip
        ruling = self._ruling(forms, self._place(happened_on, election))
        received, happened = received_on.isoformat(), happened_on.isoformat()
        known, letter_date, codes = _iso(known_on), _iso(letter_day), ";".join(forms)
        own_mark = self._mark(
            (external, letter_number, letter_date, channel, received, happened, known, place, district, election,
             summary, evidence)
        )  # fmt: skip
        respondent_mark = self._mark((name, nip, employment, rank, position, position_class, unit_key(unit), codes))
        told = (
            f'"opened_on":"{received}","employment":{_quoted(employment)},"rank":{_quoted(rank)},'
            f'"position":{_quoted(position)},"position_class":{_quoted(position_class)},"channel":"{channel}",'
            f'"district":{_quoted(district)},"happened_on":"{happened}",{ruling.told},'
            f'"complaint":"{own_mark.hex()}","respondent":"{respondent_mark.hex()}"'
        )
        complainant = (complainant_name, complainant_contact)
        return Prepared(
            number, _AGENCY[channel], external, received, received_on.year, name, nip, name_key(name), unit, forms,
            (channel, letter_number, letter_date, received, happened, known, place, district, election,
             ruling.election, ruling.stage, summary, evidence),
            complainant,
            (employment, rank, position, position_class, channel, district, ruling.election, ruling.stage, happened,
             received, ruling.track, ruling.level, codes),
            (*ruling.remarks, *_noticed(row, doubts)) if doubts or nip is None else ruling.remarks,
            told, own_mark, respondent_mark,
        )  # fmt: skip

    def _mark(self, said: Said) -> bytes:
        """The same as `said.mark`; copying what has taken in the key is half the work of making it."""
        marker = self._marker.copy()
        marker.update(joined(said))
        return marker.digest()


def _noticed(row: CheckedRow, doubts: Sequence[Problem]) -> list[str]:
    """The remarks about the respondent that need no look at the register."""
    about = [doubt for doubt in doubts if doubt.column != "nama_pelapor"]
    found = [_REMARK_OF_DOUBT.get(doubt.code, Remark.NIP_DOUBTFUL).value for doubt in about]
    return found if row.nip else [*found, Remark.NO_NIP.value]


def _changes(book: Book) -> list[date]:
    """The days on which the catalogue of forms began to stand as it did until the next of them, from the first on."""
    began = {entry.since for entry in book.violations}
    ended = {entry.until + timedelta(days=1) for entry in book.violations if entry.until}
    return sorted({date.min} | began | ended)


def _ruling(book: Book, codes: tuple[str, ...], place: _Place) -> _Ruling:
    """The law of the day of the act applied to the forms named."""
    found = appraise(
        codes,
        happened_on=place.law_day,
        located=place.located,
        form_of=lambda code, on: book.violation(code, on=on),
    )
    level = found.level.value if found.level else None
    facts = {
        "election": found.election,
        "stage": found.stage,
        "track": found.track.value,
        "level": level,
        "violations": codes,
        "rules": found.rules,
    }
    return _Ruling(found.election, found.stage, found.track.value, level, found.remarks, to_json(facts)[1:-1].decode())


@lru_cache(maxsize=50_000)
def _quoted(word: str | None) -> str:
    """A word as JSON; many rows repeat what others said."""
    return to_json(word).decode()


@lru_cache(maxsize=10_000)
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
