"""What a complaint typed by hand consists of: one table for the options, the questions and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

import typer

from asn_neutral.cli.taking import taking
from asn_neutral.law.terms import Channel, Employment, PositionClass
from asn_neutral.locale import N_, _

Typed = dict[str, str]
"""What was typed, by column of a complaints file."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `key` is its column in a complaints file; `heading` and `help` are msgids.

    A field of the `respondent` is not asked where the complaint names nobody.
    """

    key: str
    option: str
    heading: str
    help: str
    metavar: str = N_("TEXT")
    required: bool = False
    respondent: bool = False
    day: bool = False
    several: bool = False
    words: tuple[str, ...] = ()

    @property
    def parameter(self) -> str:
        """The name of the option in Python."""
        return self.option.removeprefix("--").replace("-", "_")


FIELDS: Final = (
    Field(
        "jalur",
        "--channel",
        N_("Channel"),
        N_("How it came in, such as sbt, langsung or surat."),
        N_("CHANNEL"),
        required=True,
        words=tuple(Channel),
    ),
    Field(
        "nomor_laporan",
        "--number",
        N_("Number given by the sender"),
        N_("The number its sender gave it; not needed for langsung and surat."),
        N_("NUMBER"),
        required=True,
    ),
    Field(
        "nomor_surat",
        "--letter-number",
        N_("Letter number"),
        N_("The number of the letter that brought it."),
        N_("NUMBER"),
    ),
    Field("tanggal_surat", "--letter-date", N_("Letter date"), N_("The date of that letter."), N_("DATE"), day=True),
    Field(
        "tanggal_terima",
        "--received",
        N_("Received on"),
        N_("The day the office received it."),
        N_("DATE"),
        required=True,
        day=True,
    ),
    Field(
        "tanggal_kejadian",
        "--happened",
        N_("Date of the act"),
        N_("The day of the act."),
        N_("DATE"),
        required=True,
        day=True,
    ),
    Field(
        "tanggal_diketahui",
        "--known",
        N_("Known on"),
        N_("The day the act became known to the reporter."),
        N_("DATE"),
        day=True,
    ),
    Field("tempat", "--place", N_("Place"), N_("Where it happened.")),
    Field("kecamatan", "--district", N_("District (kecamatan)"), N_("The district in which it happened.")),
    Field(
        "pemilihan",
        "--election",
        N_("Election"),
        N_("The election, such as pilkada-2024; found by the date otherwise."),
        N_("ELECTION"),
    ),
    Field(
        "nama_terlapor",
        "--name",
        N_("Respondent"),
        N_("The name of the reported civil servant."),
        required=True,
        respondent=True,
    ),
    Field("nip", "--nip", N_("NIP"), N_("NIP or NI PPPK of the respondent, where known."), "NIP", respondent=True),
    Field(
        "status_asn",
        "--employment",
        N_("Employment"),
        N_("PNS, CPNS or PPPK; taken from the NIP otherwise."),
        N_("STATUS"),
        respondent=True,
        words=tuple(Employment),
    ),
    Field("golongan", "--rank", N_("Rank"), N_("III/a for PNS, IX for PPPK."), N_("RANK"), respondent=True),
    Field("jabatan", "--position", N_("Post"), N_("The post held."), respondent=True),
    Field(
        "kelas_jabatan",
        "--position-class",
        N_("Class of post"),
        N_("The class of the post, such as administrator."),
        N_("CLASS"),
        respondent=True,
        words=tuple(PositionClass),
    ),
    Field(
        "unit_kerja",
        "--unit",
        N_("Unit"),
        N_("The unit in which the respondent serves."),
        required=True,
        respondent=True,
    ),
    Field(
        "kode_pelanggaran",
        "--violation",
        N_("Forms"),
        N_("A form of violation, such as D4; may be given several times."),
        N_("CODE"),
        required=True,
        respondent=True,
        several=True,
    ),
    Field("uraian", "--summary", N_("Summary"), N_("What happened, in plain words."), required=True),
    Field("bukti", "--evidence", N_("Evidence"), N_("What evidence there is.")),
)
"""In the order in which they are asked. Who complained is not among them: that is never an option."""

COMPLAINANT: Final = (
    Field("nama_pelapor", "", N_("Complainant"), N_("Who reported it; kept apart and shown nowhere.")),
    Field("kontak_pelapor", "", N_("Contact of the complainant"), N_("How to reach the complainant; kept apart.")),
)
"""Asked last and kept nowhere but in the register."""


def headings() -> dict[str, str]:
    """What the questions call each column, in the language in force."""
    return {field.key: _(field.heading) for field in (*FIELDS, *COMPLAINANT)}


def options() -> dict[str, str]:
    """What a person who types options calls each column; what has no option, by its heading."""
    return {**headings(), **{field.key: field.option for field in FIELDS}}


def _option(field: Field) -> object:
    """The type of the option of one field, as Typer reads it."""
    kind = list[str] if field.several else str
    words = list(field.words)
    option = typer.Option(
        field.option, metavar=field.metavar, help=field.help, autocompletion=(lambda: words) if words else None
    )
    return Annotated[kind | None, option]


def _given(typed: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What was typed at all, several words of one field joined as a file has them."""
    for field in FIELDS:
        value = typed[field.parameter]
        if value is not None:
            yield field.key, ";".join(map(str, value)) if isinstance(value, list) else str(value)


with_fields = taking({field.parameter: _option(field) for field in FIELDS}, lambda _ctx, typed: dict(_given(typed)))
"""Gives a command an option for each field; it takes what was typed as its second parameter, by column of a file."""
