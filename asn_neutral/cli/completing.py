"""What the shell offers for a word half typed; whatever fails offers nothing, because nobody asked for a sentence."""

from collections.abc import Callable

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.errors import AsnError

Complete = Callable[[typer.Context, str], list[str]]


def complete_word(name: str) -> Complete:
    """Offers the words that the filter *name* knows."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from asn_neutral.reports.filtering import words_of

        try:
            return [word for word in words_of(name, office_of(ctx).law) if word.startswith(incomplete)]
        except AsnError:
            return []

    return complete


def complete_number(noun: str) -> Complete:
    """Offers the numbers of the cases or complaints in the register that begin so."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from asn_neutral.reports.cases import numbers_beginning

        try:
            with office_of(ctx).reading() as connection:
                return numbers_beginning(connection, noun, incomplete)
        except AsnError:
            return []

    return complete


def complete_owner(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offers the people who are responsible for cases."""
    from asn_neutral.reports.assigned import owners_beginning

    try:
        with office_of(ctx).reading() as connection:
            return owners_beginning(connection, incomplete)
    except AsnError:
        return []


def complete_dimension(incomplete: str) -> list[str]:
    """Offers what a recap can count by."""
    from asn_neutral.reports.dimensions import HEADINGS

    return [word for word in HEADINGS if word.startswith(incomplete)]


def complete_step(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offers the steps that are open to the case named before, or every step where it cannot be read."""
    from asn_neutral.cli.records import case_of
    from asn_neutral.domain.workflow import options
    from asn_neutral.law.moves import MOVES

    try:
        state = case_of(office_of(ctx), str(ctx.params.get("number")), remember=False)
        steps = [option.step for option in options(state).steps]
    except AsnError:
        steps = list(dict.fromkeys(move.step for move in MOVES))
    return [step for step in steps if step.startswith(incomplete)]


def complete_key(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offers the keys that steps can be told, each with the sign its value follows.

    Of which step, nobody can say: the words before an option that waits for its value are not told.
    """
    from asn_neutral.law.needs import NEEDS

    del ctx
    return [f"{key}=" for key in NEEDS if key.startswith(incomplete)]
