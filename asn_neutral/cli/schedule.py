"""`asn-neutral schedule`."""

from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import (
    DryRunOption,
    FormatOption,
    OutputOption,
    ShownFormatOption,
    YesOption,
    check_target,
)
from asn_neutral.locale import N_, _

app = typer.Typer()
ScheduleName = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The name of the schedule."))]
NamedOrAll = Annotated[
    str | None, typer.Argument(metavar=N_("NAME"), help=N_("The name of the schedule; with --due it may be left out."))
]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar=N_("-- OPTION..."), help=N_("Options of the report, as they would be typed, after `--`.")),
]
ReportOption = Annotated[
    str,
    typer.Option(
        "--report",
        metavar=N_("REPORT"),
        help=N_("A report of `asn-neutral report list`, one saved in the file of settings, or digest."),
    ),
]
EveryOption = Annotated[
    str,
    typer.Option(
        "--every",
        metavar=N_("WHEN"),
        help=N_("daily HH:MM, weekly DAY HH:MM, monthly day N HH:MM; N is 1 to 28, or last."),
    ),
]
TargetOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=N_("FILE"),
        help=N_("Where it goes, such as /srv/laporan/{report}-{date}.xlsx; {month} is known too."),
    ),
]
MailOption = Annotated[
    list[str] | None,
    typer.Option("--mail-to", metavar=N_("ADDRESS"), help=N_("Mail it to this address too; once for each.")),
]
DueOption = Annotated[bool, typer.Option("--due", help=N_("Only what is due and has not been made."))]
EmlOption = Annotated[
    Path | None,
    typer.Option(
        "--eml",
        callback=check_target,
        metavar=N_("FILE"),
        help=N_("Write the mail to this file instead of sending it."),
    ),
]
SystemdOption = Annotated[
    bool, typer.Option("--systemd", help=N_("As a timer of systemd for this user, in place of lines for cron."))
]


@app.command(
    "add",
    epilog=N_(
        'Example: asn-neutral schedule add bulanan --report recap --every "monthly day 1 06:00"'
        " --output {report}-{date}.xlsx -- --by unit"
    ),
)
def add(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    name: ScheduleName,
    words: Words = None,
    *,
    report: ReportOption,
    every: EveryOption,
    output: TargetOption = None,
    mail_to: MailOption = None,
    dry_run: DryRunOption = False,
    format: ShownFormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Let a report be made again and again.

    It is made once for nobody first, so that whatever is wrong with it is said now. Of missed times the last one is
    made good.
    """
    from asn_neutral.cli.scheduling import Asking, timetable_of, wanted_of
    from asn_neutral.reports.schedules import added
    from asn_neutral.services.schedules import add_schedule

    office = office_of(ctx)
    wanted = wanted_of(office, Asking(name, report, every, output, mail_to or (), words or ()))
    coming = add_schedule(wanted, timetable_of(office), rehearse=dry_run)
    office.show(added(wanted, coming, office.settings, rehearse=dry_run), format=format)


@app.command("list", epilog=N_("Example: asn-neutral schedule list"))
def list_schedules(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """List the schedules, and when each is due next."""
    from asn_neutral.cli.scheduling import timetable_of
    from asn_neutral.reports.schedules import schedule_list
    from asn_neutral.services.schedules import standings

    office = office_of(ctx)
    office.show(schedule_list(standings(timetable_of(office)), office.view), format=format, output=output)


@app.command("remove", epilog=N_("Example: asn-neutral schedule remove bulanan --yes"))
def remove(
    ctx: typer.Context,
    name: ScheduleName,
    *,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Let a report be made no longer; its runs stay on record, and its files where they are."""
    from asn_neutral.cli.scheduling import timetable_of
    from asn_neutral.reports.schedules import removed
    from asn_neutral.services.schedules import find_schedule, remove_schedule

    office = office_of(ctx)
    table = timetable_of(office)
    schedule = find_schedule(name, table)
    question = _("Remove the schedule {name} ({every})?").format(name=name, every=schedule.every)
    if yes or dry_run or office.confirm(question):
        remove_schedule(name, table, rehearse=dry_run)
        office.show(removed(name, rehearse=dry_run), format=format)


@app.command("run", epilog=N_("Example: asn-neutral schedule run --due"))
def run(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    name: NamedOrAll = None,
    *,
    due: DueOption = False,
    eml: EmlOption = None,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Make what is due, or one report now, and send the mail that waits.

    Says nothing when all is well, as cron wants it; what a run came to is shown on a terminal and with --format. Ends
    with the exit code of the first failure.
    """
    from asn_neutral.cli.running import Running, run_wanted

    code = run_wanted(office_of(ctx), Running(name, due, eml, dry_run), format=format, output=output)
    raise typer.Exit(code)


@app.command("status", epilog=N_("Example: asn-neutral schedule status"))
def status(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """Show what ran, what failed, what is late, and which mail waits."""
    from asn_neutral.cli.scheduling import timetable_of
    from asn_neutral.reports.schedules import schedule_status
    from asn_neutral.services.schedules import standings, troubled_mails

    office = office_of(ctx)
    table = timetable_of(office)
    shown = schedule_status(standings(table), troubled_mails(table), office.view)
    office.show(shown, format=format, output=output)


@app.command("install", epilog=N_("Example: asn-neutral schedule install"))
def install(
    ctx: typer.Context,
    *,
    systemd: SystemdOption = False,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Let cron call `asn-neutral schedule run --due` every five minutes, by lines of its own.

    Nothing else in the table of cron is touched, and twice is once. The lines name every path in full, and need no
    variable.
    """
    from asn_neutral.cli.installing import put_in_place

    put_in_place(office_of(ctx), systemd=systemd, rehearse=dry_run, format=format)


@app.command("uninstall", epilog=N_("Example: asn-neutral schedule uninstall"))
def uninstall(
    ctx: typer.Context,
    *,
    systemd: SystemdOption = False,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Take the lines of this register away from cron; nothing else there is touched."""
    from asn_neutral.cli.installing import take_away

    take_away(office_of(ctx), systemd=systemd, rehearse=dry_run, format=format)
