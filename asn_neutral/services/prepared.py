"""What a checked row becomes before the register is asked: every word of it in the form that is kept.

All that needs neither the register nor the rows before is done here, where the row was checked; in a large file that
is a process of its own, and the one that writes has only to look up, number and chain.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from pydantic_core import to_json

from asn_neutral.domain.registration import appraise
from asn_neutral.domain.stages import locate
from asn_neutral.intake.names import name_key, unit_key
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.row import CheckedRow
from asn_neutral.law.book import Book
from asn_neutral.law.terms import AGENCY_OF_CHANNEL, Remark
from asn_neutral.services.said import Said, mark

_AGENCY: Final[Mapping[str, str]] = {str(channel): str(agency) for channel, agency in AGENCY_OF_CHANNEL.items()}
_REMARK_OF_DOUBT: Final = {"R_STATUS_NIP": Remark.NIP_KIND, "R_AKSARA_CAMPUR": Remark.MIXED_LETTERS}
_POST: Final = ("employment", "rank", "position", "position_class", "channel", "district")


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
    """An appraisal in the words the register keeps, made once for all rows of the same forms, day and election."""

    election: str | None
    stage: str | None
    track: str
    level: str | None
    remarks: tuple[str, ...]
    told: str  # the same as JSON, without its braces


class Preparer:
    """Prepares the rows of one file, under the law of *book* and with the *key* of the register."""

    def __init__(self, book: Book, key: bytes) -> None:
        self._key = key

        @lru_cache(maxsize=50_000)
        def ruling(codes: tuple[str, ...], happened_on: date, election: str | None) -> _Ruling:
            return _ruling(book, codes, happened_on, election)

        self._ruling = ruling

    def prepare(self, number: int, row: CheckedRow, doubts: Sequence[Problem] = ()) -> Prepared:
        """*row*, the row *number* of its file, with what was doubtful about it."""
        ruling = self._ruling(row.violations, row.happened_on, row.election)
        received, happened, known = _iso(row.received_on), _iso(row.happened_on), _iso(row.known_on)
        letter_date, codes = _iso(row.letter_date), ";".join(row.violations)
        own_mark = self._mark(
            (row.number, row.letter_number, letter_date, row.channel, received, happened, known, row.place,
             row.district, row.election, row.summary, row.evidence)
        )  # fmt: skip
        post = (row.employment, row.rank, row.position, row.position_class)
        respondent_mark = self._mark((row.name, row.nip, *post, unit_key(row.unit), codes))
        told = (
            f'"opened_on":"{received}",{_post_told(*post, row.channel, row.district)},{ruling.told},'
            f'"complaint":"{own_mark.hex()}","respondent":"{respondent_mark.hex()}"'
        )
        return Prepared(
            number, _AGENCY[row.channel], row.number, received or "", row.received_on.year,
            row.name, row.nip, name_key(row.name), row.unit,
            row.violations,
            (row.channel, row.letter_number, letter_date, received, happened, known, row.place, row.district,
             row.election, ruling.election, ruling.stage, row.summary, row.evidence),
            (row.complainant_name, row.complainant_contact),
            (*post, row.channel, row.district, ruling.election, ruling.stage, happened, received, ruling.track,
             ruling.level, codes),
            (*ruling.remarks, *_noticed(row, doubts)) if doubts or row.nip is None else ruling.remarks,
            told, own_mark, respondent_mark,
        )  # fmt: skip

    def _mark(self, said: Said) -> bytes:
        return mark(said, self._key)


def _noticed(row: CheckedRow, doubts: Sequence[Problem]) -> list[str]:
    """The remarks about the respondent that need no look at the register."""
    about = [doubt for doubt in doubts if doubt.column != "nama_pelapor"]
    found = [_REMARK_OF_DOUBT.get(doubt.code, Remark.NIP_DOUBTFUL).value for doubt in about]
    return found if row.nip else [*found, Remark.NO_NIP.value]


def _ruling(book: Book, codes: tuple[str, ...], happened_on: date, election: str | None) -> _Ruling:
    """The law of the day of the act applied to the forms named."""
    located = locate(book.elections, happened_on, election)
    found = appraise(
        codes, happened_on=happened_on, located=located, form_of=lambda code, on: book.violation(code, on=on)
    )
    level = found.level.value if found.level else None
    facts = {
        "election": found.election,
        "stage": found.stage,
        "happened_on": happened_on.isoformat(),
        "track": found.track.value,
        "level": level,
    }
    told = _inner({**facts, "violations": codes, "rules": found.rules})
    return _Ruling(found.election, found.stage, found.track.value, level, found.remarks, told)


@lru_cache(maxsize=50_000)
def _post_told(*post: str | None) -> str:
    """Post, channel and district as JSON, without its braces."""
    return _inner(dict(zip(_POST, post, strict=True)))


def _inner(facts: Mapping[str, object]) -> str:
    """*facts* as JSON without its braces, to be joined with others: one row of many repeats what others said."""
    return to_json(facts)[1:-1].decode()


@lru_cache(maxsize=10_000)
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
