"""The monthly report: one document for the secretary, made from what was known at the end of the month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from asn_neutral.domain.months import month_end
from asn_neutral.errors import UsageError
from asn_neutral.law.terms import STEP_LABELS
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports import monthly_lists as lists
from asn_neutral.reports.document import Document, Section, tables_of
from asn_neutral.reports.monthly_charts import BY, RECAP_FIGURES, TREND_FIGURES, course, recaps
from asn_neutral.reports.monthly_figures import KEY_FIGURES, LABELS, MEANINGS, Figures, Whole, key_figures_table
from asn_neutral.reports.report import Asked, Figure
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.store.queries.monthly import Month, key_figures, newest

_MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_RECAP_TABLES: Final = {f"by_{word.replace('-', '_')}": RECAP_FIGURES for word in BY}
FIGURES: Final[Mapping[str, Mapping[str, Figure]]] = {
    "key_figures": {**KEY_FIGURES, **MEANINGS},
    "course": TREND_FIGURES,
    **_RECAP_TABLES,
    "overdue": lists.OVERDUE_FIGURES,
    "block_risk": lists.RISK_FIGURES,
    "sanctions": lists.RUNNING_FIGURES,
    "quality": lists.QUALITY_FIGURES,
    "near_names": lists.NEAR_FIGURES,
}
"""What every column of every table means, and every key figure; the dimension of a recap needs no word."""


@dataclass(frozen=True, slots=True)
class Period:
    """The month of a report: its first day, and the last that is counted, which is today in a month that still runs."""

    first: date
    last: date

    @property
    def whole(self) -> bool:
        """Whether the month is over."""
        return self.last == month_end(self.first)

    @property
    def name(self) -> str:
        """The month in words: `October 2024`."""
        return f"{_(_MONTHS[self.first.month - 1])} {self.first.year}"

    @property
    def word(self) -> str:
        """The month as it is typed: `2024-10`."""
        return self.first.isoformat()[:7]

    @property
    def asked(self) -> Month:
        """The days as the register writes them."""
        return Month(self.first.isoformat(), self.last.isoformat())

    @property
    def before(self) -> "Period":
        """The month before."""
        last = self.first - timedelta(days=1)
        return Period(last.replace(day=1), last)


def period_of(typed: str | None, today: date) -> Period:
    """The month that was asked for as `2024-10`; without one the month before *today*.

    Raises:
        UsageError: It is no month, or it has not begun.
    """
    if typed is None:
        return Period(today.replace(day=1), today).before
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError:
        first = date.min
    if first.isoformat()[:7] != typed or first <= date.min + timedelta(days=31):
        raise UsageError(problem=_("{text} is no month; write it as 2024-10.").format(text=typed))
    if first > today:
        problem = _("{month} has not begun; what will be known then nobody knows.")
        raise UsageError(problem=problem.format(month=typed))
    return Period(first, min(month_end(first), today))


def monthly(asked: Asked, asked_before: Asked, period: Period) -> Document:
    """The report of *period*.

    *asked* reads the register as it was known at the end of the month (or sees that day by what is known now),
    *asked_before* the same for the month before; `today` of both is the last day of its month. Nothing in it tells
    when it was made, so that the same month gives the same document for ever.
    """
    until = min(asked.today, date.max - timedelta(days=lists.RISK_DAYS)) + timedelta(days=lists.RISK_DAYS)
    ahead = min(asked_before.today, date.max - timedelta(days=lists.RISK_DAYS)) + timedelta(days=lists.RISK_DAYS)
    now = key_figures(asked.connection, asked.filters, period.asked, until=until.isoformat())
    then = key_figures(asked_before.connection, asked.filters, period.before.asked, until=ahead.isoformat())
    events, head = newest(asked.connection)
    told = _told(asked, period, empty=events == 0)
    figures = Section(_("Key figures"), told, (key_figures_table(now, then),))
    sections = [figures, *_sections(asked, period, now, until)]
    document = Document(
        name="monthly",
        title=_("Monthly report {month}").format(month=period.name),
        office=asked.settings.office_name,
        day=asked.today,
        facts=tuple(_facts(asked, period, events, head)),
        summary=tuple(_summary(period, now, then)),
        sections=sections,
    )
    sections.append(_definitions(document))
    return document


def recorded_since(asked: Asked) -> Iterator[str]:
    """What to say beside a report that leaves out what came later; it cannot stand in it, for it changes every day."""
    since = asked.looked_back.since if asked.looked_back else None
    if since and since.events:
        told = _("{events} entries on {cases} cases were recorded later and do not count; --known-now counts them.")
        yield told.format(events=since.events, cases=since.cases)


def _facts(asked: Asked, period: Period, events: int, head: str) -> Iterator[tuple[Column, Value]]:
    """What the document was made from."""
    known = asked.looked_back is None or asked.looked_back.moment.known
    yield Column("month", N_("Month"), Kind.ID), period.word
    yield Column("until", N_("Until"), Kind.DATE), period.last
    yield Column("whole", N_("The month is over"), Kind.FLAG), period.whole
    yield Column("known", N_("As known at its end"), Kind.FLAG), known
    yield Column("compared_with", N_("Compared with"), Kind.ID), period.before.word
    yield Column("events", N_("Events in the register"), Kind.COUNT), events
    yield Column("head", N_("Hash of the newest event"), Kind.ID), head


def _summary(period: Period, now: Figures, then: Figures) -> Iterator[str]:
    """Three sentences: what came in, what went on, what is left."""
    yield _(
        "In {month} the office received {complaints} with {cases} against {persons}; in the month before it was"
        " {cases_before}."
    ).format(
        month=period.name,
        complaints=_counted(ngettext("{count} complaint", "{count} complaints", now["reports"]), now["reports"]),
        cases=_cases(now["cases"]),
        persons=_counted(ngettext("{count} person", "{count} persons", now["persons"]), now["persons"]),
        cases_before=_cases(then["cases"]),
    )
    yield _(
        "A recommendation was received in {recommended}; a sanction was decided on in {decided} and took effect in"
        " {in_force}, and {reported} went to BKN as a report."
    ).format(**{name: _cases(now[name]) for name in ("recommended", "decided", "in_force", "reported")})
    yield _(
        "At its end the office had {open} open, {overdue} of them overdue; BKN may block the data in {block_risk} and"
        " has blocked it in {blocked}."
    ).format(open=_cases(now["open"]), overdue=now["overdue"], **_only(now, "block_risk", "blocked"))


def _cases(number: int) -> str:
    return _counted(ngettext("{count} case", "{count} cases", number), number)


def _counted(text: str, number: int) -> str:
    return text.format(count=number)


def _only(figures: Figures, *names: str) -> dict[str, str]:
    return {name: _cases(figures[name]) for name in names}


def _sections(asked: Asked, period: Period, now: Figures, until: date) -> Iterator[Section]:
    """Everything between the key figures and the definitions, each table from one question."""
    month, risk = period.asked, lists.risk_list(asked, now["risk_listed"], until)
    yield Section(_("Course of the year"), (), (course(asked, month),))
    yield Section(
        _("Recaps"),
        (
            _("An incident is one complaint; a case is one respondent of it; a person may stand in several cases."),
            _("Shares are percentages of the cases counted ({number}).").format(number=now["all_cases"]),
        ),
        tuple(recaps(asked, month, Whole.of(now))),
    )
    overdue = _("A deadline is overdue from the day after its last day.")
    yield Section(_("Overdue"), (overdue,), (lists.overdue_list(asked, now["overdue"]),))
    told = _("Listed is what is blocked, what is late, and what has to be followed up until {day}.")
    yield Section(_("Risk of blocked data"), (told.format(day=until.isoformat()),), (risk,))
    yield Section(_("Sanctions in effect"), (), (lists.running_list(asked, now["running"]),))
    yield Section(_("Quality of the data"), (), (lists.quality_table(asked, month), lists.near_names(asked)))


def _told(asked: Asked, period: Period, *, empty: bool) -> tuple[str, ...]:
    """Of which days and of whose knowledge the figures are."""
    looked = asked.looked_back
    day = period.last.isoformat()
    if looked is not None and not looked.moment.known:
        known = _("As things stood at the end of {day}, by all that is known now.").format(day=day)
    else:
        known = _("As it was known at the end of {day}.").format(day=day)
        if empty:
            known += " " + _("The register was empty then: what was entered later does not count.")
    if period.whole:
        return (known,)
    return (known, _("The month is not over; the figures go to {day}.").format(day=day))


def _definitions(document: Document) -> Section:
    """What every figure of the document means, and the steps whose records it counts."""
    columns = (
        Column("table", N_("Table"), spare=1),
        Column("figure", N_("Figure")),
        Column("meaning", N_("What it means")),
        Column("steps", N_("Steps it counts"), Kind.LIST, labels=STEP_LABELS),
    )
    rows = [*_explained(document)]
    return Section(_("Definitions"), (), (Table("definitions", _("What the figures mean"), columns, rows),))


def _explained(document: Document) -> Iterator[tuple[Value, ...]]:
    """The recaps are explained once, because they have the same columns; key figures row by row."""
    explained: list[Mapping[str, Figure]] = []
    for table in tables_of(document):
        figures = FIGURES[table.name]
        if figures in explained:
            continue
        explained.append(figures)
        title = _("Recaps") if figures is RECAP_FIGURES else table.title
        headings = {column.key: column.heading for column in table.columns}
        for key, figure in figures.items():
            heading = headings.get(key) or LABELS[key]
            yield title, _(heading), _(figure.meaning), tuple(figure.steps)
