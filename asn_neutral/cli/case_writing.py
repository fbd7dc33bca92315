"""The verbs of `asn-neutral case` that record something."""

from collections.abc import Callable
from functools import partial
from typing import Final

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import (
    CaseNumber,
    DryRunOption,
    EntryArgument,
    FormatOption,
    OnOption,
    OutputOption,
    ReasonOption,
    StepArgument,
    WithOption,
    YesOption,
)
from asn_neutral.cli.owning import NobodyOption, NumbersAndOwner
from asn_neutral.locale import N_


def add_to(app: typer.Typer) -> None:
    """Give *app* these verbs."""
    for verb, (command, example) in VERBS.items():
        app.command(verb, epilog=example)(command)


def record(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: CaseNumber,
    step: StepArgument,
    *,
    on: OnOption = None,
    told: WithOption = None,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Record a step of a case.

    What a step must be told is given with --with; `asn-neutral case next` names the keys. On a terminal, what is
    missing is asked for, and all of it is shown before it is stored. A step that the procedure does not allow is
    refused with the article.
    """
    from asn_neutral.cli.stepping import StepOrder, given_of, step_of, take_step
    from asn_neutral.reports.steps import recorded

    office = office_of(ctx)
    order = StepOrder(number, step_of(step), on, given_of(office, told or ()), dry_run)
    done = take_step(office, order)
    if done is not None:
        office.show(recorded(done, office.view), format=format, output=output)


def correct(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: CaseNumber,
    entry: EntryArgument,
    *,
    on: OnOption = None,
    told: WithOption = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Let an entry of a case read otherwise: another day, or other values; `KEY=` alone takes a key away.

    The wrong entry stays on record. Later entries that rest on it are computed anew; one that could then not stand
    refuses the correction. On a terminal, the changes are shown first.
    """
    from asn_neutral.cli import mending
    from asn_neutral.cli.stepping import given_of
    from asn_neutral.domain.correcting import Correction
    from asn_neutral.reports.mended import mended

    office = office_of(ctx)
    make = partial(Correction, entry, given_of(office, told or ()), on=on)
    done = mending.correct(office, mending.Asked(number, reason, dry_run, yes), make)
    if done is not None:
        office.show(mended(done, office.view), format=format, output=output)


def undo(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: CaseNumber,
    *,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Make the last entry of a case void.

    It stays on record as void. On a terminal, the case before and after is shown first.
    """
    from asn_neutral.cli import mending
    from asn_neutral.reports.mended import mended

    office = office_of(ctx)
    done = mending.undo(office, mending.Asked(number, reason, dry_run, yes))
    if done is not None:
        office.show(mended(done, office.view), format=format, output=output)


def recompute(
    ctx: typer.Context,
    *,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Compute the running deadlines of all cases anew after a change of the calendar, and show which moved.

    Three cases or more are confirmed first.
    """
    from asn_neutral.cli import mending
    from asn_neutral.reports.mended import moved_table

    office = office_of(ctx)
    moved = mending.recompute(office, rehearse=dry_run, yes=yes)
    if moved is not None:
        office.show(moved_table(moved, rehearse=dry_run), format=format, output=output)


def assign(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    words: NumbersAndOwner,
    *,
    nobody: NobodyOption = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Name who is responsible for cases: their numbers, and last the person, or --none.

    Status and deadlines stay as they are. `asn-neutral agenda --owner NAME` shows what a person has to do. Three
    cases or more are confirmed first.
    """
    from asn_neutral.cli.assigning import Manner, assign_cases
    from asn_neutral.reports.assigned import case_assign

    office = office_of(ctx)
    done = assign_cases(office, words, Manner(dry_run, yes), nobody=nobody)
    if done is not None:
        office.show(case_assign(done, rehearse=dry_run), format=format, output=output)


VERBS: Final[dict[str, tuple[Callable[..., None], str]]] = {
    "record": (record, N_("Example: asn-neutral case record 2024/0017 review --on today")),
    "correct": (correct, N_("Example: asn-neutral case correct 2024/0017 3 --on 2024-11-04 --reason 'misread'")),
    "undo": (undo, N_("Example: asn-neutral case undo 2024/0017 --reason 'recorded for the wrong case'")),
    "assign": (assign, N_("Example: asn-neutral case assign 2024/0017 2024/0018 'Siti Rahma'")),
    "recompute": (recompute, N_("Example: asn-neutral case recompute --dry-run")),
}
"""Each verb with its command and its example."""
