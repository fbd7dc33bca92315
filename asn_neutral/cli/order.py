"""What the words of `complaint add` ask for."""

from dataclasses import dataclass

from asn_neutral.cli.fields import Typed


@dataclass(frozen=True, slots=True)
class Order:
    """A complaint as far as the command line says it; `complainant` is empty where it was not read from a file."""

    answers: Typed
    complainant: Typed
    case: str | None = None
    tip: bool = False
    dry_run: bool = False
    yes: bool = False
