"""The follow-up: how many cases were recommended, decided, put in force and reported, and how the others ended."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.dimensions import CODED
from asn_neutral.reports.filtering import asked_of
from asn_neutral.reports.grouped import dimension_columns, grouped_title, in_order
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.shares import decimal_text, percent
from asn_neutral.reports.table import Column, Kind, Table, Total, Value
from asn_neutral.store.queries.follow_up import COUNTED, follow_up, follow_up_counting, follow_up_members

Counts = Mapping[str, int]

_COLUMNS: Final = (
    Column("reported", N_("Reported"), Kind.COUNT),
    Column("recommended", N_("Recommended"), Kind.COUNT),
    Column("recommended_rate", N_("Recommended %"), Kind.PERCENT, spare=3),
    Column("decided", N_("Decided"), Kind.COUNT, spare=2),
    Column("annulled", N_("Annulled"), Kind.COUNT, spare=9),
    Column("sanctioned", N_("Sanctioned"), Kind.COUNT),
    Column("discipline", N_("of them discipline"), Kind.COUNT, spare=6),
    Column("ethics", N_("of them code of ethics"), Kind.COUNT, spare=6),
    Column("party", N_("of them party membership"), Kind.COUNT, spare=8),
    Column("recommended_sanctioned", N_("Recommended and sanctioned"), Kind.COUNT, spare=7),
    Column("not_sanctioned", N_("Recommended, not sanctioned"), Kind.COUNT, spare=3),
    Column("follow_up_rate", N_("Follow-up %"), Kind.PERCENT),
    Column("in_force", N_("In force"), Kind.COUNT, spare=1),
    Column("in_force_rate", N_("In force %"), Kind.PERCENT, spare=4),
    Column("reported_to_bkn", N_("Reported to BKN"), Kind.COUNT, spare=2),
    Column("reported_to_bkn_rate", N_("Reported to BKN %"), Kind.PERCENT, spare=5),
    Column("not_proven", N_("Not proven"), Kind.COUNT, spare=4),
    Column("dismissed", N_("Dismissed"), Kind.COUNT, spare=5),
    Column("referred", N_("Referred"), Kind.COUNT, spare=6),
    Column("lapsed", N_("Lapsed"), Kind.COUNT, spare=7),
    Column("undecided", N_("Undecided"), Kind.COUNT, spare=4),
    Column("blocked", N_("Blocked"), Kind.COUNT, spare=8),
    Column("reopened", N_("Reopened"), Kind.COUNT, spare=8),
)
_RATES: Final[Mapping[str, tuple[str, str]]] = {
    "recommended_rate": ("recommended", "reported"),
    "follow_up_rate": ("recommended_sanctioned", "recommended"),
    "in_force_rate": ("in_force", "decided"),
    "reported_to_bkn_rate": ("in_force_reported", "in_force"),
}
"""What each rate is the part of; the part never holds a case that the whole has not."""
_SENTENCES: Final[Mapping[str, str]] = {
    "recommended_rate": N_("Reported: {reported}; of these recommended: {recommended} ({rate} %)."),
    "follow_up_rate": N_(
        "Recommended: {recommended}; of these sanctioned: {recommended_sanctioned} ({rate} %), the follow-up rate."
    ),
    "in_force_rate": N_("Decided: {decided}; of these in force: {in_force} ({rate} %)."),
    "reported_to_bkn_rate": N_("In force: {in_force}; of these reported to BKN: {in_force_reported} ({rate} %)."),
}


def follow_up_table(asked: Asked) -> Table:
    """The follow-up of the cases that fit the filters, by one dimension or as a whole.

    The last line counts each case once, whatever stands above it; without a dimension the one row is that line.
    """
    alone = follow_up(asked.connection, (), asked.filters)
    counted = follow_up(asked.connection, asked.by, asked.filters) if asked.by else alone
    whole = _named(alone[0])
    place = len(asked.by)
    order = in_order(asked, [(row[0], int(row[place] or 0)) for row in counted])
    split = sorted(counted, key=order) if whole["reported"] else []
    rows = [(*row[:place], *_figures(_named(row[place:]))) for row in split]
    total = dict(zip((column.key for column in _COLUMNS), _figures(whole), strict=True))
    return Table(
        name="follow-up",
        title=grouped_title(_("Follow-up"), asked.by),
        columns=(*dimension_columns(asked), *_COLUMNS),
        rows=rows,
        totals=[Total("total", N_("Each counted once"), total)] if rows and asked.by else (),
        notes=(*asked.opening_notes(), *(_notes(whole, asked.by) if rows else ())),
        empty=_("No case fits."),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


def _named(counts: Sequence[str | int | None]) -> Counts:
    return dict(zip(COUNTED, (int(count or 0) for count in counts), strict=True))


def _figures(counts: Counts) -> tuple[Value, ...]:
    """The values of `_COLUMNS`; a rate of nothing has none."""
    rates = {name: _rate(counts, name) for name in _RATES}
    rest = {"not_sanctioned": counts["recommended"] - counts["recommended_sanctioned"]}
    known: Mapping[str, Value] = {**counts, **rates, **rest}
    return tuple(known[column.key] for column in _COLUMNS)


def _rate(counts: Counts, name: str) -> Decimal | None:
    part, whole = (counts[word] for word in _RATES[name])
    return percent(part, whole) if whole else None


def _notes(counts: Counts, by: Sequence[str]) -> Iterator[str]:
    """The chain of figures as sentences, for those who read no wide table."""
    for name, told in _SENTENCES.items():
        rate = _rate(counts, name)
        if rate is not None:
            yield _(told).format(**counts, rate=decimal_text(rate))
    if CODED in by:
        yield _("A case of several forms counts under each of them; the last line counts each case once.")


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    for *key, number in follow_up_members(asked.connection, asked.by, asked.filters):
        yield tuple(key), str(number)


def _counting(asked: Asked) -> Iterator[tuple[str, frozenset[str]]]:
    """A rate is that of the cases it is a part of; who was recommended and not sanctioned is counted by neither."""
    for number, counted in follow_up_counting(asked.connection, asked.filters):
        rates = {name for name, both in _RATES.items() if counted & {*both}}
        missing = {"not_sanctioned"} if "recommended" in counted and "sanctioned" not in counted else set()
        yield number, counted | rates | missing


REPORT: Final = Report(
    make=follow_up_table,
    figures={
        "reported": Figure(N_("Cases: respondents of complaints, each once for every complaint."), (Step.REGISTER,)),
        "recommended": Figure(
            N_("Cases on which the PPK received a recommendation, at any time."), (Step.RECEIVE_RECOMMENDATION,)
        ),
        "recommended_rate": Figure(N_("Recommended cases in percent of those reported, half up.")),
        "decided": Figure(N_("Cases in which a sanction was decided on, whatever became of it."), (Step.DECIDE,)),
        "annulled": Figure(
            N_("Decided cases of whose sanction an objection or appeal left nothing."),
            (Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL),
        ),
        "sanctioned": Figure(N_("Decided cases without those annulled."), (Step.DECIDE,)),
        "discipline": Figure(N_("Sanctioned cases on the track of discipline."), (Step.DECIDE,)),
        "ethics": Figure(N_("Sanctioned cases on the track of the code of ethics."), (Step.DECIDE,)),
        "party": Figure(N_("Sanctioned cases on the track of party membership."), (Step.DECIDE,)),
        "recommended_sanctioned": Figure(
            N_("Cases that were both recommended and sanctioned."), (Step.RECEIVE_RECOMMENDATION, Step.DECIDE)
        ),
        "not_sanctioned": Figure(
            N_("Recommended cases without a sanction that stands, decided on or not."), (Step.RECEIVE_RECOMMENDATION,)
        ),
        "follow_up_rate": Figure(
            N_("The follow-up rate: recommended cases that were sanctioned in percent of those recommended, half up.")
        ),
        "in_force": Figure(N_("Cases of which it is on record that the sanction took effect."), (Step.TAKE_EFFECT,)),
        "in_force_rate": Figure(N_("Cases in force in percent of those decided, half up.")),
        "reported_to_bkn": Figure(
            N_("Cases whose outcome was reported to BKN, in force or not."), (Step.REPORT_TO_BKN,)
        ),
        "reported_to_bkn_rate": Figure(
            N_("Cases in force that were reported to BKN in percent of those in force, half up.")
        ),
        "not_proven": Figure(N_("Cases found not proven."), (Step.FIND_UNPROVEN,)),
        "dismissed": Figure(
            N_("Cases dismissed because no violation was found, and not taken up again."), (Step.DISMISS,)
        ),
        "referred": Figure(N_("Cases referred to another agency."), (Step.REFER,)),
        "lapsed": Figure(N_("Cases that lapsed before anything was found or decided."), (Step.LAPSE,)),
        "undecided": Figure(N_("Cases without an outcome so far: not in the columns from decided to lapsed.")),
        "blocked": Figure(
            N_("Cases in which BKN blocked the data in SIASN, reopened since or not."), (Step.BLOCK_DATA,)
        ),
        "reopened": Figure(N_("Of those, the cases whose last block was lifted."), (Step.REOPEN_DATA,)),
    },
    row_key=(),
    behind=_behind,
    counting=_counting,
)
"""Its first column is the dimension asked for, if any."""
