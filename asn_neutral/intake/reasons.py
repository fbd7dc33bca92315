"""Why a row is refused: every code with its sentence, and the two shapes a refusal has.

The codes are a promise to whoever sorts refused rows by them; a code never changes its meaning.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from asn_neutral.domain.identity import FINDINGS
from asn_neutral.locale import N_, _

VALUE_SHOWN: Final = 200  # characters of a refused value that a message repeats
CONFIDENTIAL: Final = frozenset({"nama_pelapor", "kontak_pelapor"})
"""Columns about who complained: no refusal and no remark repeats what stands in them."""
TOO_LONG: Final = N_("the text has {length} characters; {limit} are allowed")
"""The sentence of E_PANJANG where the length is known."""
NO_DETAILS: Final[Mapping[str, object]] = {}
NO_NAMES: Final[Mapping[str, str]] = {}
"""Columns by their own names."""

REASONS: Final[Mapping[str, str]] = {
    "E_CSV": N_("the quotes of this record do not close as CSV wants; double a quote that belongs to the text"),
    "E_KOLOM": N_("the record has more or fewer columns than the header"),
    "E_KOSONG": N_("this must be filled in"),
    "E_RUMUS": N_("this is the error of a spreadsheet's formula and no value; mend the formula, or type the value"),
    "E_PANJANG": N_("the text is too long"),
    "E_KENDALI": N_("the text holds a control character, a hidden direction mark or a pile of accents; type it again"),
    "E_AKSARA_CAMPUR": N_("letters of two alphabets stand in one word and only look alike; type the word again"),
    "E_KODE": N_("this is not one of the known words or codes"),
    "E_GOLONGAN": N_("this is not a rank: PNS have I/a to IV/e, PPPK I to XVII"),
    "E_TANGGAL": N_("this is not a date; write it as 2024-09-25, 25/09/2024 or 25 September 2024"),
    "E_TANGGAL_SERIAL": N_("this is a spreadsheet's day number; write the date as 2024-09-25 in a text cell"),
    "E_TANGGAL_DEPAN": N_("the date lies in the future"),
    "E_TANGGAL_LAMA": N_("the date lies before 2004-01-01"),
    "E_TANGGAL_URUTAN": N_(
        "day and month stand in another order here than in the rest; state the order of the whole file "
        "with --date-order, or write 2024-09-25"
    ),
    "E_URUTAN_TANGGAL": N_("the dates of this row contradict each other"),
    "E_CONTOH": N_("this is the example of the template; put a complaint in its place, or delete the row"),
    "E_PERKARA": N_("no case, or more than one, has this number"),
    "E_LANGKAH": N_("the step cannot be recorded: {reason}"),
    "E_GANDA": N_("row {other} already names this respondent in the same complaint"),
    "E_BEDA": N_("this differs from row {other}, which has the same complaint number"),
    "E_BERUBAH": N_("the register has this as {number} with other content; a recorded complaint is not overwritten"),
    **{code: message for code, message in FINDINGS.items() if code.startswith("E_")},
}
REMARKS: Final[Mapping[str, str]] = {
    "R_BELUM_DIANGKAT": N_("the act ({act}) lies before the appointment that the NIP shows ({appointed})"),
    "R_GOLONGAN": N_("the rank {rank} is one of a {kind}, and this is a {employment}"),
    "R_STATUS_NIP": N_("the number is that of a {kind}, the row says {employment}"),
    "R_AKSARA_CAMPUR": N_("letters of two alphabets stand in one word; they were taken as they stand"),
    **{code: message for code, message in FINDINGS.items() if code.startswith("W_")},
}


class Problem(NamedTuple):
    """One reason why a row is refused, or a remark about one that is not.

    `column` is the Indonesian header, empty when the whole record is meant; `message` a msgid with ``{names}``.
    `value` is empty where who complained could stand in it: in their columns, and in a record as a whole.
    """

    column: str
    value: str
    code: str
    message: str
    details: Mapping[str, object] = NO_DETAILS

    def sentence(self, names: Mapping[str, str] = NO_NAMES) -> str:
        """The reason in words, in the language in force; *names* are what a person calls the columns it names."""
        return _(self.message).format(
            **{key: names.get(value, value) if isinstance(value, str) else value for key, value in self.details.items()}
        )


class RefusedValueError(ValueError):
    """A value does not pass; `code` is a key of `REASONS`, `message` a msgid with ``{names}``."""

    def __init__(self, code: str, message: str = "", **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.message = message or REASONS[code]
        self.details = details

    def __str__(self) -> str:
        """The reason in words, in the language in force."""
        return _(self.message).format(**self.details)

    def in_column(self, column: str, value: str) -> Problem:
        """The same reason as a problem of one cell."""
        return problem(column, value, self.code, self.message, **self.details)


def problem(column: str, value: str, code: str, message: str = "", **details: object) -> Problem:
    """A problem or remark with the code's own sentence unless a nearer *message* is given."""
    shown = "" if not column or column in CONFIDENTIAL else value[:VALUE_SHOWN]
    return Problem(column, shown, code, message or REASONS.get(code) or REMARKS[code], details)
