"""`asn-neutral config`: what is set, and where."""

from typing import TYPE_CHECKING

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import FormatOption, OutputOption
from asn_neutral.locale import N_, _

if TYPE_CHECKING:
    from asn_neutral.config import Settings
    from asn_neutral.reports.table import Table

app = typer.Typer()


@app.command("show", epilog=N_("Example: asn-neutral --db register.db config show"))
def show_settings(ctx: typer.Context, *, form: FormatOption = None, output: OutputOption = None) -> None:
    """List the settings in force, each with the place it comes from.

    The command line goes before the environment, the environment before the file, the file before the default.
    """
    office = office_of(ctx)
    office.show(settings_table(office.settings), format=form, output=output)


def settings_table(settings: "Settings") -> "Table":
    """One row for each setting: its name, its value as text, its origin."""
    from asn_neutral.config import ORIGIN_LABELS, VARIABLES
    from asn_neutral.reports.table import Column, Kind, Table

    columns = (
        Column("name", N_("Setting"), Kind.ID),
        Column("value", N_("Value"), missing=N_("not set")),
        Column("origin", N_("Comes from"), labels=ORIGIN_LABELS),
    )
    rows = [(name, _as_text(getattr(settings, name)), settings.origins[name].value) for name in VARIABLES]
    notes = () if settings.file is None else (_("File of settings: {path}").format(path=settings.file),)
    return Table("config", _("Settings"), columns, rows, notes=notes)


def _as_text(value: object) -> str | None:
    """A value as the file of settings would hold it; one that is not set stays None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value) or None
    return None if value is None else str(value)
