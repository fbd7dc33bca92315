"""NIP and NI PPPK: what the eighteen digits say, and how to recognise a number that a spreadsheet damaged.

A NIP is birth date (8 digits), month of the TMT CPNS (6), sex (1 man, 2 woman), serial 001-999. An NI PPPK has
the year of first appointment (4) and a frequency code from 21 on (2) in place of that month.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, unique
from functools import lru_cache
from typing import Final

from asn_neutral.law.terms import Employment
from asn_neutral.locale import N_, _

LENGTH: Final = 18
ADULT_AGE: Final = 18
_OLDEST_BIRTH_YEAR: Final = 1900
_LAST_MONTH: Final = 12
_FIRST_PPPK_CODE: Final = 21
_LAST_USUAL_PPPK_CODE: Final = 29

_SEPARATORS: Final = re.compile("[ .\t\u00a0\u2007\u2009\u202f]")
_DIGITS: Final = re.compile("[0-9]+")
_SCIENTIFIC: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_FRACTION: Final = re.compile(r"[0-9]{9,}[.,]0+")
_WELL_FORMED: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{4}(?:0[1-9]|1[0-2]|2[1-9])[12](?!000)[0-9]{3}"
)


@unique
class Severity(StrEnum):
    """Whether a finding makes the number unusable or only doubtful."""

    ERROR = "error"
    WARNING = "warning"


@unique
class Sex(StrEnum):
    """The sex a number states; the values are stable."""

    MALE = "male"
    FEMALE = "female"


FINDINGS: Final[Mapping[str, str]] = {
    "E_NIP_KOSONG": N_("no number was given"),
    "E_NIP_ILMIAH": N_(
        "a spreadsheet turned the number into scientific notation and its last digits are lost; "
        "copy it again from the source into a text cell"
    ),
    "E_NIP_PECAHAN": N_(
        "the number ends in a decimal fraction, so it has been a numeric cell and its last digits cannot be trusted; "
        "copy it again from the source into a text cell"
    ),
    "E_NIP_NOL": N_(
        "the serial number is 000, which does not exist: a spreadsheet replaced the last digits by zeros; "
        "copy it again from the source into a text cell"
    ),
    "E_NIP_BUKAN_ANGKA": N_("a NIP holds the digits 0-9 only"),
    "E_NIP_PANJANG": N_("a NIP has 18 digits; this one has {length}"),
    "E_NIP_LAHIR": N_("digits 1-8 are not a possible date of birth"),
    "E_NIP_BULAN": N_("digits 13-14 ({digits}) are neither a month (01-12) nor a PPPK code (from 21)"),
    "E_NIP_KELAMIN": N_("digit 15 ({digit}) must be 1 (man) or 2 (woman)"),
    "E_NIP_TMT": N_("the appointment lies before the date of birth"),
    "W_NIP_USIA": N_("the appointment lies before the age of 18"),
    "W_NIP_DEPAN": N_("the appointment lies in the future"),
    "W_NIP_KODE_PPPK": N_("the PPPK code {digits} is unusual; known ones are 21 to 29"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful; `code` is stable and a key of `FINDINGS`."""

    code: str
    severity: Severity
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The msgid of the sentence, with ``{names}`` of the details."""
        return FINDINGS[self.code]

    def sentence(self) -> str:
        """The finding in words, in the language in force."""
        return _(self.message).format(**self.details)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a number says about its holder; a part that cannot be read is None and is never guessed.

    `nip` has 18 digits; `appointed` is (year, month), the month None for PPPK; `serial` has three digits;
    `repairs` counts the blanks, dots and the leading quote that were taken away.
    """

    nip: str | None = None
    kind: Employment | None = None
    birth: date | None = None
    appointed: tuple[int, int | None] | None = None
    sex: Sex | None = None
    serial: str | None = None
    findings: tuple[Finding, ...] = ()
    repairs: int = 0

    @property
    def ok(self) -> bool:
        """True when there is no error; warnings do not count."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def check(text: str, *, today: date) -> Identity:
    """Read *text* as a NIP or NI PPPK and say everything that is wrong with it.

    Args:
        text: The number as written; blanks, dots and one leading quote are taken away and counted.
        today: The last day an appointment can lie on without a warning (inclusive by month).
    """
    stripped = text.strip()
    unquoted = stripped.removeprefix("'")
    digits = _SEPARATORS.sub("", unquoted)
    repairs = len(text) - len(digits)
    damage = _damage(unquoted, digits)
    if damage is not None:
        return Identity(findings=(damage,), repairs=repairs)
    return _read(digits, today, repairs)


def is_flawless(text: str, today: date) -> bool:
    """True when *text* is 18 digits with neither an error nor a warning: the quick test for bulk work."""
    if _WELL_FORMED.fullmatch(text) is None:
        return False
    # A PPPK code is greater than any month, so the year alone decides against the month of adulthood.
    latest = _latest_appointment(today)[text[12] >= "2"]
    return _adult_month(text[:8]) <= text[8:14] <= latest


def kind_of(nip: str) -> Employment:
    """PPPK or PNS, by digits 13-14 of a number of 18 digits that passed the check."""
    return Employment.PPPK if nip[12] >= "2" else Employment.PNS


def mask(nip: str) -> str:
    """The number with its first four and last four digits only, such as ``1990**********1003``.

    A text too short to hide anything that way is hidden wholly.
    """
    shown = 4
    hidden = len(nip) - 2 * shown
    return f"{nip[:shown]}{'*' * hidden}{nip[-shown:]}" if hidden > 0 else "*" * len(nip)


def _damage(unquoted: str, digits: str) -> Finding | None:
    """Why *unquoted* cannot be a number of 18 digits at all, if so."""
    if not digits:
        return _error("E_NIP_KOSONG")
    if _SCIENTIFIC.fullmatch(unquoted):
        return _error("E_NIP_ILMIAH")
    if _FRACTION.fullmatch(unquoted):
        return _error("E_NIP_PECAHAN")
    if not _DIGITS.fullmatch(digits):
        return _error("E_NIP_BUKAN_ANGKA")
    if len(digits) != LENGTH:
        return _error("E_NIP_PANJANG", length=len(digits))
    return None


def _read(digits: str, today: date, repairs: int) -> Identity:
    """The parts of 18 *digits*, each judged by itself and then together."""
    birth = _birth(digits[:8], today)
    year, code = int(digits[8:12]), int(digits[12:14])
    kind = _kind(code)
    appointed = None if kind is None else (year, code if kind is Employment.PNS else None)
    sex = {"1": Sex.MALE, "2": Sex.FEMALE}.get(digits[14])
    serial = digits[15:]
    findings = [
        *([] if birth else [_error("E_NIP_LAHIR")]),
        *([] if kind else [_error("E_NIP_BULAN", digits=digits[12:14])]),
        *([] if sex else [_error("E_NIP_KELAMIN", digit=digits[14])]),
        *([_error("E_NIP_NOL")] if serial == "000" else []),
        *([_warning("W_NIP_KODE_PPPK", digits=code)] if code > _LAST_USUAL_PPPK_CODE else []),
        *(_appointment_findings(appointed, birth, today) if appointed else []),
    ]
    return Identity(digits, kind, birth, appointed, sex, serial, tuple(findings), repairs)


def _appointment_findings(appointed: tuple[int, int | None], birth: date | None, today: date) -> list[Finding]:
    """What the appointment says against the birth date and today; a PPPK is compared by the year alone."""
    year, month = appointed
    found = []
    if birth is not None:
        if (year, month or _LAST_MONTH) < (birth.year, birth.month):
            found.append(_error("E_NIP_TMT"))
        elif (year, month or _LAST_MONTH) < (birth.year + ADULT_AGE, birth.month if month else 1):
            found.append(_warning("W_NIP_USIA"))
    if (year, month or 1) > (today.year, today.month):
        found.append(_warning("W_NIP_DEPAN"))
    return found


def _birth(digits: str, today: date) -> date | None:
    """The date of birth, or None when there is no such day or nobody in service was born on it."""
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return birth if birth.year >= _OLDEST_BIRTH_YEAR and birth <= today else None


def _kind(code: int) -> Employment | None:
    """PNS or PPPK by digits 13-14, None when they are neither a month nor a frequency code."""
    if 1 <= code <= _LAST_MONTH:
        return Employment.PNS
    return Employment.PPPK if code >= _FIRST_PPPK_CODE else None


@lru_cache(maxsize=32_768)  # about one entry for each day on which a person in service was born
def _adult_month(birth: str) -> str:
    """The month (YYYYMM) in which someone born on *birth* (YYYYMMDD) became 18; ``9`` for no such day."""
    known = _birth(birth, date.max)
    return f"{known.year + ADULT_AGE:04}{birth[4:6]}" if known else "9"


@lru_cache(maxsize=4)
def _latest_appointment(today: date) -> tuple[str, str]:
    """Digits 9-14 of the latest appointment up to *today*: of a PNS, and of a PPPK with a usual code."""
    return f"{today.year:04}{today.month:02}", f"{today.year:04}{_LAST_USUAL_PPPK_CODE}"


def _error(code: str, **details: object) -> Finding:
    return Finding(code, Severity.ERROR, details)


def _warning(code: str, **details: object) -> Finding:
    return Finding(code, Severity.WARNING, details)
