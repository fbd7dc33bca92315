"""What a NIP says, as a record to show."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from asn_neutral.domain.identity import Severity, Sex, check
from asn_neutral.law.terms import EMPLOYMENT_LABELS
from asn_neutral.locale import N_, _
from asn_neutral.reports.table import Column, Kind, Record, Table

SEX_LABELS: Final[Mapping[str, str]] = {Sex.MALE: N_("male"), Sex.FEMALE: N_("female")}
SEVERITY_LABELS: Final[Mapping[str, str]] = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}

_SHOWN: Final = 40  # characters of what was typed that are shown again
_UNREADABLE: Final = N_("cannot be read")
_COLUMNS: Final = (
    Column("nip", N_("NIP"), Kind.ID, missing=_UNREADABLE),
    Column("ok", N_("Valid"), Kind.FLAG),
    Column("kind", N_("Employment"), labels=EMPLOYMENT_LABELS, missing=_UNREADABLE),
    Column("birth", N_("Born on"), Kind.DATE, missing=_UNREADABLE),
    Column("appointed", N_("Appointed in"), Kind.ID, missing=_UNREADABLE),
    Column("sex", N_("Sex"), labels=SEX_LABELS, missing=_UNREADABLE),
    Column("serial", N_("Serial number"), Kind.ID, missing=_UNREADABLE),
    Column("typed", N_("As typed"), Kind.ID),
)
_FINDING_COLUMNS: Final = (
    Column("code", N_("Code"), Kind.ID),
    Column("severity", N_("Severity"), labels=SEVERITY_LABELS),
    Column("message", N_("Finding")),
)


def employee_record(nip: str, *, today: date) -> Record:
    """The parts of a number and every finding; `appointed` is YYYY-MM for PNS and YYYY for PPPK."""
    identity = check(nip, today=today)
    rows = [(finding.code, finding.severity.value, finding.sentence()) for finding in identity.findings]
    values = (
        identity.nip,
        identity.ok,
        identity.kind,
        identity.birth,
        _appointed(identity.appointed),
        identity.sex,
        identity.serial,
        nip[:_SHOWN],
    )
    return Record(
        "employee-check",
        _("Check of a NIP"),
        _COLUMNS,
        values,
        parts=(Table("findings", _("Findings"), _FINDING_COLUMNS, rows, empty=_("nothing to remark")),),
    )


def _appointed(appointed: tuple[int, int | None] | None) -> str | None:
    """Year and month of the appointment, or the year alone."""
    if appointed is None:
        return None
    year, month = appointed
    return f"{year:04}" if month is None else f"{year:04}-{month:02}"
