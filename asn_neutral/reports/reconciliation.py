"""Another agency's list beside the register, and the table that goes back to the agency."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from asn_neutral.config import Settings
from asn_neutral.law.needs import FINDING_LABELS
from asn_neutral.law.terms import LEVEL_LABELS, STATUS_LABELS
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.cases import NIP, STATUS
from asn_neutral.reports.names import View, sanction_labels
from asn_neutral.reports.report import head_note
from asn_neutral.reports.table import Column, Kind, Table, Total, Value
from asn_neutral.reports.unlike import Unlike
from asn_neutral.services.comparing import Difference
from asn_neutral.services.counterparts import COUNTERPART_LABELS
from asn_neutral.services.reconcile import Outcome, Reconciled, Remark, Reply, Result

RESULT_LABELS: Final[Mapping[str, str]] = {
    Result.AGREES: N_("agrees"),
    Result.DIFFERS: N_("differs"),
    Result.PROPOSED: N_("proposed"),
    Result.REPEATED: N_("repeated"),
    Result.ONLY_THEIRS: N_("only theirs"),
    Result.ONLY_OURS: N_("only ours"),
    Result.REFUSED: N_("refused"),
}
FIELD_LABELS: Final[Mapping[str, str]] = {
    "number": N_("Their number"),
    "case_number": N_("Our number"),
    "recommendation_number": N_("Number of the recommendation"),
    "nip": N_("NIP"),
    "name": N_("Respondent"),
    "happened_on": N_("Date of the act"),
    "violations": N_("Forms"),
    "unit": N_("Unit"),
    "status": N_("Status"),
    "finding": N_("Finding"),
    "level": N_("Level"),
    "sanction_level": N_("Level of the sanction"),
    "sanction": N_("Sanction"),
    "sk_number": N_("Number of the SK"),
    "decided_on": N_("Date of the SK"),
}
_REMARKS: Final[Mapping[str, str]] = {
    Remark.AS_ROW: N_("Says again what row {about} says, or means the same case."),
    Remark.KNOWN_AS: N_("Its number is that of complaint {about} here, which does not name this person."),
    Remark.PERHAPS_ROW: N_("Row {about} may mean it."),
    Remark.REASON: "{about}",
}
_COLUMNS: Final = (
    Column("result", N_("Result"), labels=RESULT_LABELS),
    Column("row", N_("Row"), Kind.COUNT),
    Column("their_number", N_("Their number"), Kind.ID, spare=2),
    Column("number", N_("Our number"), Kind.ID),
    Column("name", N_("Respondent"), Kind.PERSON),
    Column("nip", NIP.heading, Kind.ID, spare=3),
    Column("fields", N_("Fields that differ"), Kind.LIST, for_scripts=True),
    Column("differences", N_("Differences"), Kind.LIST),
    Column("candidates", N_("Candidates"), Kind.LIST, spare=1),
    Column("remark", N_("Remark"), spare=1),
)


def reconciliation_table(
    found: Reconciled, settings: Settings, *, only: Sequence[Result] = (), printed_on: date
) -> Table:
    """The rows of the list in their order, then the cases that it does not have; those of the results *only*, if any.

    The totals count every result.
    """
    agency = _(COUNTERPART_LABELS[found.counterpart])
    return Table(
        name="reconcile",
        title=_("List of {agency} beside the register").format(agency=agency),
        columns=_COLUMNS,
        rows=_rows(found, View(settings.law_file, settings.time_zone), only),
        totals=[Total(str(result), label, {"row": found.counts[Result(result)]}) for result, label in _labels()],
        notes=(
            *_notes(found, agency),
            _("Printed on {day}.").format(day=printed_on.isoformat()),
            head_note(found.head),
        ),
        empty=_("Nothing to compare."),
        office=settings.office_name,
        filters=_asked(found, only),
    )


def reply_table(found: Reconciled, settings: Settings) -> Table:
    """The agency's own rows with what the register says of each; nothing of who complained."""
    view = View(settings.law_file, settings.time_zone)
    own = [Column(head, head, Kind.ID) for head in found.list.heads]
    words = _Words(view)
    return Table(
        name="reconcile-reply",
        title=_("Reply to {agency}").format(agency=_(COUNTERPART_LABELS[found.counterpart])),
        columns=(
            *own,
            Column("our_result", N_("Result"), labels=RESULT_LABELS),
            Column("our_differences", N_("Differences"), Kind.LIST),
            Column("our_refusal", N_("Why it was refused")),
            Column("our_number", N_("Our number"), Kind.ID),
            Column("our_status", N_("Our status"), labels=STATUS.labels),
            Column("our_level", N_("Our level"), labels=LEVEL_LABELS),
            Column("our_sanction", N_("Our sanction"), labels=sanction_labels(view)),
            Column("our_sk_number", N_("Number of our SK"), Kind.ID),
            Column("our_decided_on", N_("Date of our SK"), Kind.DATE),
            Column("our_reported_on", N_("Reported to BKN (I'DIS)"), Kind.DATE),
        ),
        rows=(_reply_row(reply, words) for reply in found.replies()),
        empty=_("Nothing to compare."),
        office=settings.office_name,
    )


