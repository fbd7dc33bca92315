"""The program as a tree of commands: `asn-neutral NOUN VERB`, made from one table.

How a noun is written: its module in `asn_neutral.cli` holds `app = typer.Typer()` and nothing of the frame.

* A noun with verbs (`case`, `report`) puts `@app.command("verb")` on each of them, even when there is one only.
  Its help is the one of the table below.
* A word without verbs (`init`, `import`, `help`) holds exactly one `@app.command()`; the first sentence of its
  docstring is the help of the table.

The docstring of a command is its help: English, one message for each paragraph, shown in the language in force.
Help of options and metavars are marked with `N_`. The module is imported when its word is called, so it imports
nothing heavy; what a command needs is imported in its body. `office_of(ctx)` gives everything a command works with,
`raise typer.Exit(ExitCode.ROWS_REFUSED)` ends it with a code, an `AsnError` ends it with a sentence.
"""

import gettext
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

import typer
from typer.main import get_command

from asn_neutral import __version__, locale
from asn_neutral.cli.context import Given, Office, check_today
from asn_neutral.cli.lazy import Entry, LazyGroup
from asn_neutral.cli.plain import localise
from asn_neutral.config import PROGRAM
from asn_neutral.locale import N_

if TYPE_CHECKING:  # Typer's own annotations; it gives this class no other name
    from typer._click import Command

HELP: Final = N_("A register of ASN election-neutrality violations for regional secretariats (Setda).")
COMMANDS: Final[Mapping[str, Entry]] = {
    "init": Entry("asn_neutral.cli.init", N_("Make a new, empty register."), has_verbs=False),
    "import": Entry("asn_neutral.cli.import_file", N_("Import complaints from a CSV file."), has_verbs=False),
    "complaint": Entry("asn_neutral.cli.complaint", N_("Record complaints and look at them.")),
    "case": Entry("asn_neutral.cli.case", N_("Carry cases through the procedure.")),
    "evidence": Entry("asn_neutral.cli.evidence", N_("Take evidence in, hand it out, check it.")),
    "agenda": Entry(
        "asn_neutral.cli.agenda", N_("Show what has to be done next, the most pressing first."), has_verbs=False
    ),
    "digest": Entry("asn_neutral.cli.digest", N_("Tell the day's agenda in one short text."), has_verbs=False),
    "handover": Entry(
        "asn_neutral.cli.handover", N_("Hand all open cases of one person over to another."), has_verbs=False
    ),
    "employee": Entry("asn_neutral.cli.employee", N_("Check a NIP.")),
    "report": Entry("asn_neutral.cli.report", N_("Count and list for reports.")),
    "schedule": Entry("asn_neutral.cli.schedule", N_("Make reports again and again, by cron, and mail them.")),
    "reconcile": Entry(
        "asn_neutral.cli.reconcile", N_("Compare another agency's list with the register."), has_verbs=False
    ),
    "law": Entry("asn_neutral.cli.law", N_("Look up rules, deadlines and working days.")),
    "audit": Entry("asn_neutral.cli.audit", N_("Verify what was recorded, and anchor it.")),
    "user": Entry("asn_neutral.cli.user", N_("Say who may record what.")),
    "key": Entry("asn_neutral.cli.key", N_("Look after the keys that open who complained.")),
    "backup": Entry("asn_neutral.cli.backup", N_("Make backups, verify them, and put a register back.")),
    "retention": Entry("asn_neutral.cli.retention", N_("Destroy closed files whose time is over, by two persons.")),
    "doctor": Entry("asn_neutral.cli.doctor", N_("Look the installation over and say what to mind."), has_verbs=False),
    "db": Entry("asn_neutral.cli.db", N_("Check the register, and upgrade an older one.")),
    "config": Entry("asn_neutral.cli.config", N_("Show the settings in force.")),
    "help": Entry("asn_neutral.cli.help", N_("Explain a topic."), has_verbs=False),
}


class _Program(LazyGroup):
    """The words after `asn-neutral`."""

    entries: ClassVar[Mapping[str, Entry]] = COMMANDS


def speak(language: str) -> None:
    """Speak *language*, also in the words that are Typer's own.

    Typer asks the catalogue of the process, which finds its language in the environment.
    """
    locale.use(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("asn_neutral", Path(locale.__file__).parent)
    gettext.textdomain("asn_neutral")


def build() -> "Command":
    """The whole tree, anew, in the language in force; no command module is imported."""
    names = {"help_option_names": ["-h", "--help"]}
    app = typer.Typer(cls=_Program, help=HELP, rich_markup_mode=None, context_settings=names)
    app.callback()(_program)
    command = get_command(app)
    localise(command)
    return command


def _show_version(asked: bool) -> None:  # noqa: FBT001 - Typer calls it with the value alone
    """Write the version and leave."""
    if asked:
        sys.stdout.write(f"{PROGRAM} {__version__}\n")
        raise typer.Exit


def _program(  # noqa: PLR0913 - one parameter for each option before the noun
    ctx: typer.Context,
    *,
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="PATH", help=N_("The register to work on. Variable: ASN_NEUTRAL_DB.")),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option("--config", metavar="FILE", help=N_("The file of settings. Variable: ASN_NEUTRAL_CONFIG.")),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="id|en",
            help=N_("The language to speak. Variable: ASN_NEUTRAL_LANG."),
            autocompletion=lambda: list(locale.LANGUAGES),
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar=N_("DATE"), help=N_("The day to take for today. Variable: ASN_NEUTRAL_TODAY.")),
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar=N_("NAME"),
            help=N_("Who records, where several share an account. Variable: ASN_NEUTRAL_ACTOR."),
        ),
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help=N_("Say where in the program a failure arose; shows no data."))
    ] = False,
    mask: Annotated[
        bool,
        typer.Option("--mask", help=N_("Hide who it is about: pseudonyms for names, cut NIPs, no free text.")),
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help=N_("Never ask a question."))] = False,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help=N_("Show the version and exit.")),
    ] = False,
) -> None:
    """What every command is given before its own words."""
    del debug, version  # both are known before this point
    if not ctx.resilient_parsing:
        check_today(today, os.environ)
    given = Given(database=db, language=lang, file=config, today=today, no_input=no_input, mask=mask, actor=actor)
    ctx.obj = Office(given, os.environ)
