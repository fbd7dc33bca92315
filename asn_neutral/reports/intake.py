"""The intake: which files were taken in, from whom, and how much of them had to be refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from asn_neutral.law.terms import AGENCY_LABELS, AGENCY_OF_CHANNEL, CHANNEL_LABELS, Channel, Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.filtering import asked_of
from asn_neutral.reports.names import timed
from asn_neutral.reports.office_days import period, period_note, without_period
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.shares import percent
from asn_neutral.reports.table import Column, Kind, Table, Total, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.intake import Batch, batch_members, batches, brought_by, channels

SEVERAL: Final = "several"
STEPS: Final = "steps"
_SENDERS: Final = {**AGENCY_LABELS, SEVERAL: N_("several senders"), STEPS: N_("files of steps")}
_IMPORTED: Final = (Step.IMPORT,)
Found = Sequence[tuple[Batch, tuple[str, ...]]]


def intake_table(asked: Asked) -> Table:
    """The files taken in, the newest first, with a line for each sender below.

    The period is that of the days they were taken in; other filters leave the files that brought a case that fits.
    """
    found = _found(asked)
    about = without_period(asked.filters)
    return Table(
        name="intake",
        title=_("Files taken in"),
        columns=_columns(asked, [batch.recorded_at for batch, _channels in found]),
        rows=[_row(batch, words) for batch, words in found],
        totals=list(_totals(found)) if found else (),
        notes=(*replace(asked, filters=about).opening_notes(), *period_note(asked.filters), *_notes()),
        empty=_("No file that fits was taken in."),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


def _found(asked: Asked) -> Found:
    """The files that fit, each with the channels of what it brought."""
    first, last = period(asked)
    about = without_period(asked.filters)
    fitting = None if about == Filters() else brought_by(asked.connection, about)
    words = channels(asked.connection)
    return [
        (batch, words.get(batch.id, ()))
        for batch in batches(asked.connection, first=first, last=last)
        if fitting is None or batch.id in fitting
    ]


def _columns(asked: Asked, instants: Iterable[str]) -> tuple[Column, ...]:
    return (
        Column("batch", N_("File no."), Kind.ID),
        timed(Column("recorded_at", N_("Taken in at"), Kind.ID), instants, asked.view),
        Column("file", N_("File")),
        Column("sender", N_("Sender"), labels=_SENDERS),
        Column("channels", N_("Channels"), Kind.LIST, labels=CHANNEL_LABELS, spare=3),
        Column("actor", N_("Recorded by"), spare=2),
        Column("read", N_("Rows"), Kind.COUNT),
        Column("accepted", N_("Accepted"), Kind.COUNT, spare=1),
        Column("unchanged", N_("Unchanged"), Kind.COUNT, spare=1),
        Column("refused", N_("Refused"), Kind.COUNT),
        Column("refused_share", N_("Refused %"), Kind.PERCENT),
    )


def _row(batch: Batch, words: tuple[str, ...]) -> tuple[Value, ...]:
    return (
        batch.id, batch.recorded_at, batch.file_name, _sender(words), words, batch.actor, batch.read, batch.accepted,
        batch.unchanged, batch.refused, percent(batch.refused, batch.read),
    )  # fmt: skip


def _sender(words: Iterable[str]) -> str:
    """The agency whose channels these are: a word of `Agency`, or that there are several, or none."""
    agencies = {AGENCY_OF_CHANNEL[Channel(word)].value for word in words}
    return STEPS if not agencies else next(iter(agencies)) if len(agencies) == 1 else SEVERAL


def _totals(found: Found) -> Iterator[Total]:
    """A line for each sender, then one for all."""
    for sender, label in _SENDERS.items():
        theirs = [batch for batch, words in found if _sender(words) == sender]
        if theirs:
            yield Total(sender, label, _sums(theirs))
    yield Total("sum", N_("Sum"), _sums([batch for batch, _channels in found]))


def _sums(of: Sequence[Batch]) -> dict[str, Value]:
    names = ("read", "accepted", "unchanged", "refused")
    sums = {name: sum(getattr(batch, name) for batch in of) for name in names}
    return {**sums, "refused_share": percent(sums["refused"], sums["read"])}


def _notes() -> Iterator[str]:
    """What the register does not know."""
    yield _("A file of which nothing was kept, because all its rows were refused or known already, leaves no trace.")
    yield _("Why rows were refused stands in the file of refused rows that the import wrote, not in the register.")


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    members = batch_members(asked.connection, without_period(asked.filters))
    return (((batch,), number) for batch, number in members)


REPORT: Final = Report(
    make=intake_table,
    figures={
        "batch": Figure(N_("The number of the file in the register."), _IMPORTED),
        "recorded_at": Figure(N_("When it was taken in."), _IMPORTED),
        "file": Figure(N_("The name of the file.")),
        "sender": Figure(N_("The agency whose channels its complaints came through; files of steps have none.")),
        "channels": Figure(N_("The channels of the complaints that it brought or added respondents to.")),
        "actor": Figure(N_("Who took it in."), _IMPORTED),
        "read": Figure(N_("Rows of the file; accepted, unchanged and refused make them up."), _IMPORTED),
        "accepted": Figure(N_("Rows that were new."), _IMPORTED),
        "unchanged": Figure(N_("Rows that the register had already."), _IMPORTED),
        "refused": Figure(N_("Rows that could not be taken."), _IMPORTED),
        "refused_share": Figure(N_("Refused rows in percent of all rows, half up.")),
    },
    row_key=("batch",),
    behind=_behind,
)
