"""Options and arguments that several commands share, each defined once.

A command names the type and gives the default: `unit: UnitOption = None, yes: YesOption = False`. A filter that may
be given several times is a list, or None when it was not given; any of its values will do. The days of `--from` and
`--to` belong to the period. A number may be `-`, which `Office.meant` turns into that of the record shown last.
"""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from asn_neutral.cli.completing import complete_key, complete_number, complete_step, complete_word
from asn_neutral.cli.context import office_of
from asn_neutral.errors import UsageError
from asn_neutral.files import refuse_unwritable
from asn_neutral.locale import N_, _
from asn_neutral.output.formats import FormatName, chosen_format
from asn_neutral.output.terminal import Terminal

MOST_ROWS: Final = 1_000_000_000
"""More than any register holds, and still a number for SQLite."""
_FORMATS: Final = ("format", "form")  # what commands call the value of --format
_DIAGRAM: Final = "diagram"  # with it a command writes a text that is no table; a file may have any ending


def resolve_day(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> date | None:
    """The callback of every option that is a day: what was typed, counted from the office's today.

    Raises:
        UsageError: It is not a date.
    """
    if value is None or ctx.resilient_parsing:
        return None
    return office_of(ctx).day(max(param.opts, key=len), value)


def day_option(name: str, meaning: str) -> object:
    """The option *name*, such as ``--on``, that is a day: typed as people write days, and resolved when it is read."""
    return typer.Option(name, parser=str, callback=resolve_day, metavar=N_("DATE"), help=meaning)


def output_option(callback: Callable[[typer.Context, typer.CallbackParam, Path | None], Path | None]) -> object:
    """The option for the file that a result is written to, which *callback* checks."""
    return typer.Option(
        "--output",
        "-o",
        callback=callback,
        help=N_("Write to this file; its ending names the format."),
        metavar=N_("FILE"),
    )


def check_count(ctx: typer.Context, param: typer.CallbackParam, value: int | None) -> int | None:
    """The callback of every option that is a number of rows.

    Raises:
        UsageError: It is less than 1, or more than any register holds.
    """
    if value is not None and not ctx.resilient_parsing and not 1 <= value <= MOST_ROWS:
        told = _("{value} is not from {least} to {most}.").format(value=value, least=1, most=MOST_ROWS)
        raise UsageError(problem=f"{max(param.opts, key=len)}: {told}")
    return value


def check_target(ctx: typer.Context, param: typer.CallbackParam, value: Path | None) -> Path | None:
    """The callback of every option that is a file to write: it can be written, or nothing is done at all.

    Raises:
        UsageError: It is `-`.
        UnwritableError: No file can stand there.
    """
    if value is None or ctx.resilient_parsing:
        return value
    option = max(param.opts, key=len)
    if value == Path("-"):
        problem = _("{option}: name a file; standard output carries the result anyway.")
        raise UsageError(problem=problem.format(option=option))
    refuse_unwritable(value, remedy=_("Name another file with {option}.").format(option=option))
    return value


def check_output(ctx: typer.Context, param: typer.CallbackParam, value: Path | None) -> Path | None:
    """The callback of `--output`: the result can be shown as it was asked for, or nothing is done at all.

    Raises:
        UsageError: It is `-`, its ending names no format and `--format` does neither, or a screen would get a
            spreadsheet.
        UnwritableError: No file can stand there.
    """
    if not ctx.resilient_parsing:
        check_target(ctx, param, value)
        named = next((ctx.params[name] for name in _FORMATS if name in ctx.params), None)
        if not ctx.params.get(_DIAGRAM):
            chosen_format(named, value, tty=to_screen())
    return value


def check_format(ctx: typer.Context, param: typer.CallbackParam, value: FormatName | None) -> FormatName | None:
    """The callback of `--format`; where there is an `--output` beside it, that one knows more.

    Raises:
        UsageError: A screen would get a spreadsheet.
    """
    beside = any("--output" in other.opts for other in ctx.command.params)
    return value if beside else check_shown(ctx, param, value)


def check_shown(ctx: typer.Context, param: typer.CallbackParam, value: FormatName | None) -> FormatName | None:
    """The callback of `--format` where the result is shown on stdout, whatever `--output` says.

    Raises:
        UsageError: A screen would get a spreadsheet.
    """
    del param
    if not ctx.resilient_parsing:
        chosen_format(value, None, tty=to_screen())
    return value


def to_screen() -> bool:
    """Whether stdout is a screen."""
    return Terminal.of(sys.stdout, os.environ).tty


FormatOption = Annotated[
    FormatName | None,
    typer.Option(
        "--format",
        is_eager=True,  # known before --output is looked at, wherever it stands
        callback=check_format,
        help=N_("How to show it: table, csv, json, jsonl, md, html or xlsx."),
        metavar="FORMAT",
    ),
]
ShownFormatOption = Annotated[
    FormatName | None,
    typer.Option(
        "--format",
        is_eager=True,
        callback=check_shown,
        help=N_("How to show it: table, csv, json, jsonl, md, html or xlsx."),
        metavar="FORMAT",
    ),
]
OutputOption = Annotated[Path | None, output_option(check_output)]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=N_("Do not ask for a confirmation."))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=N_("Show what would happen and keep nothing."))]

