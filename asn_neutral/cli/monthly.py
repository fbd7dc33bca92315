"""`asn-neutral report monthly`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import check_target, output_option, to_screen
from asn_neutral.cli.reporting import asked_of
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

if TYPE_CHECKING:
    from asn_neutral.output.show_document import DocumentFormat

EXAMPLE: Final = N_("Example: asn-neutral report monthly --month 2024-10 -o 2024-10.pdf")
Form = Literal["table", "json", "md", "html", "xlsx", "pdf"]
"""The words of `DocumentFormat`; a test compares."""


def format_of(form: object) -> "DocumentFormat | None":
    """The format that a word of `--format` names."""
    from asn_neutral.output.show_document import DocumentFormat

    return DocumentFormat(str(form)) if form else None


def check_place(ctx: typer.Context, param: typer.CallbackParam, value: Path | None) -> Path | None:
    """The callback of `--output`: the document can be shown as it was asked for, or nothing is done at all.

    Raises:
        UsageError: As `document_format` and `check_target` say.
        UnwritableError: No file can stand there.
    """
    if not ctx.resilient_parsing:
        from asn_neutral.output.show_document import document_format

        check_target(ctx, param, value)
        document_format(format_of(ctx.params.get("form")), value, tty=to_screen())
    return value


MonthOption = Annotated[
    str | None,
    typer.Option(
        "--month", metavar=N_("MONTH"), help=N_("The month, such as 2024-10; the one before today if left out.")
    ),
]
KnownNowOption = Annotated[
    bool,
    typer.Option(
        "--known-now", help=N_("By all that is known now, instead of as it was known at the end of the month.")
    ),
]
FormOption = Annotated[
    Form | None,
    typer.Option(
        "--format",
        is_eager=True,
        help=N_("How to show it: table, json, md, html, xlsx or pdf."),
        metavar="FORMAT",
    ),
]
PlaceOption = Annotated[Path | None, output_option(check_place)]


def monthly(
    ctx: typer.Context,
    *,
    month: MonthOption = None,
    known_now: KnownNowOption = False,
    form: FormOption = None,
    output: PlaceOption = None,
) -> None:
    """Make the report of one month for the secretary.

    Summary, key figures against the month before, recaps with charts, what is overdue, whose data BKN may block,
    sanctions in effect, doubtful data, and what every figure means. It is made as the register was known at the end
    of the month, and stays the same for ever; it names the hash of the register it was made from.
    """
    from asn_neutral.reports.monthly import monthly as made
    from asn_neutral.reports.monthly import period_of, recorded_since
    from asn_neutral.services.looking_back import Moment

    office = office_of(ctx)
    period = period_of(month, office.today)
    with office.reading(spills=False) as now, office.reading(spills=False) as before:
        asked = [
            asked_of(office, connection, Moment(one.last, known=not known_now), filters=Filters())
            for connection, one in ((now, period), (before, period.before))
        ]
        document = made(asked[0], asked[1], period)
    office.show_document(document, format=format_of(form), output=output)
    if office.interactive:  # cron would mail it every month
        for sentence in recorded_since(asked[0]):
            office.say(sentence)