def _reply_row(reply: Reply, words: "_Words") -> tuple[Value, ...]:
    unlike = tuple(_unlike(Difference(*one), words) for one in reply.differences)
    return (
        *reply.cells, reply.result, unlike, reply.refused, reply.number, reply.status, reply.level, reply.sanction,
        reply.sk_number, _day(reply.decided_on), _day(reply.reported_on),
    )  # fmt: skip


def _unlike(found: Difference, words: "_Words") -> Unlike:
    return Unlike(*found, words.told)


def _day(text: str | None) -> Value:
    """A day; what is none, in a register that somebody changed past the program, is shown as it stands."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def _labels() -> Iterable[tuple[str, str]]:
    return RESULT_LABELS.items()


def _asked(found: Reconciled, only: Sequence[Result]) -> dict[str, Sequence[str]]:
    """What was asked for, for scripts."""
    asked = {
        "with": (str(found.counterpart),),
        "from": (found.first,) if found.first else (),
        "to": (found.last,) if found.last else (),
        "result": tuple(map(str, only)),
    }
    return {name: words for name, words in asked.items() if words}


def _rows(found: Reconciled, view: View, only: Sequence[Result]) -> Iterator[tuple[Value, ...]]:
    words = _Words(view)
    for outcome in found.outcomes():
        if not only or outcome.result in only:
            yield _row(outcome, words)


def _row(outcome: Outcome, words: "_Words") -> tuple[Value, ...]:
    differences = tuple(_unlike(one, words) for one in outcome.differences)
    fields = tuple(one.field for one in outcome.differences)
    return (
        outcome.result.value, outcome.row, outcome.their_number, outcome.number, outcome.name, outcome.nip, fields,
        differences, tuple(outcome.candidates), _remark(outcome.remark),
    )  # fmt: skip


def _remark(remark: tuple[str, str] | None) -> str | None:
    if remark is None:
        return None
    kind, about = remark
    text = _REMARKS[kind]
    return about if kind == Remark.REASON else _(text).format(about=about)


class _Words:
    """What people read for the values of fields."""

    def __init__(self, view: View) -> None:
        levels: Mapping[str, str] = LEVEL_LABELS
        self._labels: Mapping[str, Mapping[str, str]] = {
            "status": STATUS_LABELS, "finding": FINDING_LABELS, "level": levels, "sanction_level": levels,
            "sanction": sanction_labels(view),
        }  # fmt: skip
        self._text = _("{field}: theirs {theirs}, ours {ours}")
        self._nothing = _("nothing")

    def told(self, field: str, theirs: str, ours: str) -> str:
        """A difference as a sentence's worth."""
        sides = (self._said(field, text) for text in (theirs, ours))
        return self._text.format(field=_(FIELD_LABELS[field]), **dict(zip(("theirs", "ours"), sides, strict=True)))

    def _said(self, field: str, text: str) -> str:
        if not text:
            return self._nothing
        labels = self._labels.get(field, {})
        return _(labels[text]) if text in labels else text


def _notes(found: Reconciled, agency: str) -> Iterator[str]:
    """What is to be said of the comparison beside its rows."""
    yield from found.list.remarks
    yield _period(found, agency)
    theirs = ngettext("The list has {count} row.", "The list has {count} rows.", found.list.read)
    yield theirs.format(count=found.list.read)
    yield from _about_numbers(found)
    if found.counts[Result.PROPOSED]:
        yield _("A proposed case is not counted as matched; compare both and decide.")
    yield from _about_refused(found)


def _period(found: Reconciled, agency: str) -> str:
    """Which cases the list should have had."""
    if not found.first and not found.last:
        return _("Only ours: all cases that came from {agency} or carry its number.").format(agency=agency)
    text = _("Only ours: cases that came from {agency} or carry its number, with the act from {first} to {last}.")
    return text.format(agency=agency, first=found.first or "…", last=found.last or "…")


def _about_numbers(found: Reconciled) -> Iterator[str]:
    """Numbers of theirs that stand for more than one person."""
    shared = [*found.list.shared]
    if not shared:
        return
    count = len(shared) + found.list.shared_more
    text = ngettext(
        "{count} number of theirs stands for more than one person: {numbers}.",
        "{count} numbers of theirs stand for more than one person: {numbers}.",
        count,
    )
    more = [_("{count} more").format(count=found.list.shared_more)] if found.list.shared_more else []
    yield text.format(count=count, numbers=", ".join([*shared, *more]))


def _about_refused(found: Reconciled) -> Iterator[str]:
    """How many rows were refused and why, and where they stand."""
    number = found.list.refused
    if not number:
        return
    codes = ", ".join(f"{code} {count}" for code, count in found.list.codes.most_common())
    text = ngettext("{count} row was refused: {codes}.", "{count} rows were refused: {codes}.", number)
    yield text.format(count=number, codes=codes)
    if found.list.refused_file:
        told = ngettext("{number} refused row stands in {path}.", "{number} refused rows stand in {path}.", number)
        yield told.format(number=number, path=found.list.refused_file)