ExplainOption = Annotated[bool, typer.Option("--explain", help=N_("Show every day, counted or not, and why."))]

OnOption = Annotated[
    date | None,
    day_option("--on", N_("The day it happened.")),
]
ReceivedOption = Annotated[
    date | None,
    day_option("--received", N_("The day the decision is received; otherwise that on record.")),
]
AsOfOption = Annotated[
    date | None,
    day_option("--as-of", N_("As it was on this day.")),
]

CaseNumber = Annotated[
    str,
    typer.Argument(
        metavar=N_("NUMBER"),
        help=N_("The case's number, a beginning of it that fits one only, or - for the case shown last."),
        autocompletion=complete_number("case"),
    ),
]
StepArgument = Annotated[
    str,
    typer.Argument(
        metavar=N_("STEP"),
        help=N_("What happened; `asn-neutral case next` names the steps that are open."),
        autocompletion=complete_step,
    ),
]
EntryArgument = Annotated[
    int,
    typer.Argument(
        min=1, metavar=N_("ENTRY"), help=N_("Which entry of the case, as `asn-neutral case timeline` counts them.")
    ),
]
ReasonOption = Annotated[str | None, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why; it stays on record."))]
WithOption = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar=N_("KEY=VALUE"),
        help=N_("What the step is to be told; once for each key."),
        autocompletion=complete_key,
    ),
]
ComplaintNumber = Annotated[
    str,
    typer.Argument(
        metavar=N_("NUMBER"),
        help=N_("The complaint's number, a beginning of it that fits one only, or - for the one shown last."),
        autocompletion=complete_number("complaint"),
    ),
]

UnitOption = Annotated[
    list[str] | None, typer.Option("--unit", metavar=N_("TEXT"), help=N_("Only units with this in their name."))
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=N_("Only cases that stand there, such as registered."),
        autocompletion=complete_word("status"),
    ),
]
ViolationOption = Annotated[
    list[str] | None,
    typer.Option(
        "--violation",
        metavar=N_("CODE"),
        help=N_("Only this form, such as D4."),
        autocompletion=complete_word("violation"),
    ),
]
LevelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--level",
        metavar=N_("LEVEL"),
        help=N_("Only this level of sanction, such as berat."),
        autocompletion=complete_word("level"),
    ),
]
ChannelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--channel",
        metavar=N_("CHANNEL"),
        help=N_("Only what came in this way, such as sbt."),
        autocompletion=complete_word("channel"),
    ),
]
StageOption = Annotated[
    list[str] | None,
    typer.Option(
        "--stage",
        metavar=N_("STAGE"),
        help=N_("Only this stage of the election, such as kampanye."),
        autocompletion=complete_word("stage"),
    ),
]
ElectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--election",
        metavar=N_("ELECTION"),
        help=N_("Only this election, such as pilkada-2024."),
        autocompletion=complete_word("election"),
    ),
]
FromOption = Annotated[
    date | None,
    day_option("--from", N_("Only what was received on this day or later.")),
]
ToOption = Annotated[
    date | None,
    day_option("--to", N_("Only what was received on this day or before.")),
]
OverdueOption = Annotated[
    bool | None, typer.Option("--overdue", help=N_("Only open cases whose next deadline has passed."))
]
SearchOption = Annotated[
    str | None,
    typer.Option(
        "--search", metavar=N_("TEXT"), help=N_("Only what has this text in a name, NIP, number, place or summary.")
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", callback=check_count, metavar=N_("COUNT"), help=N_("At most this many rows.")),
]
