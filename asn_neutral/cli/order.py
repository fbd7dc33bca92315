"""What the words of `complaint add` ask for."""

from dataclasses import dataclass

from asn_neutral.cli.fields import Typed


@dataclass(frozen=True, slots=True)
class Order:
    """A complaint as far as the command line says it; `complainant` is empty where it was not read from a file.

    `recorded_as` is the number here of the complaint whose number was given, where it is there already.
    """

    answers: Typed
    complainant: Typed
    case: str | None = None
    tip: bool = False
    dry_run: bool = False
    yes: bool = False
    separate: bool = False
    new_unit: bool = False
    recorded_as: str | None = None
