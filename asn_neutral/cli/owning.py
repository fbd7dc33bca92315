"""How a person is named who is responsible for cases: by name, `me` for whoever types, or nobody."""

from typing import Annotated, Final

import typer

from asn_neutral.cli.completing import complete_number, complete_owner
from asn_neutral.cli.context import Office
from asn_neutral.locale import N_

ME: Final = "me"
NOBODY: Final = frozenset({"-", "none"})
OwnerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--owner",
        metavar=N_("NAME"),
        help=N_("Only cases of this person: a name, me, or - for those of nobody."),
        autocompletion=complete_owner,
    ),
]
NumbersAndOwner = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("NUMBER... OWNER"),
        help=N_("The cases' numbers, then who is responsible: a name, or me."),
        autocompletion=complete_number("case"),
    ),
]
NobodyOption = Annotated[bool, typer.Option("--none", help=N_("Nobody is responsible; all words are numbers then."))]


def person(office: Office, word: str) -> str:
    """Whom *word* names; `me` is who is recorded as acting."""
    return office.settings.actor if word.casefold() == ME else word


def owners_of(office: Office, words: object) -> list[str] | None:
    """The values of the option; None where it was not given."""
    return [person(office, str(word)) for word in words] if isinstance(words, list) else None
