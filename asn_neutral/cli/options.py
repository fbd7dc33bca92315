"""Options that several commands share, each defined once.

A command names the type and gives the default: `unit: UnitOption = None, yes: YesOption = False`. A filter that may
be given several times is a list, or None when it was not given; any of its values will do. The days of `--from` and
`--to` belong to the period.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.law.terms import Channel, Level, Status
from asn_neutral.locale import N_
from asn_neutral.output.formats import FormatName


def resolve_day(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> date | None:
    """The callback of every option that is a day: what was typed, counted from the office's today.

    Raises:
        UsageError: It is not a date.
    """
    if value is None or ctx.resilient_parsing:
        return None
    return office_of(ctx).day(max(param.opts, key=len), value)


FormatOption = Annotated[
    FormatName | None,
    typer.Option("--format", help=N_("How to show it: table, csv, json, jsonl, md, html or xlsx."), metavar="FORMAT"),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help=N_("Write to this file; its ending names the format."), metavar=N_("FILE")),
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=N_("Do not ask for a confirmation."))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=N_("Show what would happen and keep nothing."))]

OnOption = Annotated[
    date | None,
    typer.Option("--on", parser=str, callback=resolve_day, metavar=N_("DATE"), help=N_("The day it happened.")),
]
AsOfOption = Annotated[
    date | None,
    typer.Option("--as-of", parser=str, callback=resolve_day, metavar=N_("DATE"), help=N_("As it was on this day.")),
]

UnitOption = Annotated[
    list[str] | None, typer.Option("--unit", metavar=N_("TEXT"), help=N_("Only units with this in their name."))
]
StatusOption = Annotated[
    list[Status] | None, typer.Option("--status", metavar="STATUS", help=N_("Only cases that stand there."))
]
ViolationOption = Annotated[
    list[str] | None, typer.Option("--violation", metavar=N_("CODE"), help=N_("Only this form, such as D4."))
]
LevelOption = Annotated[
    list[Level] | None, typer.Option("--level", metavar=N_("LEVEL"), help=N_("Only this level of sanction."))
]
ChannelOption = Annotated[
    list[Channel] | None, typer.Option("--channel", metavar=N_("CHANNEL"), help=N_("Only what came in this way."))
]
StageOption = Annotated[
    list[str] | None, typer.Option("--stage", metavar=N_("STAGE"), help=N_("Only this stage of the election."))
]
ElectionOption = Annotated[
    list[str] | None,
    typer.Option("--election", metavar=N_("ELECTION"), help=N_("Only this election, such as pilkada-2024.")),
]
FromOption = Annotated[
    date | None,
    typer.Option("--from", parser=str, callback=resolve_day, metavar=N_("DATE"), help=N_("From this day on.")),
]
ToOption = Annotated[
    date | None,
    typer.Option(
        "--to", parser=str, callback=resolve_day, metavar=N_("DATE"), help=N_("Up to this day, the day included.")
    ),
]
SearchOption = Annotated[
    str | None,
    typer.Option("--search", metavar=N_("TEXT"), help=N_("Only what has this text in a name, number or summary.")),
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, metavar=N_("COUNT"), help=N_("At most this many."))]
