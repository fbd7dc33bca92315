"""The register itself: where it is, what is in it, whether it is sound."""

from pathlib import Path
from typing import Final

from asn_neutral.locale import N_, _
from asn_neutral.reports.table import Column, Kind, Record, Table
from asn_neutral.services.check_register import PROVES_NOTHING, Verdict
from asn_neutral.store.place import copied_by
from asn_neutral.store.queries.register import contents
from asn_neutral.store.reader import reading
from asn_neutral.store.schema import SCHEMA_VERSION

SOUND: Final = Column("ok", N_("Sound"), Kind.FLAG)
EVENTS: Final = Column("events", N_("Events"), Kind.COUNT)
HEAD: Final = Column("head", N_("Hash of the newest event"), Kind.ID)


def register_status(database: Path, *, wait_seconds: int) -> Record:
    """Where the register is, its schema and how much is in it."""
    with reading(database, wait_seconds=wait_seconds, current=False) as connection:
        found = contents(connection)
    columns = (
        Column("database", N_("Register"), Kind.ID),
        Column("schema", N_("Schema"), Kind.COUNT),
        Column("schema_needed", N_("Schema of this program"), Kind.COUNT),
        Column("bytes", N_("Size in bytes"), Kind.COUNT),
        Column("complaints", N_("Complaints"), Kind.COUNT),
        Column("cases", N_("Cases"), Kind.COUNT),
        Column("employees", N_("Persons"), Kind.COUNT),
        Column("units", N_("Units"), Kind.COUNT),
        Column("batches", N_("Imported files"), Kind.COUNT),
        EVENTS,
        HEAD,
    )
    notes = [_("The register waits for `asn-neutral db upgrade`.")] if found.schema < SCHEMA_VERSION else []
    if folder := copied_by(database):
        notes.append(_("{folder} is copied by another program, which may tear the register.").format(folder=folder))
    values = (str(database), found.schema, SCHEMA_VERSION, database.stat().st_size, *found.counts, found.head)
    return Record("db-status", _("Register"), columns, values, notes=notes)


def upgraded(database: Path, *, before: int, backup: Path | None) -> Record:
    """A register was brought to the schema of this program, or needed nothing."""
    columns = (
        Column("database", N_("Register"), Kind.ID),
        Column("schema_before", N_("Schema before"), Kind.COUNT),
        Column("schema", N_("Schema of this program"), Kind.COUNT),
        Column("backup", N_("Backup"), Kind.ID),
    )
    values = (str(database), before, SCHEMA_VERSION, str(backup) if backup else None)
    nothing = before == SCHEMA_VERSION and backup is None
    notes = [_("The register has the schema of this program already; there was nothing to do.")] if nothing else []
    return Record("db-upgrade", _("Upgrade"), columns, values, notes=notes)


def checked(verdict: Verdict) -> Record:
    """A register was checked."""
    columns = (SOUND, EVENTS, Column("cases", N_("Cases"), Kind.COUNT), HEAD)
    values = (verdict.ok, verdict.events, verdict.cases, verdict.head)
    parts = (findings_table(verdict),)
    return Record("db-check", _("Check of the register"), columns, values, parts, verdict_notes(verdict))


def findings_table(verdict: Verdict) -> Table:
    """What a check found, each by its code and in words."""
    columns = (Column("code", N_("Code"), Kind.ID), Column("message", N_("Finding")))
    findings = [(finding.code, finding.sentence()) for finding in verdict.findings]
    return Table("findings", _("Findings"), columns, findings, empty=_("nothing to remark"))


def verdict_notes(verdict: Verdict) -> list[str]:
    """How many findings are not shown, and what to do about them."""
    notes = [_("{number} more findings are not shown.").format(number=verdict.more)] if verdict.more else []
    if verdict.broken:
        notes.append(
            _("Record nothing more in it. Keep a copy of the file as it is, and go on from the last good backup.")
        )
    if any(finding.code in PROVES_NOTHING for finding in verdict.findings):
        notes.append(
            _(
                "An anchor of another register, or one that is not signed as it should be, proves nothing: take the"
                " right file. A head is compared with the paper figure by figure before the register is taken for made"
                " anew."
            )
        )
    if verdict.evidence_lost:
        notes.append(
            _(
                "`asn-neutral evidence verify` names the evidence. Put a backup back at another place (--db), and copy"
                " the files from the folder of evidence there."
            )
        )
    return notes
